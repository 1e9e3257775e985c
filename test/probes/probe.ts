import { rebuildAffinities } from "../../src/matching/index.js";
import type { Principal } from "../../src/platform/auth/principal.js";
import { Dice } from "../matching/engine/dice.js";
import { patiently } from "../support/patiently.js";
import type { TestDatabase } from "../support/postgres-for-tests.js";
import { type Answer, startTestService, type TestService } from "../support/service.js";
import { cursorsIn } from "./answers.js";
import { drawShape, type Shape } from "./shapes.js";
import { copyAffinities, databaseOf } from "./store-world.js";
import { Values } from "./values.js";
import { drawViewer, type Viewers } from "./viewers.js";
import type { ProbeWorld } from "./world.js";

/** A service over a world of its own. */
export interface ProbedService extends TestService {
  readonly database: TestDatabase;
}

/** @param like whose affinities and rarities it takes over; it counts its own without one */
export async function serviceOf(world: ProbeWorld, like?: ProbedService): Promise<ProbedService> {
  const database = await databaseOf(world);
  if (like) await copyAffinities(like.database, database);
  else await patiently(database.url, (source) => rebuildAffinities(source));
  const service = await startTestService(database);
  return {
    ...service,
    database,
    async stop() {
      await service.stop();
      await database.drop();
    },
  };
}

/** What is asked, by whom, and with which values. */
export interface Question {
  readonly shape: Shape;
  readonly viewer: Principal;
  readonly variables: Record<string, unknown>;
}

export const answerTo = (test: TestService, { shape, viewer, variables }: Question): Promise<Answer> =>
  test.execute(shape.query, variables, viewer);

/** An answer, byte for byte; errors by their place, since fields that fail together do so in any order. */
function bytesOf({ data, errors }: Answer): string {
  const placed = errors.map((error) => JSON.stringify(error)).sort();
  return JSON.stringify({ data, errors: placed });
}

/** Where several fields fail at once, how many are told depends on which was first: an answer has several forms then. */
const TRIES = 8;

/** How the answers of two services differ, whatever form they take; null when they were the same once. */
export async function lastingDifference(
  question: Question,
  one: TestService,
  other: TestService,
): Promise<string | null> {
  const here = new Set<string>();
  const there = new Set<string>();
  for (let attempt = 0; attempt < TRIES; attempt++) {
    here.add(bytesOf(await answerTo(one, question)));
    there.add(bytesOf(await answerTo(other, question)));
    if ([...here].some((answer) => there.has(answer))) return null;
  }
  return `${[...here].join("\nor ")}\nelsewhere\n${[...there].join("\nor ")}`;
}

const HARVEST = 200;

/** Values for a world's questions, with cursors that answers gave to all sorts of viewers. */
export async function valuesFor(test: TestService, world: ProbeWorld, viewers: Viewers): Promise<Values> {
  const dice = new Dice(99);
  const values = new Values(world);
  const cursors = new Set<string>();
  for (let n = 0; n < HARVEST; n++) {
    const shape = drawShape(dice, test.service.schema);
    if (!/cursor/i.test(shape.query)) continue;
    const { viewer } = drawViewer(dice, viewers);
    const { data } = await answerTo(test, { shape, viewer, variables: values.draw(dice, shape, viewer) });
    for (const cursor of cursorsIn(data)) cursors.add(cursor);
  }
  values.useCursors([...cursors].sort());
  return values;
}
