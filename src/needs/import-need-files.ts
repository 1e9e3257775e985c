import { MATCHED } from "../platform/import/references.js";
import {
  date,
  level,
  oneOf,
  optional,
  positiveNumber,
  text,
  trimmedText,
  trueOrFalse,
  wholeNumber,
  words,
} from "../platform/import/row-check.js";
import type { StagedFile } from "../platform/import/staged-file.js";
import { PROFICIENCIES } from "../skills/index.js";
import { Modality, NeedStatus } from "./need.js";
import { Importance } from "./need-skill.js";

/** How the column `remote` says where the work is done. */
export const MODALITY_WORDS = { true: Modality.REMOTE, false: Modality.ON_SITE, hybrid: Modality.HYBRID };

/** What partners look for: one row each. */
export const needsFile: StagedFile = {
  file: "needs.csv",
  table: "import_need",
  columns: [
    { name: "external_id", check: text(200), idType: "need" },
    { name: "partner_external_id", check: text(200), idType: "partner" },
    { name: "title", check: trimmedText(200) },
    { name: "description", check: text(5000, 0) },
    { name: "status", type: "need_status", check: optional(oneOf(Object.values(NeedStatus))) },
    { name: "capacity", type: "integer", check: optional(wholeNumber(1, 1000)) },
    { name: "hours_per_week", type: "double precision", check: optional(positiveNumber(80)) },
    { name: "remote", type: "modality", check: optional(words(MODALITY_WORDS)) },
    { name: "starts_on", type: "date", check: optional(date) },
    { name: "ends_on", type: "date", check: optional(date) },
  ],
  later: [...MATCHED, "partner_id uuid"],
  across(row) {
    const [startsOn, endsOn] = [row.get("starts_on"), row.get("ends_on")];
    return startsOn && endsOn && endsOn < startsOn
      ? `ends_on is ${endsOn}; expected a date not before starts_on, which is ${startsOn}`
      : null;
  },
};

/** The skills that needs ask for: one row for each skill of a need. */
export const needSkillsFile: StagedFile = {
  file: "need_skills.csv",
  table: "staged_need_skill",
  columns: [
    { name: "need_external_id", check: text(200), idType: "need" },
    { name: "skill", check: trimmedText(1000), idType: "skill" },
    { name: "importance", type: "importance", check: optional(oneOf(Object.values(Importance))) },
    { name: "proficiency", type: "proficiency", check: level(PROFICIENCIES) },
    { name: "mentored", type: "boolean", check: optional(trueOrFalse) },
  ],
  optional: true,
};
