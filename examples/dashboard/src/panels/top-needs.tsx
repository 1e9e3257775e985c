import { useState } from "preact/hooks";
import { decimal } from "../figures.ts";
import type { TopNeedsQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { Panel } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";
import { Matches } from "./matches.tsx";

const TOP_NEEDS = graphql(`
  query TopNeeds($seesPeople: Boolean!) {
    needs(first: 20, filter: { statuses: [OPEN] }) {
      nodes {
        id
        title
        modality
        region
        hoursPerWeek
        partner {
          name
        }
        communityGoal {
          title
        }
        skills {
          importance
          mentored
          skill {
            id
            preferredLabel
          }
        }
        matches(first: 1) @include(if: $seesPeople) {
          nodes {
            score
            worker {
              id
            }
          }
        }
      }
    }
  }
`);

type Need = TopNeedsQuery["needs"]["nodes"][number];

const MODALITIES: Record<Need["modality"], string> = {
  ON_SITE: "on site",
  REMOTE: "remote",
  HYBRID: "hybrid",
};

const STEP = 4;

/** Workers are found by those who may introduce them; whoever reads figures sees nobody. */
const seesPeople = (role: string) => role === "MANAGER" || role === "WORKER" || role === "PARTNER";

const bestOf = ({ matches }: Need) => matches?.nodes[0]?.score ?? 0;

/** The open needs that could begin at once: who fits, and why. */
export function TopNeeds({ role }: { readonly role: string }) {
  const [shown, setShown] = useState(STEP);
  const answer = useAnswer(TOP_NEEDS, { seesPeople: seesPeople(role) });
  return (
    <Panel
      name="top-needs"
      title={seesPeople(role) ? "Needs with the best matches" : "Newest needs"}
      about={
        seesPeople(role)
          ? "Of the 20 newest open needs: who fits best, and why. A score weighs what the worker gains and what the need gets."
          : `Open needs and what they ask for. Who fits is shown to the libraries’ managers, not to a token with the role ${role.toLowerCase()}.`
      }
      answer={answer}
      empty={({ needs }) => (needs.nodes.length === 0 ? "No need is open at present." : null)}
    >
      {({ needs }) => {
        const ranked = [...needs.nodes].sort((a, b) => bestOf(b) - bestOf(a));
        return (
          <>
            <ul class={seesPeople(role) ? "needs" : "needs brief"}>
              {ranked.slice(0, shown).map((need) => (
                <NeedCard key={need.id} need={need} />
              ))}
            </ul>
            {shown < ranked.length && (
              <button type="button" class="more" onClick={() => setShown(shown + STEP)}>
                Show more needs
              </button>
            )}
          </>
        );
      }}
    </Panel>
  );
}

function NeedCard({ need }: { readonly need: Need }) {
  const facts = [
    need.partner.name,
    need.region,
    MODALITIES[need.modality],
    need.hoursPerWeek && `${decimal(need.hoursPerWeek)} h a week`,
  ].filter(Boolean);
  return (
    <li class="need">
      <div>
        <h3>{need.title}</h3>
        <p class="muted">{facts.join(" · ")}</p>
        {need.communityGoal && <p class="serves">Serves: {need.communityGoal.title}</p>}
        <ul class="asks" aria-label="Skills it asks for">
          {need.skills.map(({ skill, importance, mentored }) => (
            <li key={skill.id} class={importance.toLowerCase()}>
              {skill.preferredLabel}
              {importance === "NICE" && <small> welcome</small>}
              {mentored && <small> mentored</small>}
            </li>
          ))}
        </ul>
      </div>
      {need.matches && (
        <div>
          {need.matches.nodes.length === 0 ? (
            <p class="state">Nobody who can be found fits yet.</p>
          ) : (
            <Matches needId={need.id} />
          )}
        </div>
      )}
    </li>
  );
}
