import type { DataSource } from "typeorm";
import { typedId } from "./platform/graphql/typed-id.js";

/** The query that a newcomer starts with: who could take on an open need, and why. It looks at few, as a start must not take long. */
export async function firstQueryFor(dataSource: DataSource): Promise<string> {
  const [need] = await dataSource.query(
    `select n.id from (
       select n.id from need n join partner p on p.id = n.partner_id
       where n.status = 'OPEN' and n.archived_at is null and p.archived_at is null order by n.id limit 50) n
     order by (select count(*) from (
         select from need_skill k join growth_goal g on g.skill_id = k.skill_id where k.need_id = n.id limit 100) goals) desc,
       n.id limit 1`,
  );
  return need ? matchesOf(typedId("need", need.id)) : "{ skills(first: 5) { nodes { uri preferredLabel } } }";
}

const matchesOf = (id: string) => `{
  need(id: "${id}") {
    title
    partner { name }
    skills { importance proficiency skill { preferredLabel } }
    matches(first: 3) {
      nodes {
        score growth coverage
        worker { name jobTitle }
        unmetMustHaves { preferredLabel }
        explanation {
          skills { skill { preferredLabel } matchedBy matchedSkill { preferredLabel } coverage contribution }
          goals { skill { preferredLabel } strength contribution }
        }
      }
    }
  }
}`;
