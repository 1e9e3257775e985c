import type { DataSource, EntityManager } from "typeorm";
import { applyRows, type Tally } from "../platform/import/apply-rows.js";
import { fillReference, matchRecords, resolveRows, stageKeys } from "../platform/import/references.js";
import { faultExcess, faultRepeated } from "../platform/import/row-faults.js";
import { type ImportOptions, type ImportReport, runImport } from "../platform/import/run-import.js";
import { nameSkills, SKILL_KEYS } from "../skills/index.js";
import { type ImportedConsortium, importedConsortium } from "../workers/index.js";
import { needSkillsFile, needsFile } from "./import-need-files.js";
import { MAX_SKILLS } from "./need.inputs.js";
import { NeedStatus } from "./need.js";
import { isReachable } from "./need-lifecycle.js";

const SKILLS = "import_need_skill";

/**
 * Imports needs.csv and, where it is there, need_skills.csv of a folder in one transaction. Rows with an external id
 * that is known update its need, whose status only moves along its life.
 * @throws ImportError naming the line of every row that is wrong; nothing is imported then, unless `keepGood`
 */
export async function importNeeds(
  dataSource: DataSource,
  folder: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return await runImport(dataSource, folder, options, {
    files: [needsFile, needSkillsFile],
    prepare: async (manager) => {
      const consortium = await importedConsortium(manager, options.consortium);
      await prepareNeeds(manager, consortium.id);
      await prepareSkills(manager, consortium.id);
      return {
        faulty: [needsFile, { ...needSkillsFile, table: SKILLS }],
        apply: () => applyAll(manager, consortium),
      };
    },
  });
}

async function prepareNeeds(manager: EntityManager, consortiumId: string): Promise<void> {
  const column = "partner_external_id";
  await matchRecords(manager, needsFile, { name: "need" }, consortiumId);
  const keys = await stageKeys(manager, { name: "partner" }, consortiumId, [{ staged: needsFile, column }]);
  await fillReference(manager, needsFile, { column, keys, as: "partner_id" });
  await refuseUnreachable(manager);
}

/** A row may only move the status of its need along the need's life. */
async function refuseUnreachable(manager: EntityManager): Promise<void> {
  const statuses = Object.values(NeedStatus);
  const closedWays = statuses.flatMap((from) =>
    statuses
      .filter((to) => !isReachable(from, to))
      .map((to) => `('${from}'::need_status, '${to}'::need_status)`),
  );
  await manager.query(
    `update ${needsFile.table} s
     set faults = s.faults || format('status is %s; expected one that a need which is %s can still reach', s.status, t.status)
     from need t where t.id = s.record_id and (t.status, s.status) in (${closedWays.join(", ")})`,
  );
}

async function prepareSkills(manager: EntityManager, consortiumId: string): Promise<void> {
  const column = "need_external_id";
  const record = { name: "need", staged: needsFile } as const;
  const keys = await stageKeys(manager, record, consortiumId, [{ staged: needSkillsFile, column }]);
  await nameSkills(manager, [{ table: needSkillsFile.table, column: "skill" }]);
  const references = [
    { column, keys, as: "need_id" },
    { column: "skill", keys: SKILL_KEYS, as: "skill_id" },
  ];
  const on = "t.need_id = r.need_id and t.skill_id = r.skill_id";
  await resolveRows(manager, needSkillsFile, SKILLS, references, { table: "need_skill", on, id: "need_id" });
  const same = "format('skill %s of need %s', to_json(s.skill), to_json(s.need_external_id))";
  await faultRepeated(manager, SKILLS, ["need_id", "skill_id"], same);
  const limit = { owner: "need_id", stored: "need_skill", where: "true", most: MAX_SKILLS, what: "skill" };
  await faultExcess(manager, SKILLS, limit);
}

async function applyAll(manager: EntityManager, consortium: ImportedConsortium) {
  await noteSkillChanges(manager);
  const needs = await applyNeeds(manager, consortium.id);
  const skills = await applySkills(manager);
  await raiseVersions(manager);
  return { tallies: [...consortium.tallies, needs, skills], topics: { need: [needs, skills] } };
}

const ownFields = {
  title: "s.title",
  description: "s.description",
  hours_per_week: "s.hours_per_week",
  starts_on: "s.starts_on",
  ends_on: "s.ends_on",
};

function applyNeeds(manager: EntityManager, consortiumId: string): Promise<Tally> {
  return applyRows(manager, {
    what: "needs",
    table: "need",
    source: needsFile.table,
    match: "t.id = s.record_id",
    inserted: {
      id: "s.id",
      consortium_id: `'${consortiumId}'::uuid`,
      external_id: "s.external_id",
      partner_id: "s.partner_id",
      ...ownFields,
      status: "coalesce(s.status, 'DRAFT')",
      capacity: "coalesce(s.capacity, 1)",
      modality: "coalesce(s.remote, 'ON_SITE')",
    },
    updated: {
      ...ownFields,
      partner_id: "s.partner_id",
      // A goal belongs to a partner; another partner's need cannot serve it.
      community_goal_id: "case when t.partner_id = s.partner_id then t.community_goal_id end",
      status: "coalesce(s.status, t.status)",
      capacity: "coalesce(s.capacity, t.capacity)",
      modality: "coalesce(s.remote, t.modality)",
    },
  });
}

const skillFields = {
  importance: "coalesce(s.importance, t.importance)",
  proficiency: "s.proficiency",
  mentored: "coalesce(s.mentored, t.mentored)",
};

function applySkills(manager: EntityManager): Promise<Tally> {
  return applyRows(manager, {
    what: "need skills",
    table: "need_skill",
    source: SKILLS,
    match: "t.need_id = s.need_id and t.skill_id = s.skill_id",
    inserted: {
      need_id: "s.need_id",
      skill_id: "s.skill_id",
      importance: "coalesce(s.importance, 'MUST')",
      proficiency: "s.proficiency",
      mentored: "coalesce(s.mentored, false)",
    },
    updated: skillFields,
    plain: true,
  });
}

const CHANGED = "need_with_other_skills";

/** The needs whose skills are about to change, with the version they have now. */
async function noteSkillChanges(manager: EntityManager): Promise<void> {
  const fields = Object.keys(skillFields).map((name) => `t."${name}"`);
  await manager.query(
    `create temporary table ${CHANGED} on commit drop as
     select distinct n.id, n.version from ${SKILLS} s join need n on n.id = s.need_id
     left join need_skill t on t.need_id = s.need_id and t.skill_id = s.skill_id
     where s.faults = '{}' and (s.record_id is null
       or (${fields.join(", ")}) is distinct from (${Object.values(skillFields).join(", ")}))`,
  );
}

/** A need with other skills is another version of it, once for each import. */
async function raiseVersions(manager: EntityManager): Promise<void> {
  await manager.query(
    `update need n set version = n.version + 1, updated_at = now()
     from ${CHANGED} c where c.id = n.id and c.version = n.version`,
  );
}
