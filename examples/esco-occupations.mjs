// Makes CSV files for `npm run cli -- import` out of ESCO's occupations: each occupation becomes a worker who has its
// skills and wants five of a neighbouring occupation, and every other one also a need for its first five.
//
//   node examples/esco-occupations.mjs <esco folder> <folder to write to>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

const [esco, target] = process.argv.slice(2);
if (!esco || !target) {
  console.error("Usage: node examples/esco-occupations.mjs <esco folder> <folder to write to>");
  process.exit(2);
}

/** A profile holds no more. */
const MOST_SKILLS = 100;

const read = (name) => parse(readFileSync(join(esco, name)), { columns: true, bom: true });
const keyOf = (uri) => uri.slice(uri.lastIndexOf("/") + 1);

const skillsOf = new Map();
for (const { occupationUri, relationType, skillUri } of read("occupationSkillRelations.csv")) {
  const skills = skillsOf.get(occupationUri) ?? { essential: [], optional: [] };
  skills[relationType].push(skillUri);
  skillsOf.set(occupationUri, skills);
}
const occupations = read("occupations_en.csv")
  .filter(({ conceptUri }) => skillsOf.has(conceptUri))
  .sort((a, b) => (a.conceptUri < b.conceptUri ? -1 : 1));
const groups = new Map();
for (const occupation of occupations)
  groups.set(occupation.iscoGroup, [...(groups.get(occupation.iscoGroup) ?? []), occupation]);

const files = {
  workers: [
    [
      "external_id",
      "name",
      "email",
      "library_isil",
      "job_title",
      "hours_per_week",
      "remote",
      "languages",
      "discoverability",
    ],
  ],
  worker_skills: [["worker_external_id", "skill", "proficiency"]],
  growth_goals: [["worker_external_id", "skill", "current", "target", "priority", "by"]],
  partners: [["external_id", "name", "description", "url", "sector", "country", "region"]],
  needs: [
    [
      "external_id",
      "partner_external_id",
      "title",
      "description",
      "status",
      "capacity",
      "hours_per_week",
      "remote",
      "starts_on",
      "ends_on",
    ],
  ],
  need_skills: [["need_external_id", "skill", "importance", "proficiency", "mentored"]],
};

occupations.forEach(({ conceptUri, preferredLabel, iscoGroup }, index) => {
  const id = keyOf(conceptUri);
  const { essential, optional } = skillsOf.get(conceptUri);
  const own = new Set([...essential, ...optional]);
  files.workers.push([id, preferredLabel, "", `ZZ-${iscoGroup}`, preferredLabel, 4, "false", "", "PARTNERS"]);
  const held = [
    ...essential.map((skill) => [id, skill, "PROFICIENT"]),
    ...optional.filter((skill) => !essential.includes(skill)).map((skill) => [id, skill, "COMPETENT"]),
  ];
  files.worker_skills.push(...held.slice(0, MOST_SKILLS));

  const family = groups.get(iscoGroup);
  const start = family.findIndex((other) => other.conceptUri === conceptUri);
  const wishes = family
    .map((_, step) => family[(start + 1 + step) % family.length])
    .map((other) => skillsOf.get(other.conceptUri).essential.filter((skill) => !own.has(skill)))
    .find((lacking) => lacking.length >= 5);
  for (const [rank, skill] of (wishes ?? []).slice(0, 5).entries())
    files.growth_goals.push([id, skill, "", "PROFICIENT", 3 - (rank % 3), ""]);

  if (index % 2 === 1 || essential.length === 0) return;
  files.needs.push([
    `need-${id}`,
    `isco-${iscoGroup}`,
    `Help of a ${preferredLabel}`,
    "",
    "OPEN",
    1,
    3,
    "false",
    "",
    "",
  ]);
  for (const [rank, skill] of essential.slice(0, 5).entries())
    files.need_skills.push([`need-${id}`, skill, rank < 3 ? "MUST" : "NICE", "COMPETENT", rank % 2 === 0]);
});
for (const group of groups.keys())
  files.partners.push([`isco-${group}`, `Partner ${group}`, "", "", "OTHER", "", ""]);

mkdirSync(target, { recursive: true });
for (const [name, rows] of Object.entries(files)) {
  writeFileSync(join(target, `${name}.csv`), stringify(rows, { cast: { boolean: String } }));
  console.log(`${name}.csv: ${rows.length - 1} rows`);
}
