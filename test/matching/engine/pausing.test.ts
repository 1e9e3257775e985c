import type { MatchIndex } from "../../../src/matching/engine/match-index.js";
import { NeedPlan } from "../../../src/matching/engine/need-plan.js";
import { rankNeeds } from "../../../src/matching/engine/rank-needs.js";
import { RANK_ORDERS } from "../../../src/matching/engine/rank-order.js";
import { type RankedPair, rankWorkers } from "../../../src/matching/engine/rank-workers.js";
import { WorkerGates } from "../../../src/matching/engine/worker-gates.js";
import { WorkerPlan } from "../../../src/matching/engine/worker-plan.js";
import { MatchOrder } from "../../../src/matching/match.inputs.js";
import type { Need } from "../../../src/needs/index.js";
import { Visibility } from "../../../src/platform/auth/visibility.js";
import { Dice } from "./dice.js";
import { generatedWorld, indexOf, matcherOf, type World } from "./generated-world.js";

const MANY = 4500;
const everybody = { general: 2, ownLibrary: -1, onLibrary: 2, self: -1 };
const page = { order: RANK_ORDERS.COVERAGE, least: {}, first: MANY * 2, after: null };

/** A world in which everybody may be found by everybody, and most fit a need. */
function openWorld(size: { workers: number; needs: number }): World {
  const world = generatedWorld(11, { skills: 8, ...size });
  const [consortiumId] = world.consortia as [string];
  const visibility = Visibility.PUBLIC;
  const skills = world.skills.slice(0, 2).map((skillId) => ({
    skillId,
    level: 3,
    importance: "MUST" as const,
    mentored: true,
  }));
  return {
    ...world,
    workers: world.workers.map((worker) => ({
      ...worker,
      consortiumId,
      discoverability: visibility,
      libraryId: null,
      country: null,
      region: null,
      languages: [],
      goals: worker.goals.slice(0, 5).map((goal) => ({ ...goal, visibility })),
    })),
    needs: world.needs.map((need) => ({ ...need, consortiumId, endsOn: null, skills })),
  };
}

/** Runs a ranking by hand, and makes changes whenever it pauses. */
function driven(ranking: Generator<void, readonly RankedPair[]>, between: (pause: number) => void) {
  for (let pauses = 0; ; pauses++) {
    const { done, value } = ranking.next();
    if (done) return { ranked: value as readonly RankedPair[], pauses };
    between(pauses);
  }
}

const expectNobodyTwice = (ranked: readonly RankedPair[]) =>
  expect(new Set(ranked.map(({ id }) => id)).size).toBe(ranked.length);

describe("a search in several windows", () => {
  it("finds all who stand in late entries, while others come and go between the windows", () => {
    const world = openWorld({ workers: 20_000, needs: 1 });
    const need = world.needs[0]!;
    const goal = {
      skillId: need.skills[0]!.skillId,
      current: 2,
      target: 5,
      priority: 2,
      visibility: Visibility.PUBLIC,
    };
    const wanting = (worker: World["workers"][number]) => ({ ...worker, goals: [goal] });
    const at = (rest: number) => world.workers.filter((_, place) => place % 3 === rest);
    const [early, others] = [
      [...at(1), ...at(2)].map(wanting),
      at(0).map((worker) => ({ ...worker, goals: [] })),
    ];
    const index = indexOf({
      ...world,
      workers: world.workers.map((worker, place) => (place % 3 ? wanting(worker) : others[place / 3]!)),
    });
    const late = others.filter((_, place) => place % 60 === 0).map(wanting);
    for (const worker of late) index.applyWorkers([worker.id], [worker]);
    const workers = index.workersOf(need.consortiumId);
    const dice = new Dice(5);
    const passing = others.filter((_, place) => place % 60 !== 0);
    const gates = new WorkerGates(workers, need, {});
    const plan = new NeedPlan(need, world.model, index.skills);
    const query = { ...page, first: 20_000, plan, sights: everybody, gates };
    const { ranked } = driven(rankWorkers(workers, query), () => {
      for (let change = 0; change < 40; change++) {
        const worker = dice.pick(passing);
        index.applyWorkers([worker.id], [dice.chance(0.5) ? wanting(worker) : worker]);
      }
    });
    const found = new Set(ranked.map(({ id }) => id));
    expect([...early, ...late].filter(({ id }) => !found.has(id))).toEqual([]);
    expectNobodyTwice(ranked);
  });
});

