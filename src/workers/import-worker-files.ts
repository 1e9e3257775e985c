import { VISIBILITIES } from "../platform/auth/visibility.js";
import { MATCHED } from "../platform/import/references.js";
import {
  date,
  email,
  languages,
  level,
  oneOf,
  optional,
  positiveNumber,
  shaped,
  text,
  trimmedText,
  trueOrFalse,
  wholeNumber,
} from "../platform/import/row-check.js";
import type { StagedFile } from "../platform/import/staged-file.js";
import { levelOf, PROFICIENCIES, type Proficiency } from "../skills/index.js";
import { ISIL } from "./library.inputs.js";

const workerKey = { name: "worker_external_id", check: text(200), idType: "worker" } as const;
const skillName = { name: "skill", check: trimmedText(1000), idType: "skill" } as const;

/** People: one row each. */
export const workersFile: StagedFile = {
  file: "workers.csv",
  table: "import_worker",
  columns: [
    { name: "external_id", check: text(200), idType: "worker" },
    { name: "name", check: trimmedText(200) },
    { name: "email", check: optional(email) },
    { name: "library_isil", check: optional(shaped(ISIL, 'an ISIL (ISO 15511) such as "US-MnU"')) },
    { name: "job_title", check: optional(text(200)) },
    { name: "hours_per_week", type: "double precision", check: optional(positiveNumber(80)) },
    { name: "remote", type: "boolean", check: optional(trueOrFalse) },
    { name: "languages", type: "text[]", check: languages(20) },
    { name: "discoverability", type: "visibility", check: optional(oneOf(VISIBILITIES)) },
  ],
  later: [...MATCHED, "library_id uuid"],
};

/** What people can do: one row for each skill of a worker. */
export const workerSkillsFile: StagedFile = {
  file: "worker_skills.csv",
  table: "staged_worker_skill",
  columns: [workerKey, skillName, { name: "proficiency", type: "proficiency", check: level(PROFICIENCIES) }],
  optional: true,
};

/** What people want to learn: one row for each goal of a worker. */
export const growthGoalsFile: StagedFile = {
  file: "growth_goals.csv",
  table: "staged_growth_goal",
  columns: [
    workerKey,
    skillName,
    { name: "current", type: "proficiency", check: level(PROFICIENCIES, 0) },
    { name: "target", type: "proficiency", check: level(PROFICIENCIES) },
    { name: "priority", type: "smallint", check: optional(wholeNumber(1, 3)) },
    { name: "by", type: "date", check: optional(date) },
  ],
  optional: true,
  across(row) {
    const current = row.get("current") as Proficiency | null;
    const target = row.get("target") as Proficiency;
    return levelOf(target) > levelOf(current)
      ? null
      : `target is ${target}; expected one above current, which is ${current}`;
  },
};
