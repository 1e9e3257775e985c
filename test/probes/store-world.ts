import { Client } from "pg";
import { insertRows } from "../matching/feed/stored-world.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import { storeConnections } from "./store-connections.js";
import {
  type Place,
  type ProbeAudit,
  type ProbeConsent,
  type ProbeGlass,
  type ProbeNeed,
  type ProbeWorker,
  type ProbeWorld,
  probeId,
} from "./world.js";

const STARTED = "2026-01-01T00:00:00Z";
const kept = { version: 1, created_at: STARTED, updated_at: STARTED };
const archivedIf = (isArchived: boolean) => ({ ...kept, archived_at: isArchived ? STARTED : null });

/** A database of its own that holds the world, down to the last byte the same for the same world. */
export async function databaseOf(world: ProbeWorld): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await withClient(database.url, (client) => storeProbeWorld(client, world));
  return database;
}

/** What is worked out from all profiles that partners may see; the same in worlds that are to be compared. */
const AFFINITIES = [
  "affinity_build",
  "skill_affinity",
  "learned_affinity",
  "affinity_skill",
  "affinity_word",
];

/** Gives a database the affinities and rarities of another one. */
export async function copyAffinities(from: TestDatabase, to: TestDatabase): Promise<void> {
  await withClient(from.url, (source) =>
    withClient(to.url, async (target) => {
      for (const table of AFFINITIES) {
        const { rows } = await source.query(`select to_jsonb(t) as row from ${table} t`);
        await insertRows(
          target,
          table,
          rows.map(({ row }) => row as object),
        );
      }
    }),
  );
}

async function withClient<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function storeProbeWorld(client: Client, world: ProbeWorld): Promise<void> {
  const insert = (table: string, rows: readonly object[]) => insertRows(client, table, rows);
  await insert("consortium", world.consortia.map(consortiumRow));
  await insert("library", world.libraries.map(libraryRow));
  await storeSkills(insert, world);
  await insert("partner", world.partners.map(partnerRow));
  await insert("community_goal", world.communityGoals.map(communityGoalRow));
  await insert("partner_learning_goal", learningGoalRows(world));
  await insert("worker", world.workers.map(workerRow));
  await insert("worker_skill", world.workers.flatMap(skillRows));
  await insert("growth_goal", world.workers.flatMap(goalRows));
  await insert("need", world.needs.map(needRow));
  await insert("need_skill", world.needs.flatMap(needSkillRows));
  await insert("consent_grant", world.consents.map(consentRow));
  await storeConnections(insert, world);
  await insert("audit_entry", world.audits.map(auditRow));
  await insert(
    "audit_subject",
    world.audits.map(({ id, workerId }) => ({ entry_id: id, worker_id: workerId })),
  );
  await insert("break_glass", world.glass.map(glassRow));
  await insert(
    "discovery_policy",
    world.openings.map(([one, other]) => ({
      consortium_id: one,
      other_consortium_id: other,
      opened_at: STARTED,
    })),
  );
}

const consortiumRow = (id: string, n: number) => ({ id, name: `Consortium ${n}`, country: "US", ...kept });

const libraryRow = ({ id, consortiumId }: Place, n: number) => ({
  ...{ id, consortium_id: consortiumId, name: `Library ${n}`, isil: `US-L${n}` },
  ...{ country: "US", region: "North" },
  // One that was closed while its people are still on record.
  ...archivedIf(n === 5),
});

const partnerRow = ({ id, consortiumId }: Place, n: number) => ({
  ...{ id, consortium_id: consortiumId, name: `Partner ${n}`, description: `What partner ${n} does` },
  ...{ url: `https://p${n}.example`, sector: "CIVIC", country: "US", region: "North" },
  ...archivedIf(n === 5),
});

const communityGoalRow = ({ id, partnerId }: ProbeWorld["communityGoals"][number], n: number) => ({
  ...{ id, partner_id: partnerId, title: `Goal ${n}`, description: "", by: "2030-01-01" },
  ...{ indicator_name: "people", indicator_unit: "people" },
  ...{ indicator_baseline: 0, indicator_target: 10, indicator_current: n },
  ...archivedIf(n === 1),
});

/** The people of each partner want to learn two skills, from nothing and from a little. */
const learningGoalRows = ({ partners, skills }: ProbeWorld) =>
  partners.flatMap(({ id, consortiumId }, n) =>
    [0, 1].map((which) => ({
      ...{ id: probeId("learningGoal", n * 2 + which), consortium_id: consortiumId, partner_id: id },
      ...{ skill_id: skills[(n * 3 + which * 5) % (skills.length - 2)]!.id, priority: 3 - which },
      ...{ current: which === 0 ? null : "NOVICE", target: "PROFICIENT", learners: n + 1 },
      ...{ note: `Why ${n}`, by: "2030-01-01", ...kept },
    })),
  );

export type Insert = (table: string, rows: readonly object[]) => Promise<void>;

