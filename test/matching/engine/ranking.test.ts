import fc from "fast-check";
import type { WorkerCandidate } from "../../../src/matching/candidates.js";
import { type MatchArgs, MatchOrder } from "../../../src/matching/match.inputs.js";
import type { Match } from "../../../src/matching/match.js";
import type { Matcher } from "../../../src/matching/matcher.js";
import { scoreMatch } from "../../../src/matching/score.js";
import type { Need } from "../../../src/needs/index.js";
import type { User } from "../../../src/platform/auth/principal.js";
import type { Connection } from "../../../src/platform/graphql/connection.js";
import { typedId } from "../../../src/platform/graphql/typed-id.js";
import type { Worker } from "../../../src/workers/index.js";
import { generatedWorld, indexOf, matcherOf, type World } from "./generated-world.js";
import {
  type Expected,
  type Filter,
  isFound,
  mayLook,
  needsFor,
  seenProfile,
  workersFor,
} from "./plain-ranking.js";
import { selfOf, viewersOf } from "./viewers.js";

/** What was drawn for a run: a world, who looks at it, and how. */
interface Drawn {
  readonly world: World;
  readonly viewer: User;
  readonly order: MatchOrder;
  readonly filter: Filter;
  readonly first: number;
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2, nil: undefined });
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    seed: fc.integer(),
    workers: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 40, max: 120 })),
    skills: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 10, max: 40 })),
    needs: fc.integer({ min: 1, max: 30 }),
    audience: fc.nat(),
    order: fc.constantFrom(...Object.values(MatchOrder)),
    first: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 100 })),
    library: maybe(fc.nat()),
    filter: fc.record({
      country: maybe(fc.constantFrom("US", "CA")),
      region: maybe(fc.constantFrom("North", "South")),
      remote: maybe(fc.boolean()),
      language: maybe(fc.constantFrom("en", "en-US", "so")),
      hoursPerWeek: maybe(fc.constantFrom(0, 1, 2.5, 10)),
      minScore: maybe(fc.integer({ min: 0, max: 60 })),
      minGrowth: maybe(fc.double({ min: 0, max: 50, noNaN: true })),
      minCoverage: maybe(fc.integer({ min: 0, max: 100 })),
    }),
    filtered: fc.constantFrom(false as const, "one", "one", "all"),
    which: fc.nat(),
  })
  .map(({ seed, audience, order, first, library, filter, filtered, which, ...size }) => {
    const world = generatedWorld(seed, size);
    const viewers = viewersOf(world);
    const libraryId =
      library === undefined ? undefined : world.libraries[library % world.libraries.length]!.id;
    return {
      world,
      viewer: viewers[audience % viewers.length]!,
      order,
      first,
      filter: chosen({ ...filter, libraryId }, filtered, which),
    };
  });

/** No condition, one of them, or all: what passes all of them at once is not much. */
function chosen(filter: Filter, filtered: string | false, which: number): Filter {
  if (!filtered) return {};
  const conditions = Object.entries(filter).filter(([, value]) => value !== undefined);
  if (filtered === "all" || conditions.length === 0) return filter;
  return Object.fromEntries([conditions[which % conditions.length]!]);
}

const holds = (property: (given: Drawn) => Promise<void>, numRuns = 150) =>
  fc.assert(fc.asyncProperty(drawn, property), { numRuns });

/** Every page of a list, put together. */
async function allPages(
  page: (args: MatchArgs) => Promise<Connection<Match>>,
  { order, first, filter }: Drawn,
): Promise<Match[]> {
  const libraryId = filter.libraryId ? typedId("library", filter.libraryId) : undefined;
  const all: Match[] = [];
  for (let after: string | null = null; ; ) {
    const args = { first, after, orderBy: order, filter: { ...filter, libraryId } };
    const { nodes, pageInfo } = await page(args);
    all.push(...nodes);
    expect(nodes.length).toBeLessThanOrEqual(first);
    if (!pageInfo.hasNextPage) return all;
    expect(nodes).toHaveLength(first);
    after = pageInfo.endCursor;
  }
}

/** The same bits in the same order. */
function expectRanking(
  actual: readonly Match[],
  idOf: (match: Match) => string,
  expected: readonly Expected[],
) {
  const numbers = ({ score, growth, coverage }: Pick<Match["exact"], "score" | "growth" | "coverage">) =>
    [score, growth, coverage] as const;
  expect(actual.map((match) => [idOf(match), ...numbers(match.exact)])).toStrictEqual(
    expected.map((match) => [match.id, ...numbers(match)]),
  );
}

