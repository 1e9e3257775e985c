import type { MatchesQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { Failure } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";
import { MatchLine } from "./match-line.tsx";

// Explanations are long, and what one operation may cost is limited: each need asks for its own.
const MATCHES = graphql(`
  query Matches($needId: ID!) {
    need(id: $needId) {
      matches(first: 3) {
        nodes {
          score
          growth
          coverage
          worker {
            id
            name
            jobTitle
          }
          unmetMustHaves {
            preferredLabel
          }
          explanation {
            goals {
              skill {
                preferredLabel
              }
              matchedSkill {
                preferredLabel
              }
              contribution
            }
            skills {
              skill {
                preferredLabel
              }
              matchedSkill {
                preferredLabel
              }
              matchedBy
              coverage
              contribution
            }
          }
        }
      }
    }
  }
`);

export type NeedMatch = NonNullable<MatchesQuery["need"]>["matches"]["nodes"][number];

/** Who fits a need best, and why. */
export function Matches({ needId }: { readonly needId: string }) {
  const { data, fault, retry } = useAnswer(MATCHES, { needId });
  if (fault) return <Failure fault={fault} onRetry={retry} />;
  if (!data) return <p class="state">Loading…</p>;
  return (
    <ol class="matches" aria-label="Who fits best">
      {(data.need?.matches.nodes ?? []).map((match) => (
        <MatchLine key={match.worker.id} match={match} />
      ))}
    </ol>
  );
}
