import fc from "fast-check";
import type { NeedCandidate } from "../../../src/matching/candidates.js";
import { coverWorkers } from "../../../src/matching/engine/cover-workers.js";
import { NeedPlan } from "../../../src/matching/engine/need-plan.js";
import { WorkerGates } from "../../../src/matching/engine/worker-gates.js";
import { explainMatch } from "../../../src/matching/explain.js";
import type { Coverer } from "../../../src/matching/index.js";
import { MatchOrder } from "../../../src/matching/match.inputs.js";
import type { User } from "../../../src/platform/auth/principal.js";
import { typedId } from "../../../src/platform/graphql/typed-id.js";
import { generatedWorld, indexOf, loadedIndexOf, matcherOf, TODAY, type World } from "./generated-world.js";
import { type Filter, seenProfile, workersFor } from "./plain-ranking.js";
import { viewersOf } from "./viewers.js";

/** Who covers which must-haves, worked out from the explanation of every pair that the ranking lists. */
function everyCoverer(world: World, viewer: User, need: NeedCandidate, filter: Filter): Coverer[] {
  const musts = need.skills.filter(({ importance }) => importance === "MUST").map(({ skillId }) => skillId);
  return workersFor(world, viewer, need, MatchOrder.SCORE, filter)
    .map(({ id, score }) => {
      const worker = world.workers.find((each) => each.id === id)!;
      const { unmetMustHaves } = explainMatch(seenProfile(viewer, worker), need, world.model);
      const bits = musts.map((skillId, place) => (unmetMustHaves.includes(skillId) ? 0 : 1 << place));
      return {
        workerId: id,
        musts: bits.reduce((all, bit) => all | bit, 0),
        score: Math.max(1, Math.round(score * 1e9)),
      };
    })
    .filter((coverer) => coverer.musts > 0);
}

/** Of those who cover the same the first few. */
function firstOfEach(coverers: readonly Coverer[], keep: number): Coverer[] {
  const sorted = coverers.toSorted(
    (one, other) =>
      one.musts - other.musts || other.score - one.score || (one.workerId < other.workerId ? -1 : 1),
  );
  return sorted.filter((coverer, place) => sorted[place - keep]?.musts !== coverer.musts);
}

const drawn = fc.record({
  seed: fc.integer(),
  workers: fc.integer({ min: 0, max: 120 }),
  skills: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 10, max: 40 })),
  needs: fc.integer({ min: 1, max: 12 }),
  audience: fc.nat(),
  keep: fc.integer({ min: 1, max: 5 }),
  isLoaded: fc.boolean(),
  filter: fc.constantFrom<Filter>({}, {}, { country: "US" }, { remote: true }, { minScore: 20 }),
});

describe("who covers which must-haves", () => {
  it("are those whom the ranking lists and whose explanation says so, of those who cover the same the first", async () => {
    let [found, narrowed] = [0, 0];
    await fc.assert(
      fc.asyncProperty(drawn, async ({ seed, audience, keep, isLoaded, filter, ...size }) => {
        const world = generatedWorld(seed, size);
        const viewers = viewersOf(world);
        const viewer = viewers[audience % viewers.length]!;
        const matcher = matcherOf(isLoaded ? loadedIndexOf(world) : indexOf(world), world);
        for (const need of world.needs) {
          const all = everyCoverer(world, viewer, need, filter);
          const given = await matcher.coverersFor(viewer, need.id, filter, keep);
          expect(firstOfEach(given?.workers ?? [], keep)).toEqual(firstOfEach(all, keep));
          found += all.length;
          narrowed += Number(all.length > (given?.workers.length ?? 0));
        }
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(500);
    expect(narrowed).toBeGreaterThan(20);
  });

  it("is not told whoever may not see the candidates, nor of a need that has ended or is not open", async () => {
    const world = generatedWorld(5, { workers: 60, needs: 40, skills: 6 });
    const index = indexOf(world);
    const matcher = matcherOf(index, world);
    let [shut, open] = [0, 0];
    for (const need of world.needs)
      for (const viewer of viewersOf(world)) {
        const given = await matcher.coverersFor(viewer, need.id, {}, 1);
        const isPartner = viewer.role === "PARTNER" && viewer.partnerId === need.partnerId;
        const isStaff =
          ["WORKER", "MANAGER"].includes(viewer.role) && viewer.consortiumId === need.consortiumId;
        const isOpen = (isPartner || isStaff) && !(need.endsOn && need.endsOn < TODAY);
        expect(given !== null).toBe(isOpen);
        if (isOpen) open += 1;
        else shut += 1;
      }
    expect(Math.min(shut, open)).toBeGreaterThan(20);
    const [need] = world.needs as [NeedCandidate];
    const viewer = viewersOf(world).find(({ partnerId }) => partnerId === need.partnerId)!;
    index.applyNeeds([need.id], []);
    expect(await matcher.coverersFor(viewer, need.id, {}, 1)).toBeNull();
  });

  it("refuses the id of something else as a library", async () => {
    const world = generatedWorld(5, { workers: 1, needs: 1, skills: 2 });
    const asked = matcherOf(indexOf(world), world).coverersFor(
      viewersOf(world)[0]!,
      world.needs[0]!.id,
      { libraryId: typedId("worker", world.needs[0]!.id) },
      1,
    );
    await expect(asked).rejects.toThrow(/library/);
  });

  it("counts somebody once who moves behind the windows during a pause", () => {
    const world = generatedWorld(11, { workers: 20_000, needs: 40, skills: 4 });
    const need = world.needs.find(({ skills, endsOn }) => skills.length > 2 && !endsOn)!;
    const index = indexOf(world);
    const workers = index.workersOf(need.consortiumId);
    const plan = new NeedPlan(need, world.model, index.skills);
    const gates = new WorkerGates(workers, { ...need, modality: "REMOTE" as never, languages: [] }, {});
    const sights = { general: 1, ownLibrary: -1, onLibrary: 1, self: -1 };
    const query = { plan, gates, sights, disclosed: [], least: {}, keep: 100_000 };
    const search = coverWorkers(workers, query);
    let pauses = 0;
    for (;;) {
      const { done, value } = search.next();
      if (done) {
        const ids = (value as Coverer[]).map(({ workerId }) => workerId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.length).toBeGreaterThan(1000);
        break;
      }
      // Whoever leaves and comes back gets another place.
      const moving = world.workers
        .filter((worker) => worker.consortiumId === need.consortiumId)
        .slice(0, 500);
      if (pauses++ === 1) {
        index.applyWorkers(
          moving.map(({ id }) => id),
          [],
        );
        index.applyWorkers([], moving.toReversed());
      }
    }
    expect(pauses).toBeGreaterThan(2);
  });
});
