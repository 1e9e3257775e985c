import type { NeedCandidate, WorkerCandidate } from "../../../src/matching/candidates.js";
import type { MatchIndex } from "../../../src/matching/engine/match-index.js";
import { goalClass, packGoal, STEPS, stepOf } from "../../../src/matching/engine/packed-entries.js";
import { GONE } from "../../../src/matching/engine/posting-list.js";
import { RowView } from "../../../src/matching/engine/worker-rows.js";
import { MatchOrder } from "../../../src/matching/match.inputs.js";
import type { Need } from "../../../src/needs/index.js";
import { VISIBILITIES } from "../../../src/platform/auth/visibility.js";
import type { Worker } from "../../../src/workers/index.js";
import { Dice } from "./dice.js";
import {
  consentFrom,
  generatedWorld,
  goalFrom,
  indexOf,
  learningFrom,
  loadedIndexOf,
  matcherOf,
  needFrom,
  placeFrom,
  type World,
  workerFrom,
} from "./generated-world.js";
import { contentOf } from "./posting-content.js";
import { viewersOf } from "./viewers.js";

const CHANGES = 10_000;
const FEW_CHANGES = 150;

/** A world that changes, and the index that is told of every change. */
class ChangingWorld {
  readonly workers = new Map<string, WorkerCandidate>();
  readonly needs = new Map<string, NeedCandidate>();
  private readonly gone: string[] = [];
  private libraries: World["libraries"];
  private readonly consents = new Map<string, World["consents"]>();
  private learningGoals: World["learningGoals"];

  constructor(
    private readonly dice: Dice,
    private readonly start: World,
    private readonly index: MatchIndex,
  ) {
    this.libraries = start.libraries;
    this.learningGoals = start.learningGoals;
    for (const worker of start.workers) this.workers.set(worker.id, worker);
    for (const need of start.needs) this.needs.set(need.id, need);
    for (const consent of start.consents) this.consents.set(consent.workerId, [consent]);
  }

  get now(): World {
    const [workers, needs] = [[...this.workers.values()], [...this.needs.values()]];
    const consents = [...this.consents.values()].flat();
    const { libraries, learningGoals } = this;
    return { ...this.start, libraries, learningGoals, workers, needs, consents };
  }

  change(): void {
    const { dice } = this;
    const kind = dice.below(100);
    if (kind < 10) this.removeWorker();
    else if (kind < 20) this.putWorker(workerFrom(dice, this.now, { id: this.gone.pop() ?? dice.uuid() }));
    else if (kind < 90) this.putWorker(this.changed(dice.pick([...this.workers.values()])));
    else if (kind < 92) this.moveLibrary();
    else if (kind < 95) this.changeConsents();
    else if (kind < 99) this.changeNeed();
    else this.changeLearning();
  }

  private putWorker(worker: WorkerCandidate): void {
    this.workers.set(worker.id, worker);
    this.index.applyWorkers([worker.id], [worker]);
  }

  private removeWorker(): void {
    const { id } = this.dice.pick([...this.workers.values()]);
    this.workers.delete(id);
    this.gone.push(id);
    this.index.applyWorkers([id], []);
  }

  private changed(worker: WorkerCandidate): WorkerCandidate {
    const { dice } = this;
    const { id, consortiumId } = worker;
    const other = workerFrom(dice, this.now, { id, consortiumId });
    const { libraryId, country, region } = other;
    const goals = worker.goals.map((goal) => (dice.chance(0.4) ? goalFrom(dice, goal.skillId) : goal));
    return dice.pick([
      other,
      { ...worker, goals },
      { ...worker, goals: other.goals },
      { ...worker, skills: other.skills },
      { ...worker, discoverability: other.discoverability },
      { ...worker, libraryId, country, region },
      { ...worker, introductions: other.introductions, hoursPerWeek: other.hoursPerWeek },
      { ...worker, languages: other.languages, remote: other.remote },
      { ...worker, availabilityVisibility: other.availabilityVisibility },
      { ...worker, libraryVisibility: other.libraryVisibility },
    ]);
  }