describe("a ranking of workers that pauses", () => {
  const world = openWorld({ workers: MANY, needs: 1 });
  const [need] = world.needs as [World["needs"][number]];
  const start = (index: MatchIndex, first = MANY * 2) => {
    const workers = index.workersOf(need.consortiumId);
    const plan = new NeedPlan(need, world.model, index.skills);
    const gates = new WorkerGates(workers, need, {});
    return rankWorkers(workers, { ...page, first, plan, sights: everybody, gates });
  };
  const undisturbed = driven(start(indexOf(world)), () => {}).ranked;

  it("lists once each who did not change, whatever happens to others meanwhile", () => {
    const index = indexOf(world);
    const dice = new Dice(12);
    const touched = new Set<string>();
    const gone: World["workers"][number][] = [];
    const { ranked, pauses } = driven(start(index), () => {
      for (let change = 0; change < 800; change++) {
        const worker =
          gone.length > 40 ? gone.splice(dice.below(gone.length), 1)[0]! : dice.pick(world.workers);
        touched.add(worker.id);
        const remove = dice.chance(0.5);
        if (remove) gone.push(worker);
        const skills = dice.chance(0.5) ? [] : worker.skills;
        index.applyWorkers([worker.id], remove ? [] : [{ ...worker, skills }]);
      }
    });
    expect(pauses).toBeGreaterThan(0);
    expect(touched.size).toBeGreaterThan(300);
    expectNobodyTwice(ranked);
    const unchanged = ({ id }: RankedPair) => !touched.has(id);
    expect(ranked.filter(unchanged)).toEqual(undisturbed.filter(unchanged));
    expect(undisturbed.filter(unchanged).length).toBeGreaterThan(1000);
  });

  it("lists nobody twice who left and came back to the place of another", () => {
    const index = indexOf(world);
    const workers = index.workersOf(need.consortiumId);
    const byId = new Map(world.workers.map((worker) => [worker.id, worker]));
    // In the order of looking at them the last one is unknown, so everybody seen early is moved to everybody else's place.
    const slotsOf = (ids: string[]) => ids.map((id) => workers.ids.slotOf(id));
    const ids = undisturbed.map(({ id }) => id);
    const { ranked } = driven(start(index), (pause) => {
      if (pause > 0) return;
      const before = slotsOf(ids);
      for (const id of ids) index.applyWorkers([id], []);
      for (const id of ids) index.applyWorkers([id], [byId.get(id)!]);
      expect(slotsOf(ids)).not.toEqual(before);
    });
    expectNobodyTwice(ranked);
  });

  it("shows nobody more of a worker who takes the place that the viewer left", () => {
    const index = indexOf(world);
    const workers = index.workersOf(need.consortiumId);
    const own = undisturbed.at(-1)!.id;
    const sights = { ...everybody, self: workers.ids.slotOf(own) };
    const plan = new NeedPlan(need, world.model, index.skills);
    const gates = new WorkerGates(workers, need, {});
    const stranger = {
      ...world.workers.find(({ id }) => id === own)!,
      id: new Dice(77).uuid(),
      discoverability: Visibility.PRIVATE,
    };
    const query = { ...page, plan, sights, gates };
    const { ranked } = driven(rankWorkers(workers, query), () => {
      index.applyWorkers([own, stranger.id], [stranger]);
    });
    expect(ranked.map(({ id }) => id)).not.toContain(stranger.id);
  });

  it("leaves out who took their consent back meanwhile", async () => {
    const index = indexOf(world);
    const [first, second] = undisturbed as [RankedPair, RankedPair];
    const worker = world.workers.find(({ id }) => id === first.id)!;
    // Every look at the clock finds that others have waited long enough.
    let now = 0;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => (now += 100));
    const viewer = {
      kind: "user",
      subject: "colleague",
      role: "WORKER",
      consortiumId: need.consortiumId,
    } as const;
    const args = { first: 10, after: null, filter: null, orderBy: MatchOrder.COVERAGE };
    const asked = matcherOf(index, world).workersFor(viewer, need as unknown as Need, args);
    index.applyWorkers([worker.id], [{ ...worker, discoverability: Visibility.LIBRARY }]);
    const { nodes } = await asked;
    clock.mockRestore();
    expect(nodes[0]!.workerId).toBe(second.id);
  });

  it("goes on with the old workers when all are loaded anew meanwhile", () => {
    const index = indexOf(world);
    const { ranked, pauses } = driven(start(index, 50), () => index.replaceWorkers(index.newPool()));
    expect(pauses).toBeGreaterThan(0);
    expect(ranked).toEqual(undisturbed.slice(0, 50));
    expect(index.workerCount).toBe(0);
  });
});

describe("a ranking of needs that pauses", () => {
  const world = openWorld({ workers: 40, needs: MANY });
  const worker = world.workers.find(({ goals }) => goals.length > 3)!;
  const start = (index: MatchIndex) => {
    const plan = new WorkerPlan(worker, world.model);
    const needs = index.needsOf(worker.consortiumId);
    return rankNeeds(needs, { ...page, plan, model: world.model, introductions: 0, passes: () => true });
  };
  const undisturbed = driven(start(indexOf(world)), () => {}).ranked;

  it("lists once each that did not change, whatever happens to others meanwhile", () => {
    const index = indexOf(world);
    const dice = new Dice(13);
    const touched = new Set<string>();
    const { ranked, pauses } = driven(start(index), () => {
      for (let change = 0; change < 800; change++) {
        const need = dice.pick(world.needs);
        touched.add(need.id);
        index.applyNeeds([need.id], dice.chance(0.4) ? [] : [{ ...need, skills: need.skills.slice(0, 1) }]);
      }
    });
    expect(pauses).toBeGreaterThan(0);
    expectNobodyTwice(ranked);
    const unchanged = ({ id }: RankedPair) => !touched.has(id);
    expect(ranked.filter(unchanged)).toEqual(undisturbed.filter(unchanged));
    expect(undisturbed.filter(unchanged).length).toBeGreaterThan(1000);
  });

  it("loses none that are told of together, unchanged", () => {
    const index = indexOf(world);
    const { ranked } = driven(start(index), () =>
      index.applyNeeds(
        world.needs.map(({ id }) => id),
        world.needs.toReversed(),
      ),
    );
    expect(ranked).toEqual(undisturbed);
  });

  it("lists none twice that were closed and opened again", () => {
    const index = indexOf(world);
    const { ranked } = driven(start(index), (pause) => {
      if (pause > 0) return;
      index.applyNeeds(
        world.needs.map(({ id }) => id),
        [],
      );
      index.applyNeeds([], world.needs);
    });
    expectNobodyTwice(ranked);
  });
});
