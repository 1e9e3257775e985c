import type { NeedCandidate, WorkerCandidate } from "../../../src/matching/candidates.js";
import { MatchOrder } from "../../../src/matching/match.inputs.js";
import type { Need } from "../../../src/needs/index.js";
import type { User } from "../../../src/platform/auth/principal.js";
import { Dice } from "./dice.js";
import { generatedWorld, indexOf, matcherOf, needFrom, type World, workerFrom } from "./generated-world.js";
import { workersFor } from "./plain-ranking.js";
import { selfOf } from "./viewers.js";

/** A search adds workers up in windows, which end there. */
const WINDOW_ENDS = [8192, 40_960, 106_496];
const WORKERS = 135_000;

/**
 * A world of one consortium in which most workers are like many others, so that equal ranks go on over all windows; one
 * in fifty is like nobody else.
 */
function crowdedWorld(): World {
  const dice = new Dice(4);
  const empty = generatedWorld(4, { skills: 25, workers: 0, needs: 0 });
  const own = { ...empty, consortia: empty.consortia.slice(0, 1), partners: empty.partners.slice(0, 2) };
  const someone = () => shortened(workerFrom(dice, own));
  const kinds = Array.from({ length: 60 }, someone);
  const workers = Array.from({ length: WORKERS }, () =>
    dice.chance(0.02) ? someone() : { ...dice.pick(kinds), id: dice.uuid() },
  );
  const needs = Array.from({ length: 12 }, () => ({ ...needFrom(dice, own), endsOn: null }));
  return { ...own, workers, needs: needs.filter(({ skills }) => skills.length > 0) };
}

const shortened = (worker: WorkerCandidate): WorkerCandidate => ({
  ...worker,
  skills: worker.skills.slice(0, 3),
  goals: worker.goals.slice(0, 4),
});

let world: World;
let matcher: ReturnType<typeof matcherOf>;
beforeAll(() => {
  world = crowdedWorld();
  matcher = matcherOf(indexOf(world), world);
});

const colleague = (): User => ({
  kind: "user",
  subject: "colleague",
  role: "WORKER",
  consortiumId: world.consortia[0]!,
});

/** Places of some who stand at the edges of the windows: the index numbers workers in the order in which it meets them. */
function atEdges(ranked: readonly string[]): number[] {
  const places = new Map(ranked.map((id, place) => [id, place]));
  const edges = WINDOW_ENDS.flatMap((end) => {
    const near = world.workers.slice(end - 20, end + 20);
    return near.flatMap(({ id }) => places.get(id) ?? []);
  });
  expect(edges.length).toBeGreaterThan(5);
  return edges;
}

/** Compares the first places, and those behind a place far down. */
async function expectSame(viewer: User, need: NeedCandidate, order: MatchOrder) {
  const expected = workersFor(world, viewer, need, order);
  const page = async (first: number, behind: number) => {
    const before = expected[behind - 1];
    const list = `workers-for:${need.id}:${order}`;
    const cursor = before && JSON.stringify([list, before.rank, before.id]);
    const after = cursor ? Buffer.from(cursor).toString("base64url") : null;
    const { nodes } = await matcher.workersFor(viewer, { id: need.id } as Need, {
      first,
      after,
      orderBy: order,
    });
    return nodes.map(({ workerId, exact: { score, growth, coverage } }) => [
      workerId,
      score,
      growth,
      coverage,
    ]);
  };
  for (const [first, behind] of [
    ...atEdges(expected.map(({ id }) => id)).map((place) => [1, place] as const),
    [20, 0],
    [100, Math.floor(expected.length / 2)],
    [5, Math.max(0, expected.length - 3)],
  ] as const)
    expect(await page(first, behind)).toStrictEqual(
      expected
        .slice(behind, behind + first)
        .map((match) => [match.id, match.score, match.growth, match.coverage]),
    );
  return expected.length;
}

describe("more workers than a search looks at in one window", () => {
  it.each(Object.values(MatchOrder))("are ranked by %s as scoring every pair does", async (order) => {
    expect(await expectSame(colleague(), world.needs[0]!, order)).toBeGreaterThan(20_000);
  });

  it("are ranked so for a worker of the last window, too, who sees more of themselves and of colleagues", async () => {
    const last = world.workers.findLast(({ libraryId, goals }) => libraryId !== null && goals.length > 0)!;
    await expectSame(selfOf(last), world.needs[1]!, MatchOrder.SCORE);
  });
});