  private moveLibrary(): void {
    const moved = { ...this.dice.pick(this.libraries), ...placeFrom(this.dice) };
    this.libraries = this.libraries.map((library) => (library.id === moved.id ? moved : library));
    const { country, region } = moved;
    for (const worker of this.workers.values())
      if (worker.libraryId === moved.id) this.workers.set(worker.id, { ...worker, country, region });
    this.index.applyLibraries([moved]);
  }

  private changeConsents(): void {
    const { dice } = this;
    const worker = dice.pick([...this.workers.values()]);
    const consents = [1, 2].filter(() => dice.chance(0.5)).map(() => consentFrom(dice, this.now, worker));
    this.consents.set(worker.id, consents);
    this.index.consents.apply([worker.id], consents);
  }

  private changeLearning(): void {
    const { id } = this.dice.pick(this.start.partners);
    const goals = learningFrom(this.dice, this.start, id);
    this.learningGoals = [...this.learningGoals.filter(({ partnerId }) => partnerId !== id), ...goals];
    this.index.learning.apply([id], goals);
  }

  private changeNeed(): void {
    const { dice, needs } = this;
    const known = needs.size > 0 && dice.chance(0.8) ? dice.pick([...needs.keys()]) : dice.uuid();
    const after = dice.chance(0.3) ? [] : [needFrom(dice, this.start, known)];
    for (const need of after) needs.set(known, need);
    if (after.length === 0) needs.delete(known);
    this.index.applyNeeds([known], after);
  }
}

/** Every ranking of some viewers, in both directions. */
async function rankings(index: MatchIndex, world: World): Promise<unknown> {
  const matcher = matcherOf(index, world);
  const [page, all] = [{ first: 100, after: null, filter: null }, []] as [object, unknown[]];
  const shown = (match: { needId: string; workerId: string; exact: object }) =>
    [match.needId, match.workerId, match.exact] as const;
  for (const viewer of viewersOf(world).filter((_, place) => place < 18 || place % 25 === 0)) {
    for (const need of world.needs) {
      const orderBy = Object.values(MatchOrder)[all.length % 5]!;
      const { nodes } = await matcher.workersFor(
        viewer,
        need as unknown as Need,
        { ...page, orderBy } as never,
      );
      all.push(nodes.map(shown));
    }
    for (const worker of world.workers.slice(0, 20)) {
      const args = { ...page, orderBy: MatchOrder.SCORE } as never;
      const { nodes } = await matcher.needsFor(viewer, worker as unknown as Worker, args);
      all.push(nodes.map(shown));
    }
  }
  return all;
}

/** Says what the postings have and should have: the goals of the rows, each as visible as the worker is. */
function postingsOf(index: MatchIndex, world: World) {
  const [actual, expected] = [new Map<string, number>(), new Map<string, number>()];
  const seen = { tails: 0, gone: 0 };
  for (const consortium of world.consortia) {
    const { ids, postings } = index.workersOf(consortium);
    for (let skill = 0; skill < index.skills.size; skill++) {
      for (let visibility = 0; visibility < 5; visibility++) {
        const list = postings.of(skill, visibility);
        if (!list) continue;
        const runs = [...list.runs()];
        seen.tails += Number(runs.length > 1);
        for (const { entries, length } of runs)
          seen.gone += entries.subarray(0, length).filter((entry) => (entry & 255) === GONE).length;
        for (const [slot, kind] of contentOf(list))
          actual.set(`${ids.idOf(slot)} ${index.skills.valueOf(skill)} ${visibility}`, kind);
      }
    }
  }
  for (const { id, discoverability, goals } of world.workers)
    for (const goal of goals) {
      const visibility = Math.min(
        ...[discoverability, goal.visibility].map((each) => VISIBILITIES.indexOf(each)),
      );
      const kind = goalClass(packGoal(0, stepOf(goal.current, goal.target), goal.priority, 0));
      if (visibility > 0) expected.set(`${id} ${goal.skillId} ${visibility}`, kind);
    }
  return { actual, expected, seen };
}