async function storeSkills(insert: Insert, { skills }: ProbeWorld): Promise<void> {
  const [first, second] = skills;
  const row = ({ id }: ProbeWorld["skills"][number], n: number) => {
    const isMerged = n === skills.length - 1;
    return {
      ...{ id, uri: `urn:probe:${n}`, scheme: "LOCAL", kind: "SKILL", preferred_label: LABELS[n] },
      ...{ description: `About ${n}`, status: isMerged ? "MERGED" : "ACCEPTED" },
      merged_into_id: isMerged ? first!.id : null,
      ...archivedIf(n === skills.length - 2),
    };
  };
  await insert("skill", skills.map(row));
  const labels = skills.map(({ id }, n) => ({ skill_id: id, label: `${LABELS[n]} too` }));
  await insert("skill_alternative_label", labels);
  const links = skills.flatMap(({ id, broaderId }) =>
    broaderId ? [{ skill_id: id, broader_id: broaderId }] : [],
  );
  await insert("skill_broader", links);
  await insert("skill_related", [{ skill_id: first!.id, related_id: second!.id, kind: "RELATED" }]);
}

/** Words that have nothing to do with each other, so that each skill is found by its own. */
const LABELS = [
  ...["storytelling", "bookbinding", "carpentry", "mediation", "typography", "gardening", "budgeting"],
  ...["welding", "translation", "photography", "negotiation", "cartography", "beekeeping", "astronomy"],
];

const workerRow = (worker: ProbeWorker) => ({
  id: worker.id,
  consortium_id: worker.consortiumId,
  library_id: worker.libraryId,
  external_id: worker.externalId,
  name: worker.name,
  email: worker.email,
  job_title: worker.jobTitle,
  summary: worker.summary,
  hours_per_week: worker.hoursPerWeek,
  remote: worker.remote,
  languages: worker.languages,
  discoverability: worker.discoverability,
  visibility_name: worker.fields.name,
  visibility_email: worker.fields.email,
  visibility_job_title: worker.fields.jobTitle,
  visibility_summary: worker.fields.summary,
  visibility_availability: worker.fields.availability,
  visibility_library: worker.fields.library,
  ...archivedIf(worker.isArchived),
});

const skillRows = ({ id: workerId, skills }: ProbeWorker) =>
  skills.map(({ id, skillId, proficiency, evidence, lastUsedOn, visibility, isArchived }) => ({
    ...{
      id,
      worker_id: workerId,
      skill_id: skillId,
      proficiency,
      evidence,
      last_used_on: lastUsedOn,
      visibility,
    },
    rating_source: "SELF",
    ...archivedIf(isArchived),
  }));

const goalRows = ({ id: workerId, goals }: ProbeWorker) =>
  goals.map(({ id, skillId, current, target, priority, by, why, status, visibility, isArchived }) => ({
    ...{
      id,
      worker_id: workerId,
      skill_id: skillId,
      start: current,
      current,
      target,
      priority,
      by,
      why,
      status,
      visibility,
    },
    ...archivedIf(isArchived),
  }));

const needRow = (need: ProbeNeed) => ({
  id: need.id,
  consortium_id: need.consortiumId,
  partner_id: need.partnerId,
  community_goal_id: need.communityGoalId,
  external_id: need.externalId,
  title: need.title,
  description: need.description,
  status: need.status,
  capacity: 1,
  hours_per_week: need.hoursPerWeek,
  modality: need.modality,
  country: "US",
  region: need.region,
  languages: need.languages,
  starts_on: "2026-01-01",
  ends_on: "2036-01-01",
  ...archivedIf(need.isArchived),
});

const needSkillRows = ({ id, skills }: ProbeNeed) =>
  skills.map(({ skillId, ...others }) => ({ need_id: id, skill_id: skillId, ...others }));

const consentRow = ({ id, workerId, partnerId, needId, discloses, state }: ProbeConsent) => ({
  ...{ id, version: 1, created_at: STARTED, worker_id: workerId, partner_id: partnerId, need_id: needId },
  ...{ purpose: "INTRODUCTION", discloses },
  expires_at: state === "EXPIRED" ? STARTED : FOREVER,
  revoked_at: state === "REVOKED" ? STARTED : null,
});

const auditRow = ({ id, consortiumId, workerId, role, actor, reason }: ProbeAudit) => ({
  ...{ id, at: STARTED, consortium_id: consortiumId, actor, role, action: "something", reason },
  ...{ record_type: "worker", record_id: workerId, request_id: "request" },
});

const FOREVER = "2126-01-01T00:00:00Z";

const glassRow = ({ id, consortiumId, workerId, admin, state }: ProbeGlass) => ({
  ...{ id, consortium_id: consortiumId, worker_id: workerId, admin, reason: "A good reason" },
  ...{ opened_at: STARTED, expires_at: state === "EXPIRED" ? STARTED : FOREVER },
  ended_at: state === "ENDED" ? STARTED : null,
});
