import type { Conditions } from "../platform/database/statement.js";
import type { CardView } from "./card-view.js";
import type { AskedSkill, ShowcaseCriteria } from "./published-cards.reads.js";

/** How well a card answers a search whose words are in its title or a skill. */
const IN_TITLE = 1;
/** And one whose words are in its summary, too. */
const IN_SUMMARY = 0.6;

/** The merit of all cards where nothing is asked that they could answer better or worse. */
export const EQUAL = "1::float8";

/** How cards answer what is asked for, as SQL. */
export interface Answers {
  readonly expressions: readonly string[];
  /** How well the cards c answer a search; empty where there is none. */
  readonly found: string;
  /** The skills n of the cards c that answer; empty where none is asked for. */
  readonly skilled: string;
  readonly condition: string | null;
  /** Above 0 to 1. */
  readonly merit: string;
  /** What of it is looked at later. */
  readonly columns: string;
  /** By which skills, one after the other, cards can be found; null where none is asked for. */
  readonly bySkill: BySkill | null;
  /** Whether the viewer may see that a card answers, and by this skill; null where nobody can tell. */
  readonly isSeen: string | null;
  /** What the cards of the page show of it. */
  readonly shown: string;
}

/** Cards by what makes their merit: a skill, and how well they answer a search. */
export interface BySkill {
  /** A table n with the columns skill_id, affinity, and merit: that of all the cards that are found by its row. */
  readonly table: string;
  /** Whether a card c is found by a row. */
  readonly condition: string;
}

/** How cards answer a skill, words, both or neither, as `where` is told their values. */
export function answersSql(where: Conditions, view: CardView, { skill, search }: ShowcaseCriteria): Answers {
  const bySkill = skill ? skillSql(where, view, skill) : null;
  const bySearch = search ? searchSql(where.value(search), view) : null;
  const merits = [...(bySkill ? ["n.affinity"] : []), ...(bySearch ? ["found.merit"] : [])];
  return {
    expressions: bySearch?.expressions ?? [],
    found: bySearch?.join ?? "",
    skilled: bySkill?.join ?? "",
    condition: bySearch ? "found.merit is not null" : null,
    merit: merits.length > 0 ? merits.join(" * ") : EQUAL,
    columns: bySkill
      ? "n.skill_id as found_by, n.affinity"
      : "null::uuid as found_by, null::float8 as affinity",
    bySkill: bySkill && {
      table: `(select n.*, n.affinity * t.found as merit, t.found from ${bySkill.skills}
        cross join unnest(array[${(bySearch ? [IN_TITLE, IN_SUMMARY] : [1]).join()}]::float8[]) t (found)) n`,
      condition: bySearch ? "found.merit = n.found" : "true",
    },
    isSeen: bySkill?.isSeen ?? null,
    shown: `${merits.length > 0 ? "f.merit" : "null::float8 as merit"},
      ${bySkill?.asked ?? "null::uuid"} as "askedSkillId", f.found_by as "foundBySkillId"`,
  };
}

/** A card once for each of its skills that answers; of those that the viewer may see, the best one counts. */
function skillSql(where: Conditions, view: CardView, { skillId, answeredBy }: AskedSkill) {
  const ids = `${where.value(answeredBy.map(([id]) => id))}::uuid[]`;
  const values = `${where.value(answeredBy.map(([, affinity]) => affinity))}::float8[]`;
  const skills = `unnest(${ids}, ${values}) n (skill_id, affinity)`;
  // `offset 0`, because PostgreSQL would rather look for each of the skills that could answer.
  const ofCard = `(select k.skill_id from showcase_card_skill k where k.card_id = c.id and k.skill_id = any(${ids}) offset 0) k
    join ${skills} on n.skill_id = k.skill_id`;
  return {
    skills,
    join: `cross join lateral (select n.* from ${ofCard} offset 0) n`,
    isSeen: `${view.seesSkill("c.found_by")} and not exists (select from ${ofCard}
      where (n.affinity > c.affinity or (n.affinity = c.affinity and n.skill_id < c.found_by))
        and ${view.seesSkill("n.skill_id")} offset 0)`,
    asked: `${where.value(skillId)}::uuid`,
  };
}

/**
 * All of the words of a text, each of which may go on, as PostgreSQL looks for them; or the text in the name of a skill that
 * the viewer may see.
 */
function searchSql(text: string, view: CardView) {
  const query = (weight: string) =>
    `to_tsquery('simple', coalesce(string_agg(quote_literal(word) || ':*${weight}', ' & '), ''))`;
  const named = (table: string, id: string) => `select ${id} from ${table}
    where normalized_label like '%' || (select text from sought) || '%'`;
  const ids = `array(${named("skill", "id")} union ${named("skill_alternative_label", "skill_id")})`;
  return {
    expressions: [
      `sought as materialized (select ${query("A")} as in_title, ${query("")} as anywhere,
          nullif(normalize_label(${text}), '') as text
        from regexp_split_to_table(normalize_label(${text}), ' ') word where word <> '')`,
      `labelled as materialized (
        select distinct k.card_id from (${view.skills(`k.skill_id = any(${ids})`)}) k)`,
    ],
    join: `cross join lateral (select case
      when c.words @@ (select in_title from sought) or c.id in (select card_id from labelled) then ${IN_TITLE}::float8
      when c.words @@ (select anywhere from sought) then ${IN_SUMMARY}::float8 end as merit) found`,
  };
}
