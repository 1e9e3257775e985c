import fc from "fast-check";
import type { Principal } from "../../src/platform/auth/principal.js";
import { Dice } from "../matching/engine/dice.js";
import { leaksIn, noteReached } from "./answers.js";
import { buildProbeWorld } from "./build-world.js";
import { otherwiseHidden } from "./hidden-changes.js";
import { Oracle } from "./oracle.js";
import {
  answerTo,
  lastingDifference,
  type ProbedService,
  type Question,
  serviceOf,
  valuesFor,
} from "./probe.js";
import { coverageTable, missedFields, Progress } from "./report.js";
import { drawNarrowShape, drawShape } from "./shapes.js";
import { smallest } from "./smallest.js";
import type { Values } from "./values.js";
import { drawViewer, nameOf, type Viewers, viewersOf } from "./viewers.js";

/** How many queries are asked: `npm run test:long` asks for more. */
const QUERIES = Number((globalThis as { PROBE_QUERIES?: number }).PROBE_QUERIES ?? 4000);
const SEED = Number((globalThis as { PROBE_SEED?: number }).PROBE_SEED ?? 20_260_101);
/** With so many values each shape of query is asked, since compiling it takes longer than answering it. */
const ASKS = 20;
/** What part of the queries goes to the canaries; the others are asked in two worlds. */
const CANARY_PART = 0.5;
const isLong = QUERIES > 4000;
/** In milliseconds; it only ends what hangs. */
const PATIENCE = isLong ? 3_600_000 : 600_000;

const world = buildProbeWorld();
const oracle = new Oracle(world);
const viewers: Viewers = viewersOf(world);
const reached = new Map<string, number>();
let test: ProbedService;
let values: Values;

beforeAll(async () => {
  test = await serviceOf(world);
  values = await valuesFor(test, world, viewers);
}, PATIENCE);
afterAll(() => test.stop());

/** Says what was asked, so that it can be asked again. */
const told = ({ shape, viewer, variables }: Question, what: string) =>
  `${what}\nas ${nameOf(viewer)}\n${shape.query}\n${JSON.stringify(variables)}`;

const failing = async (question: Question, fault: (question: Question) => Promise<string | null>) => {
  const small = await smallest(question, async (other) => (await fault(other)) !== null);
  throw new Error(told(small, (await fault(small))!));
};

/** Runs `ask` with different dice until so many queries have been asked. */
const forAllDice = (shapes: number, ask: (dice: Dice) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(fc.noShrink(fc.integer()), (seed) => ask(new Dice(seed))),
    { numRuns: Math.ceil(shapes), seed: SEED },
  );

it(
  "no generated query shows anybody a canary that is not theirs",
  async () => {
    const progress = new Progress("canaries", QUERIES * CANARY_PART);
    const leaks = async (question: Question) => {
      const answer = await answerTo(test, question);
      const found = leaksIn(world.canaries, oracle, question, answer);
      noteReached(reached, question.shape.selections, answer.data);
      return found.length > 0 ? found.join("\n") : null;
    };
    await forAllDice((QUERIES * CANARY_PART) / ASKS, async (dice) => {
      const shape = drawShape(dice, test.service.schema);
      for (let n = 0; n < ASKS; n++) {
        const { role, viewer } = drawViewer(dice, viewers);
        const question = { shape, viewer, variables: values.draw(dice, shape, viewer) };
        if ((await leaks(question)) !== null) await failing(question, leaks);
        progress.count(role);
      }
    });
    progress.done();
    if (isLong) {
      process.stderr.write(`${coverageTable(test.service.schema, reached)}\n`);
      expect(missedFields(test.service.schema, reached)).toEqual([]);
    }
    expect(progress.total).toBeGreaterThanOrEqual(QUERIES * CANARY_PART);
  },
  PATIENCE,
);

/** Answers that hold the time, or what was noted of questions before: they are never the same twice. */
const VOLATILE = /madeAt|auditLog|dataAccess|exportMyData/;

/** One of each kind who has something hidden from them. */
const observers = (): Principal[] => {
  const { ANONYMOUS, WORKER, MANAGER, PARTNER, ANALYST, ADMIN } = viewers;
  return [
    WORKER[4]!,
    MANAGER[0]!,
    PARTNER[0]!,
    ADMIN[0]!,
    ANALYST[0]!,
    ANONYMOUS[0]!,
    WORKER[0]!,
    PARTNER[3]!,
  ];
};

it.each(
  (isLong ? observers() : observers().slice(0, 4)).map((viewer, n) => [nameOf(viewer), viewer, n] as const),
)(
  "what is hidden changes not a byte of any answer: %s",
  async (_, viewer, n) => {
    const other = await serviceOf(otherwiseHidden(world, viewer, n), test);
    try {
      const queries = (QUERIES * (1 - CANARY_PART)) / (isLong ? observers().length : 4);
      const progress = new Progress(`two worlds, ${nameOf(viewer)}`, queries);
      const differs = (question: Question) => lastingDifference(question, test, other);
      await forAllDice(queries / ASKS, async (dice) => {
        const draw = dice.chance(0.5) ? drawNarrowShape : drawShape;
        const shape = draw(dice, test.service.schema);
        if (VOLATILE.test(shape.query)) return;
        for (let ask = 0; ask < ASKS; ask++) {
          const question = { shape, viewer, variables: values.draw(dice, shape, viewer) };
          if ((await differs(question)) !== null) await failing(question, differs);
          progress.count(viewer.kind === "anonymous" ? "ANONYMOUS" : viewer.role);
        }
      });
      progress.done();
    } finally {
      await other.stop();
    }
  },
  PATIENCE,
);
