import { plural } from "../figures.ts";
import { graphql } from "../graphql/index.ts";
import { useAnswer } from "../use-answer.ts";

const SKILL_NEEDS = graphql(`
  query SkillNeeds($skillId: ID!) {
    needs(first: 4, filter: { statuses: [OPEN], skillId: $skillId }) {
      nodes {
        id
        title
        partner {
          name
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

/** The newest needs behind a figure. */
export function SkillNeeds({ skillId }: { readonly skillId: string }) {
  const { data } = useAnswer(SKILL_NEEDS, { skillId });
  const needs = data?.needs.nodes ?? [];
  if (needs.length === 0) return null;
  return (
    <div class="asked-by">
      <h4>Newest open needs that ask for it, or a narrower skill</h4>
      <ul class="plain">
        {needs.map(({ id, title, partner }) => (
          <li key={id}>
            {title} <span class="muted">{partner.name}</span>
          </li>
        ))}
      </ul>
      {data?.needs.pageInfo.hasNextPage && (
        <p class="muted">{plural(needs.length, "need")} shown; there are more.</p>
      )}
    </div>
  );
}
