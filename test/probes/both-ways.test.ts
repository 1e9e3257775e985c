import fc from "fast-check";
import { print } from "graphql";
import { createContext } from "../../src/platform/graphql/context.js";
import { createPlainExecutor } from "../../src/platform/graphql/executor.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { Dice } from "../matching/engine/dice.js";
import { bothWays } from "../plain/both-ways.js";
import { buildProbeWorld } from "./build-world.js";
import { type ProbedService, serviceOf, valuesFor } from "./probe.js";
import { drawShape } from "./shapes.js";
import type { Values } from "./values.js";
import { varied } from "./varied.js";
import { drawViewer, nameOf, viewersOf } from "./viewers.js";

/** How many shapes of queries are compared, and with how many viewers and values each. */
const SHAPES = 60;
const ASKS = 5;
const SEED = 20_260_101;
/** In milliseconds; it only ends what hangs. */
const PATIENCE = 600_000;

const world = buildProbeWorld();
const viewers = viewersOf(world);
let test: ProbedService;
let values: Values;

beforeAll(async () => {
  test = await serviceOf(world);
  values = await valuesFor(test, world, viewers);
}, PATIENCE);
afterAll(() => test.stop());

it(
  "generated queries are answered the same by the plain executor, whoever asks",
  async () => {
    const { service } = test;
    const differences: string[] = [];
    const plain = createPlainExecutor(service.schema, createLogger("silent"));
    const execute = bothWays(service.execute, plain, service, (what) => void differences.push(what));
    let answered = 0;
    const compare = async (seed: number) => {
      const dice = new Dice(seed);
      const shape = drawShape(dice, service.schema);
      for (let n = 0; n < ASKS; n++) {
        const { viewer } = drawViewer(dice, viewers);
        const asked = { shape, variables: values.draw(dice, shape, viewer) };
        // Half of them with variables only, so that they are compiled once.
        const { document, variables } = varied(dice, service.schema, asked, dice.chance(0.5));
        const context = createContext(
          { principal: await service.entitle(viewer), reads: service.reads },
          "test",
          { isGateway: true },
        );
        const { data } = await execute({
          document,
          queryHash: print(document),
          operationName: null,
          variables,
          context,
        });
        if (data) answered += 1;
        if (differences.length > 0)
          throw new Error(`${differences.join("\n")}\nas ${nameOf(viewer)}\n${print(document)}`);
      }
    };
    await fc.assert(fc.asyncProperty(fc.noShrink(fc.integer()), compare), { numRuns: SHAPES, seed: SEED });
    expect(answered).toBeGreaterThan((SHAPES * ASKS) / 3);
  },
  PATIENCE,
);