describe("an index after 10,000 changes", () => {
  it.each([
    ["of few skills, so that lists are long", { skills: 6, workers: 400, needs: 6 }, indexOf],
    ["of many skills, so that lists come and go", { skills: 60, workers: 120, needs: 20 }, indexOf],
    ["that was loaded in blocks of libraries", { skills: 12, workers: 300, needs: 40 }, loadedIndexOf],
  ])("is the one built from what there is now: a world %s", async (_, size, startedAs) => {
    const start = generatedWorld(size.skills, size);
    const index = startedAs(start);
    const world = new ChangingWorld(new Dice(size.workers), start, index);
    const seen = { tails: 0, gone: 0 };
    const expectFresh = async () => {
      const fresh = indexOf(world.now);
      expect([index.workerCount, index.needCount]).toEqual([fresh.workerCount, fresh.needCount]);
      expect(await rankings(index, world.now)).toEqual(await rankings(fresh, world.now));
    };
    for (let change = 1; change <= CHANGES; change++) {
      world.change();
      // Once while most are where they were at the start.
      if (change === FEW_CHANGES) await expectFresh();
      if (change % 1000 !== 0) continue;
      const postings = postingsOf(index, world.now);
      expect([...postings.actual].sort()).toEqual([...postings.expected].sort());
      seen.tails += postings.seen.tails;
      seen.gone += postings.seen.gone;
    }
    // Otherwise nothing of what late and gone entries need was put to the test.
    if (size.skills < 10) expect(Math.min(seen.tails, seen.gone)).toBeGreaterThan(0);
    await expectFresh();
  });
});

describe("an index that is told of the same workers again and again", () => {
  it("does not grow", () => {
    const world = generatedWorld(9, { skills: 12, workers: 300, needs: 0 });
    const index = indexOf(world);
    const dice = new Dice(9);
    const round = () => {
      for (let change = 0; change < 10_000; change++) {
        const { id, consortiumId } = dice.pick(world.workers);
        index.applyWorkers([id], dice.chance(0.1) ? [] : [workerFrom(dice, world, { id, consortiumId })]);
      }
    };
    round();
    const settled = index.bytes;
    for (let times = 0; times < 3; times++) round();
    // Lists and tables have some room to spare, now more and now less; 30,000 rows left behind would be 3 MB.
    expect(index.bytes).toBeLessThan(settled * 1.1 + 20_000);
    index.applyWorkers(
      world.workers.map(({ id }) => id),
      world.workers,
    );
    expect(index.workerCount).toBe(world.workers.length);
  });
});

describe("an index of workers", () => {
  const world = generatedWorld(4, { skills: 30, workers: 1, needs: 0 });
  const [worker] = world.workers as [WorkerCandidate];
  const goals = (count: number) =>
    world.skills.slice(0, count).map((skillId) => ({ ...goalFrom(new Dice(1), skillId) }));

  it("takes 25 goals, and refuses more without a trace", () => {
    const index = indexOf({
      workers: [{ ...worker, goals: goals(25) }],
      needs: [],
      consents: [],
      learningGoals: [],
    });
    expect(() => index.applyWorkers([worker.id], [{ ...worker, goals: goals(26) }])).toThrow(RangeError);
    const other = { ...worker, id: new Dice(2).uuid(), goals: goals(26) };
    expect(() => index.applyWorkers([other.id], [other])).toThrow(RangeError);
    expect(index.workerCount).toBe(1);
    const workers = index.workersOf(worker.consortiumId);
    const row = new RowView();
    expect(workers.rows.open(workers.ids.slotOf(worker.id), row)).toBe(true);
    expect(workers.profile(row, VISIBILITIES[0]!).goals).toHaveLength(25);
  });

  it("says of a worker what it was told, in the order in which goals count", () => {
    const index = indexOf(world);
    const workers = index.workersOf(worker.consortiumId);
    const row = new RowView();
    workers.rows.open(workers.ids.slotOf(worker.id), row);
    const counting = worker.goals.toSorted(
      (a, b) => b.priority - a.priority || (a.skillId < b.skillId ? -1 : 1),
    );
    const widest = worker.skills.toSorted(
      (a, b) => VISIBILITIES.indexOf(b.visibility) - VISIBILITIES.indexOf(a.visibility),
    );
    expect(workers.profile(row, VISIBILITIES[0]!)).toEqual({
      skills: widest.map(({ skillId, level }) => ({ skillId, level })),
      goals: counting.map(({ skillId, current, target, priority }) => ({
        skillId,
        current,
        target,
        priority,
      })),
    });
    expect(STEPS).toContainEqual({ current: counting[0]!.current, target: counting[0]!.target });
  });
});