async function expectWorkers(matcher: Matcher, given: Drawn): Promise<number> {
  let listed = 0;
  for (const need of given.world.needs) {
    const actual = await allPages(
      (args) => matcher.workersFor(given.viewer, { id: need.id } as Need, args),
      given,
    );
    const expected = workersFor(given.world, given.viewer, need, given.order, given.filter);
    expectRanking(actual, (match) => match.workerId, expected);
    listed += expected.length;
  }
  return listed;
}

describe("the workers for a need", () => {
  it("are those whom scoring every pair gives, for every audience, order, filter and page", async () => {
    let [listed, ties] = [0, 0];
    await holds(async (given) => {
      listed += await expectWorkers(matcherOf(indexOf(given.world), given.world), given);
      const ranked = given.world.needs.flatMap((need) => {
        const ranks = workersFor(given.world, given.viewer, need, given.order).map(({ rank }) => rank);
        return ranks.filter((rank, place) => rank === ranks[place + 1]);
      });
      ties += ranked.length;
    });
    // The worlds are not empty, and there is something to break ties in.
    expect(listed).toBeGreaterThan(1000);
    expect(ties).toBeGreaterThan(100);
  });

  it("are listed for workers as they see themselves and their colleagues", async () => {
    await holds(async (given) => {
      const matcher = matcherOf(indexOf(given.world), given.world);
      for (const worker of given.world.workers.slice(0, 4))
        await expectWorkers(matcher, { ...given, viewer: selfOf(worker) });
    }, 40);
  });
});

describe("the least numbers", () => {
  it("are met by what is shown as equal to them", async () => {
    let met = 0;
    await holds(async (given) => {
      const matcher = matcherOf(indexOf(given.world), given.world);
      for (const need of given.world.needs.slice(0, 10)) {
        const all = workersFor(given.world, given.viewer, need, given.order);
        const middle = all[all.length >> 1];
        if (!middle) continue;
        met += 1;
        const shown = (part: number) => Math.round(part * 1000) / 10;
        for (const filter of [
          { minScore: shown(middle.score) },
          { minGrowth: shown(middle.growth) },
          { minCoverage: shown(middle.coverage) },
        ])
          await expectWorkers(matcher, { ...given, world: { ...given.world, needs: [need] }, filter });
      }
    }, 60);
    expect(met).toBeGreaterThan(50);
  });
});

describe("the needs for a worker", () => {
  it("are those that scoring every pair gives, for every audience, order, filter and page", async () => {
    let listed = 0;
    const check = async (matcher: Matcher, given: Drawn, worker: WorkerCandidate) => {
      const actual = await allPages(
        (args) => matcher.needsFor(given.viewer, worker as unknown as Worker, args),
        given,
      );
      const expected = needsFor(given.world, given.viewer, worker, given.order, given.filter);
      expectRanking(actual, (match) => match.needId, expected);
      listed += expected.length;
    };
    await holds(async (given) => {
      const matcher = matcherOf(indexOf(given.world), given.world);
      for (const worker of given.world.workers.slice(0, 12)) {
        await check(matcher, given, worker);
        await check(matcher, { ...given, viewer: selfOf(worker) }, worker);
      }
    });
    expect(listed).toBeGreaterThan(1000);
  });
});

describe("a pair", () => {
  it("has the numbers of the definition, and is there for whom the worker may be found by", async () => {
    let seen = 0;
    await holds(async ({ world, viewer }) => {
      const matcher = matcherOf(indexOf(world), world);
      for (const need of world.needs.slice(0, 5)) {
        for (const worker of world.workers.slice(0, 10)) {
          for (const user of [viewer, selfOf(worker)]) {
            const match = matcher.pair(user, need.id, worker.id);
            const isSeen = isFound(world.consents, user, worker, need.id) && mayLook(user, worker, need);
            expect(match !== null).toBe(isSeen);
            if (match === null) continue;
            seen += 1;
            expect(match.exact).toStrictEqual(scoreMatch(seenProfile(user, worker), need, world.model));
          }
          const own = matcher.pair(selfOf(worker), need.id, worker.id);
          expect(own !== null).toBe(worker.consortiumId === need.consortiumId);
        }
      }
    }, 40);
    expect(seen).toBeGreaterThan(100);
  });
});
