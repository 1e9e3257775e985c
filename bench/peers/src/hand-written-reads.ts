import { suffixOf, uuidIn } from "./hand-written-ids.js";

/** One statement, and how its rows become the answer. Texts come from PostgreSQL as JSON already. */
export interface Read {
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has variables of its own
  values(variables: any): unknown[];
  // biome-ignore lint/suspicious/noExplicitAny: each statement has rows of its own
  answer(rows: any[], values: unknown[]): string;
}

const seen = (alias: string) => `${alias}.archived_at is null and ${alias}.discoverability >= 'PARTNERS'`;
const field = (visibility: string, column: string) =>
  `case when w.visibility_${visibility} >= 'PARTNERS' then to_json(${column})::text end as ${column.slice(2)}`;

/** @param name JSON, or null where it may not be seen: then there is a pseudonym, made of the end of the id */
export const nameOf = (suffix: string, name: string | null) =>
  name ?? `"Candidate ${suffix.slice(-6).toUpperCase()}"`;

const placeOf = (text: string | null) => (text === null ? "null" : text);

/** Lines of "<uuid> <word> <rest>", each as JSON, with commas between. */
function eachLine(
  lines: string | null,
  write: (uuid: string, first: string, rest: string) => string,
): string {
  if (lines === null) return "";
  let text = "";
  for (const line of lines.split("\n")) {
    const end = line.indexOf(" ", 37);
    text += (text === "" ? "" : ",") + write(line, line.slice(37, end), line.slice(end + 1));
  }
  return text;
}

const skillText = (uuid: string, label: string) =>
  `"skill":{"id":"skill_${suffixOf(uuid)}","preferredLabel":${label}}`;

const needsList: Read = {
  text: `select n.id, to_json(n.title)::text as title, n.status, n.modality, n.capacity, p.id as partner_id,
      to_json(p.name)::text as partner, k.skills
    from need n join partner p on p.id = n.partner_id cross join lateral (
      select string_agg(s.id || ' ' || k.importance || ' ' || k.proficiency || ' ' || to_json(s.preferred_label), chr(10)
        order by k.importance, k.skill_id) as skills
      from need_skill k join skill s on s.id = k.skill_id where k.need_id = n.id) k
    where n.status = 'OPEN' and n.archived_at is null and p.archived_at is null
    order by n.id desc limit $1::integer + 1`,
  values: ({ first }) => [first],
  answer(rows, [first]) {
    const hasNextPage = rows.length > (first as number);
    if (hasNextPage) rows.pop();
    let nodes = "";
    for (const { id, title, status, modality, capacity, partner_id: partnerId, partner, skills } of rows)
      nodes += `${nodes && ","}{"id":"need_${suffixOf(id)}","title":${title},"status":"${status}","modality":"${modality}","capacity":${capacity},"partner":{"id":"partner_${suffixOf(partnerId)}","name":${partner}},"skills":[${eachLine(skills, needSkill)}]}`;
    return `{"data":{"needs":{"nodes":[${nodes}],"pageInfo":{"hasNextPage":${hasNextPage}}}}}`;
  },
};

function needSkill(uuid: string, importance: string, rest: string): string {
  const end = rest.indexOf(" ");
  return `{"importance":"${importance}","proficiency":"${rest.slice(0, end)}",${skillText(uuid, rest.slice(end + 1))}}`;
}

const worker: Read = {
  text: `select w.id, ${field("name", "w.name")}, ${field("job_title", "w.job_title")}, (
      select string_agg(k.skill_id || ' ' || k.proficiency || ' ' || to_json(s.preferred_label), chr(10)
        order by k.proficiency desc, k.id)
      from (select k.id, k.skill_id, k.proficiency from worker_skill k
        where k.worker_id = w.id and k.archived_at is null and k.visibility >= 'PARTNERS'
        order by k.proficiency desc, k.id limit 20) k join skill s on s.id = k.skill_id) as skills
    from worker w where w.id = $1 and ${seen("w")}`,
  values: ({ id }) => [uuidIn("worker", id)],
  answer([found]) {
    if (!found) return '{"data":{"worker":null}}';
    const suffix = suffixOf(found.id);
    const skills = eachLine(
      found.skills,
      (uuid, proficiency, label) => `{"proficiency":"${proficiency}",${skillText(uuid, label)}}`,
    );
    return `{"data":{"worker":{"id":"worker_${suffix}","name":${nameOf(suffix, found.name)},"jobTitle":${placeOf(found.job_title)},"skills":{"nodes":[${skills}]}}}}`;
  },
};

/** Those who know the skill are found first, then looked at one by one in their order until there are enough. */
const workersFiltered: Read = {
  text: `select w.id, case when w.visibility_name >= 'PARTNERS' then to_json(w.name)::text end as name,
      to_json(l.country)::text as country, to_json(l.region)::text as region
    from (select w.* from (
        select e.worker_id from worker_skill e where e.skill_id = $1 and e.archived_at is null
          and e.visibility >= 'PARTNERS' and e.proficiency >= 'COMPETENT' order by e.worker_id offset 0) e
      cross join lateral (select w.id, w.name, w.library_id, w.visibility_name from worker w
        where w.id = e.worker_id and ${seen("w")} offset 0) w
      order by e.worker_id limit 21) w left join library l on l.id = w.library_id order by w.id`,
  values: ({ skill }) => [uuidIn("skill", skill)],
  answer(rows) {
    const hasNextPage = rows.length > 20;
    if (hasNextPage) rows.pop();
    let nodes = "";
    for (const { id, name, country, region } of rows) {
      const suffix = suffixOf(id);
      nodes += `${nodes && ","}{"id":"worker_${suffix}","name":${nameOf(suffix, name)},"country":${placeOf(country)},"region":${placeOf(region)}}`;
    }
    return `{"data":{"workers":{"nodes":[${nodes}],"pageInfo":{"hasNextPage":${hasNextPage}}}}}`;
  },
};

const entities: Read = {
  text: `select n.id, to_json(n.title)::text as title, n.status, p.id as partner_id, to_json(p.name)::text as partner
    from need n join partner p on p.id = n.partner_id where n.id = any($1::uuid[]) and n.status <> 'DRAFT'`,
  values: ({ representations }) => [
    `{${representations.map(({ id }: { id: string }) => uuidIn("need", id)).join(",")}}`,
  ],
  answer(rows, [wanted]) {
    const found = new Map<string, string>();
    for (const { id, title, status, partner_id: partnerId, partner } of rows)
      found.set(
        id,
        `{"id":"need_${suffixOf(id)}","title":${title},"status":"${status}","partner":{"id":"partner_${suffixOf(partnerId)}","name":${partner}}}`,
      );
    const ids = (wanted as string).slice(1, -1).split(",");
    return `{"data":{"_entities":[${ids.map((id) => found.get(id) ?? "null").join(",")}]}}`;
  },
};

/** By the operation's name. */
export const READS: Readonly<Record<string, Read>> = {
  needsList,
  worker,
  workersFiltered,
  entities,
};
