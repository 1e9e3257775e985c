import { Client } from "pg";
import { insertRows } from "../matching/feed/stored-world.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";
import type { ProbeNeed, ProbeWorker, ProbeWorld } from "./world.js";

const STARTED = "2026-01-01T00:00:00Z";
const kept = { version: 1, created_at: STARTED, updated_at: STARTED };
const archivedIf = (isArchived: boolean) => ({ ...kept, archived_at: isArchived ? STARTED : null });

/** A database of its own that holds the world, down to the last byte the same for the same world. */
export async function databaseOf(world: ProbeWorld): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await withClient(database.url, (client) => storeProbeWorld(client, world));
  return database;
}

export async function withClient<Result>(
  url: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function storeProbeWorld(client: Client, world: ProbeWorld): Promise<void> {
  const { consortia, libraries, partners, skills, workers, needs } = world;
  await insertRows(
    client,
    "consortium",
    consortia.map((id, n) => ({ id, name: `Consortium ${n}`, country: "US", ...kept })),
  );
  await insertRows(
    client,
    "discovery_policy",
    world.openings.map(([from, to]) => ({
      ...{ consortium_id: from, other_consortium_id: to, opened_at: STARTED },
    })),
  );
  await insertRows(
    client,
    "library",
    libraries.map(({ id, consortiumId }, n) => ({
      ...{
        id,
        consortium_id: consortiumId,
        name: `Library ${n}`,
        isil: `US-L${n}`,
        country: "US",
        region: "North",
      },
      ...kept,
    })),
  );
  await insertRows(
    client,
    "skill",
    skills.map(({ id }, n) => ({
      ...{
        id,
        uri: `urn:probe:${n}`,
        scheme: "LOCAL",
        kind: "SKILL",
        preferred_label: LABELS[n],
        description: `About ${n}`,
      },
      ...{ status: "ACCEPTED", ...kept },
    })),
  );
  await insertRows(
    client,
    "skill_alternative_label",
    skills.map(({ id }, n) => ({ skill_id: id, label: `${LABELS[n]} too` })),
  );
  await insertRows(
    client,
    "skill_broader",
    skills
      .filter(({ broaderId }) => broaderId)
      .map(({ id, broaderId }) => ({ skill_id: id, broader_id: broaderId })),
  );
  await insertRows(client, "skill_related", [
    { skill_id: skills[0]!.id, related_id: skills[1]!.id, kind: "RELATED" },
  ]);
  await insertRows(
    client,
    "partner",
    partners.map(({ id, consortiumId }, n) => ({
      ...{
        id,
        consortium_id: consortiumId,
        name: `Partner ${n}`,
        description: `What partner ${n} does`,
        url: `https://p${n}.example`,
      },
      ...{ sector: "CIVIC", country: "US", region: "North", ...kept },
    })),
  );
  await insertRows(
    client,
    "community_goal",
    world.communityGoals.map(({ id, partnerId }, n) => ({
      ...{
        id,
        partner_id: partnerId,
        title: `Goal ${n}`,
        description: "",
        by: "2030-01-01",
        indicator_name: "people",
      },
      ...{
        indicator_unit: "people",
        indicator_baseline: 0,
        indicator_target: 10,
        indicator_current: n,
        ...kept,
      },
    })),
  );
  await insertRows(client, "worker", workers.map(workerRow));
  await insertRows(client, "worker_skill", workers.flatMap(skillRows));
  await insertRows(client, "growth_goal", workers.flatMap(goalRows));
  await insertRows(client, "need", needs.map(needRow));
  await insertRows(client, "consent_grant", workers.flatMap(consentRows));
  await insertRows(
    client,
    "need_skill",
    needs.flatMap(({ id, skills: asked }) =>
      asked.map(({ skillId, ...others }) => ({ need_id: id, skill_id: skillId, ...others })),
    ),
  );
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
  visibility_name: worker.fieldVisibility.name,
  visibility_email: worker.fieldVisibility.email,
  visibility_job_title: worker.fieldVisibility.jobTitle,
  visibility_summary: worker.fieldVisibility.summary,
  visibility_availability: worker.fieldVisibility.availability,
  visibility_library: worker.fieldVisibility.library,
  ...archivedIf(worker.isArchived),
});

const consentRows = ({ id: workerId, consents }: ProbeWorker) =>
  consents.map(({ id, partnerId, needId, discloses, state }) => ({
    ...{ id, worker_id: workerId, partner_id: partnerId, need_id: needId, purpose: "INTRODUCTION" },
    ...{ discloses: `{${discloses.join(",")}}`, version: 1, created_at: STARTED },
    expires_at: state === "EXPIRED" ? "2026-01-02" : "2036-01-01",
    revoked_at: state === "REVOKED" ? "2026-01-02" : null,
  }));

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
  region: "North",
  languages: need.languages,
  starts_on: "2026-01-01",
  ends_on: "2036-01-01",
  ...archivedIf(need.isArchived),
});
