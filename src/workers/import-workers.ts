import type { DataSource, EntityManager } from "typeorm";
import { applyRows, type Tally } from "../platform/import/apply-rows.js";
import { matchRecords, type Reference, resolveRows, stageKeys } from "../platform/import/references.js";
import { faultExcess, faultRepeated } from "../platform/import/row-faults.js";
import { type ImportOptions, type ImportReport, runImport } from "../platform/import/run-import.js";
import { nameSkills, SKILL_KEYS } from "../skills/index.js";
import { MAX_GOALS } from "./growth-goal.service.js";
import { type ImportedConsortium, importedConsortium } from "./import-consortium.js";
import { createLibraries, matchLibraries } from "./import-libraries.js";
import { growthGoalsFile, workerSkillsFile, workersFile } from "./import-worker-files.js";
import { MAX_SKILLS } from "./worker-skill.service.js";

const SKILLS = "import_worker_skill";
const GOALS = "import_growth_goal";

/**
 * Imports workers.csv and, where they are there, worker_skills.csv and growth_goals.csv of a folder, in one transaction.
 * Rows with an external id that is known update its worker; who is not in the files is left alone.
 * @throws ImportError naming the line of every row that is wrong; nothing is imported then, unless `keepGood`
 */
export async function importWorkers(
  dataSource: DataSource,
  folder: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return await runImport(dataSource, folder, options, {
    files: [workersFile, workerSkillsFile, growthGoalsFile],
    prepare: async (manager) => {
      const consortium = await importedConsortium(manager, options.consortium);
      await prepareWorkers(manager, consortium.id);
      return {
        faulty: [workersFile, { ...workerSkillsFile, table: SKILLS }, { ...growthGoalsFile, table: GOALS }],
        apply: () => applyWorkers(manager, consortium),
      };
    },
  });
}

const record = { name: "worker", staged: workersFile } as const;
const profileFiles = [workerSkillsFile, growthGoalsFile];

async function prepareWorkers(manager: EntityManager, consortiumId: string): Promise<void> {
  await matchRecords(manager, workersFile, record, consortiumId);
  await matchLibraries(manager, workersFile.table, consortiumId);
  const named = profileFiles.map((staged) => ({ staged, column: "worker_external_id" }));
  const keys = await stageKeys(manager, record, consortiumId, named);
  await nameSkills(
    manager,
    profileFiles.map(({ table }) => ({ table, column: "skill" })),
  );
  await prepareProfiles(manager, [
    { column: "worker_external_id", keys, as: "worker_id" },
    { column: "skill", keys: SKILL_KEYS, as: "skill_id" },
  ]);
}

async function prepareProfiles(manager: EntityManager, references: readonly Reference[]): Promise<void> {
  const stored = {
    on: "t.worker_id = r.worker_id and t.skill_id = r.skill_id and t.archived_at is null",
    id: "id",
  };
  const heldSkills = { ...stored, table: "worker_skill", also: "t.proficiency as held" };
  await resolveRows(manager, workerSkillsFile, SKILLS, references, heldSkills);
  await resolveRows(manager, growthGoalsFile, GOALS, references, { ...stored, table: "growth_goal" });
  const same = "format('skill %s of worker %s', to_json(s.skill), to_json(s.worker_external_id))";
  for (const table of [SKILLS, GOALS]) await faultRepeated(manager, table, ["worker_id", "skill_id"], same);
  const limit = { owner: "worker_id", where: "archived_at is null" };
  await faultExcess(manager, SKILLS, { ...limit, stored: "worker_skill", most: MAX_SKILLS, what: "skill" });
  await faultExcess(manager, GOALS, {
    ...limit,
    stored: "growth_goal",
    most: MAX_GOALS,
    what: "growth goal",
  });
}

async function applyWorkers(manager: EntityManager, consortium: ImportedConsortium) {
  const libraries = await createLibraries(manager, workersFile.table, consortium.id);
  const workers = await applyPeople(manager, consortium.id);
  const skills = await applySkills(manager);
  const goals = await applyGoals(manager);
  const topics = { library: [libraries], worker: [workers, skills, goals] };
  return { tallies: [...consortium.tallies, libraries, workers, skills, goals], topics };
}

const ownFields = {
  name: "s.name",
  email: "s.email",
  job_title: "s.job_title",
  hours_per_week: "s.hours_per_week",
  languages: "s.languages",
};

function applyPeople(manager: EntityManager, consortiumId: string): Promise<Tally> {
  return applyRows(manager, {
    what: "workers",
    table: "worker",
    source: workersFile.table,
    match: "t.id = s.record_id",
    inserted: {
      id: "s.id",
      consortium_id: `'${consortiumId}'::uuid`,
      external_id: "s.external_id",
      ...ownFields,
      library_id: "s.library_id",
      remote: "coalesce(s.remote, false)",
      discoverability: "coalesce(s.discoverability, 'CONSORTIUM')",
    },
    updated: {
      ...ownFields,
      // A library without an ISIL cannot be named in the file, so an empty cell does not take it away.
      library_id: `coalesce(s.library_id, (select l.id from library l where l.id = t.library_id and l.isil is null))`,
      remote: "coalesce(s.remote, t.remote)",
      discoverability: "coalesce(s.discoverability, t.discoverability)",
    },
  });
}

/** What is imported may be seen as far as its worker may be found. */
const visibility = "(select w.discoverability from worker w where w.id = s.worker_id)";

async function applySkills(manager: EntityManager): Promise<Tally> {
  const tally = await applyRows(manager, {
    what: "worker skills",
    table: "worker_skill",
    source: SKILLS,
    match: "t.id = s.record_id",
    inserted: {
      id: "s.id",
      worker_id: "s.worker_id",
      skill_id: "s.skill_id",
      proficiency: "s.proficiency",
      rating_source: "'IMPORT'",
      visibility,
    },
    updated: { proficiency: "s.proficiency", rating_source: "'IMPORT'" },
    changed: "t.proficiency <> s.proficiency",
  });
  await moveGoals(manager);
  return tally;
}

/** Growth goals follow the proficiencies that changed, as when they are edited one by one. */
async function moveGoals(manager: EntityManager): Promise<void> {
  await manager.query(
    `update growth_goal t set "current" = s.proficiency, version = t.version + 1, updated_at = now(),
       status = case when s.proficiency >= t.target then 'ACHIEVED'::growth_goal_status else t.status end
     from ${SKILLS} s
     where s.faults = '{}' and s.held is distinct from s.proficiency and t.worker_id = s.worker_id
       and t.skill_id = s.skill_id and t.status = 'ACTIVE' and t.archived_at is null
       and t."current" is distinct from s.proficiency`,
  );
}

function applyGoals(manager: EntityManager): Promise<Tally> {
  return applyRows(manager, {
    what: "growth goals",
    table: "growth_goal",
    source: GOALS,
    match: "t.id = s.record_id",
    inserted: {
      id: "s.id",
      worker_id: "s.worker_id",
      skill_id: "s.skill_id",
      start: "s.current",
      current: "s.current",
      target: "s.target",
      priority: "coalesce(s.priority, 2)",
      by: "s.by",
      visibility,
    },
    updated: {
      current: "s.current",
      target: "s.target",
      priority: "coalesce(s.priority, t.priority)",
      by: "s.by",
      status: "'ACTIVE'",
    },
    // A goal that was achieved or given up is taken up again by a new target only, not by the same old file.
    changed: `t.target <> s.target or t.status = 'ACTIVE' and (t."current", t.priority, t."by")
      is distinct from (s."current", coalesce(s.priority, t.priority), s."by")`,
  });
}
