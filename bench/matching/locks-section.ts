import { parse } from "graphql";
import { composeService, type Service } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import type { User } from "../../src/platform/auth/principal.js";
import type { Reads } from "../../src/platform/database/reads.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { milliseconds, table, times } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { UnboundReads } from "../measure/unbound-reads.js";
import { idOf } from "../world/world-ids.js";
import { skillIdsOf } from "./partner-view.js";
import type { BenchSection, Scene } from "./section.js";

/** A query as the service is mostly asked, about the n-th of whatever it asks for, by somebody else each time. */
interface Question {
  readonly name: string;
  readonly query: string;
  readonly id: (place: number) => string;
  readonly asker: (place: number) => User;
}

const AT_A_TIME = 8;

/**
 * What it costs that PostgreSQL is told who asks and holds every row against it: the same queries of one service over
 * connections of the application role, and over connections of the owner, who is bound by no policy and told nothing.
 */
export const locksSection: BenchSection = {
  name: "locks",
  title: ({ world }) => `The second lock, ${world.spec.workers.toLocaleString("en")} workers`,
  async measure(scene) {
    const config = loadConfig({ NODE_ENV: "test" });
    const service = await composeService(config, scene.url, createLogger("error"));
    const owners = new UnboundReads(scene.url, config.readConnections);
    try {
      const rows: string[][] = [];
      for (const question of questionsIn(scene)) rows.push(await compare(question, service, owners, scene));
      return `${scene.needs} of each, ${AT_A_TIME} at a time, ${scene.rounds} rounds in turn; the answers are the same.

${table(["query", "without, p50 ms", "with, p50 ms", "by p50", "by mean"], rows)}`;
    } finally {
      await owners.close();
      await service.close();
    }
  },
};

function questionsIn({ world }: Scene): Question[] {
  const consortiumId = idOf("consortium", 0);
  const skillIds = skillIdsOf(world);
  const spread = (place: number, of: number) => (place * 7919) % of;
  const worker = (place: number) => spread(place, world.spec.workers);
  const manager = (library: number): User => ({
    kind: "user",
    role: "MANAGER",
    subject: `manager:${library}`,
    consortiumId,
    libraryId: idOf("library", library),
  });
  const self = (place: number): User => ({
    kind: "user",
    role: "WORKER",
    subject: `worker:${worker(place)}`,
    consortiumId,
    libraryId: idOf("library", world.worker(worker(place)).library),
    workerId: idOf("worker", worker(place)),
  });
  const byManager = (place: number) => manager(spread(place, world.libraries));
  const profile =
    "name jobTitle skills { nodes { proficiency evidence visibility } } growthGoals { target why visibility }";
  return [
    {
      name: "a worker's own profile",
      query: `query Q($id: ID!) { worker(id: $id) { ${profile} } }`,
      id: (place) => typedId("worker", idOf("worker", worker(place))),
      asker: self,
    },
    {
      name: "a page of 20 workers of a library, with profiles",
      query: `query Q($id: ID!) { workers(first: 20, filter: { libraryId: $id }) { nodes { ${profile} } } }`,
      id: (place) => typedId("library", idOf("library", spread(place, world.libraries))),
      asker: byManager,
    },
    {
      name: "a page of 20 workers with a growth goal in a skill",
      query: `query Q($id: ID!) { workers(first: 20, filter: { growthSkillId: $id }) { nodes { name } } }`,
      id: (place) => typedId("skill", skillIds[world.worker(worker(place)).goals[0]?.concept ?? 1]!),
      asker: byManager,
    },
    {
      name: "a need, 20 matches, their workers and skills",
      query: `query Q($id: ID!) { need(id: $id) { title matches(first: 20) { nodes { score
        worker { name skills { nodes { proficiency } } } } } } }`,
      id: (place) => typedId("need", idOf("need", spread(place, world.needs))),
      asker: byManager,
    },
  ];
}

/** Asks both in turn, round by round; a round that is not counted goes first. */
async function compare(
  question: Question,
  service: Service,
  owners: Reads,
  { needs, rounds, onProgress }: Scene,
): Promise<string[]> {
  const document = parse(question.query);
  const ask = async (reads: Reads, place: number): Promise<string> => {
    const context = createContext({ principal: question.asker(place), reads }, "bench");
    const { data, errors } = await service.execute({
      document,
      queryHash: question.query,
      operationName: null,
      variables: { id: question.id(place) },
      context,
    });
    if (errors?.length) throw new Error(errors.map(({ message }) => message).join("\n"));
    return JSON.stringify(data);
  };
  const contenders = [owners, service.reads];
  const taken = contenders.map(() => new Durations());
  for (let round = 0; round <= rounds; round++)
    for (const [at, reads] of contenders.entries()) {
      let next = 0;
      const asking = async () => {
        for (let place = next++; place < needs; place = next++) {
          const begin = performance.now();
          await ask(reads, place);
          if (round > 0) taken[at]!.add(performance.now() - begin);
        }
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, asking));
      onProgress(question.name, round * contenders.length + at + 1, (rounds + 1) * contenders.length);
    }
  for (let place = 0; place < Math.min(needs, 200); place++)
    if ((await ask(owners, place)) !== (await ask(service.reads, place)))
      throw new Error(`With policies, "${question.name}" answers something else.`);
  const [without, withLock] = taken as [Durations, Durations];
  return [
    question.name,
    milliseconds(without.p50),
    milliseconds(withLock.p50),
    times(withLock.p50 / without.p50),
    times(withLock.mean / without.mean),
  ];
}
