import { randomUUID } from "node:crypto";
import { parse } from "graphql";
import { composeService, type Service } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import type { User } from "../../src/platform/auth/principal.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { typedId, uuidOf } from "../../src/platform/graphql/typed-id.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { type Mutation, type Recording, type Slot, variablesFor } from "./mutation.js";
import { recording } from "./recording.js";

export interface Scene {
  readonly mutations: readonly Mutation[];
  readonly recordings: Readonly<Record<Mutation["name"], Recording>>;
}

/** Each mutation is run so often before it is recorded: what is prepared once is prepared then. */
const BEFORE_RECORDING = 20;

const CREATE_NEED = `mutation CreateNeed($input: CreateNeedInput!) { createNeed(input: $input) {
  need { id version title status partner { name } skills { importance proficiency skill { preferredLabel } } }
  userErrors { code field message } } }`;
const UPDATE_WORKER = `mutation UpdateWorker($input: UpdateWorkerInput!) { updateWorker(input: $input) {
  worker { id version name jobTitle summary hoursPerWeek library { name } } userErrors { code field message } } }`;

/**
 * Makes what the mutations are about in a database that holds the demonstration, and records what the service sends.
 * @param workers how many are changed at a time at most
 */
export async function prepareScene(url: string, workers: number): Promise<Scene> {
  const service = await composeService(loadConfig({ NODE_ENV: "test" }), url, createLogger("error"));
  try {
    const mutations = [await needToCreate(service), await workersToUpdate(service, workers)];
    const recordings: Record<string, Recording> = {};
    for (const mutation of mutations) recordings[mutation.name] = await record(service, mutation);
    return { mutations, recordings: recordings as Scene["recordings"] };
  } finally {
    await service.close();
  }
}

async function needToCreate({ dataSource }: Service): Promise<Mutation> {
  const [partner] = await dataSource.query(
    "select id, consortium_id from partner where archived_at is null order by id limit 1",
  );
  const skills = await dataSource.query("select distinct skill_id as id from need_skill order by 1 limit 3");
  return {
    name: "createNeed",
    user: {
      kind: "user",
      subject: "bench-partner",
      role: "PARTNER",
      consortiumId: partner.consortium_id,
      partnerId: partner.id,
    },
    query: CREATE_NEED,
    input: {
      partnerId: typedId("partner", partner.id),
      title: "Oral histories of the river",
      description: "Record and index the stories of those who worked on the river.",
      publish: true,
      capacity: 2,
      hoursPerWeek: 3,
      modality: "HYBRID",
      languages: ["en"],
      skills: skills.map(({ id }: { id: string }) => ({
        skillId: typedId("skill", id),
        proficiency: "COMPETENT",
      })),
    },
    targets: [],
  };
}

async function workersToUpdate(service: Service, count: number): Promise<Mutation> {
  const [library] = await service.dataSource.query(
    "select id, consortium_id from library where archived_at is null order by id limit 1",
  );
  const user: User = {
    kind: "user",
    subject: "bench-manager",
    role: "MANAGER",
    consortiumId: library.consortium_id,
    libraryId: library.id,
  };
  const targets: string[] = [];
  const create = "mutation M($input: CreateWorkerInput!) { createWorker(input: $input) { worker { id } } }";
  for (let i = 0; i < count; i++) {
    const input = { libraryId: typedId("library", library.id), name: `Bench Worker ${i}` };
    const { createWorker } = await execute(service, create, { input }, user);
    targets.push(uuidOf("worker", createWorker.worker.id));
  }
  return {
    name: "updateWorker",
    user,
    query: UPDATE_WORKER,
    input: { jobTitle: "Local history librarian", summary: "Knows the archive by heart.", hoursPerWeek: 6 },
    targets,
  };
}

/** Recorded twice: what differs is fresh every time. */
async function record(service: Service, mutation: Mutation): Promise<Recording> {
  const slot: Slot = { target: mutation.targets[0] ?? null, version: 1 };
  const run = async () => {
    const data = await execute(service, mutation.query, variablesFor(mutation, slot), mutation.user);
    if (data[mutation.name].userErrors.length > 0) throw new Error(JSON.stringify(data));
    slot.version += 1;
  };
  for (let i = 0; i < BEFORE_RECORDING; i++) await run();
  return { first: await recording(run), second: await recording(run) };
}

async function execute(
  service: Service,
  query: string,
  variables: Record<string, unknown>,
  user: User,
  // biome-ignore lint/suspicious/noExplicitAny: what a mutation answers depends on the selection
): Promise<any> {
  const principal = await service.entitle(user);
  const context = createContext({ principal, reads: service.reads }, randomUUID());
  const asked = { document: parse(query), queryHash: query, operationName: null, variables, context };
  const { data, errors } = await service.execute(asked);
  if (errors?.length) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data;
}
