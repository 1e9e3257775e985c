import fc from "fast-check";
import { type AdvisedStep, GrowthAdviser, type StepEffect } from "../../../src/matching/index.js";
import type { User } from "../../../src/platform/auth/principal.js";
import { generatedWorld, indexOf, NOW, TODAY, type World } from "../engine/generated-world.js";
import { selfOf, viewersOf } from "../engine/viewers.js";
import { adviceFor, type Effect, type Expected } from "./plain-advice.js";

const size = fc.record({
  seed: fc.integer(),
  skills: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 10, max: 40 })),
  workers: fc.integer({ min: 1, max: 12 }),
  needs: fc.integer({ min: 1, max: 30 }),
});
const asked = fc.record({
  size,
  bar: fc.constantFrom(0.1, 5, 20, 25, 40, 60, 100),
  first: fc.constantFrom(1, 3, 20),
  who: fc.nat(),
  audience: fc.option(fc.nat(), { freq: 1 }),
});

const adviserOf = (world: World) => {
  const index = indexOf(world);
  return new GrowthAdviser(
    index,
    () => world.model,
    () => TODAY,
    () => NOW,
  );
};

const effect = (of: StepEffect): Effect => ({
  needsOpened: of.needsOpened,
  needsImproved: of.needsImproved,
  gain: of.gain,
  opened: of.opened(Number.POSITIVE_INFINITY),
});

async function shown(step: AdvisedStep): Promise<Expected> {
  const asGoal = await step.asGoal();
  return {
    ...{ skillId: step.skillId, from: step.held, to: step.next },
    raised: effect(step.raised),
    asGoal: asGoal && effect(asGoal),
  };
}

describe("the steps that a worker is advised to take", () => {
  it("are those that trying every skill on every need gives, to the last bit, for whoever looks", async () => {
    let [advised, opened] = [0, 0];
    await fc.assert(
      fc.asyncProperty(asked, async ({ size: { seed, ...of }, bar, first, who, audience }) => {
        const world = generatedWorld(seed, of);
        const worker = world.workers[who % world.workers.length]!;
        const viewers = viewersOf(world);
        const viewer = audience === null ? selfOf(worker) : viewers[audience % viewers.length]!;
        const steps = await adviserOf(world).stepsFor(viewer, worker.id, { first, bar });
        const found = await Promise.all(steps.map(shown));
        expect(found).toEqual(adviceFor(world, viewer, worker, bar).slice(0, first));
        advised += found.length;
        opened += found.filter(
          ({ raised, asGoal }) => raised.needsOpened + (asGoal?.needsOpened ?? 0),
        ).length;
      }),
      { numRuns: 150 },
    );
    // Worlds without any advice would agree, too.
    expect(advised).toBeGreaterThan(100);
    expect(opened).toBeGreaterThan(25);
  });

  it("lead from the nearest skill held, and from a goal only where nothing held is near", async () => {
    await fc.assert(
      fc.asyncProperty(size, async ({ seed, ...of }) => {
        const world = generatedWorld(seed, of);
        const worker = world.workers[0]!;
        const steps = await adviserOf(world).stepsFor(selfOf(worker), worker.id, { first: 20, bar: 25 });
        for (const { skillId, nearest } of steps) {
          const from = (entries: readonly { skillId: string }[]) =>
            entries
              .map((entry) => ({ id: entry.skillId, value: world.model.affinity(entry.skillId, skillId) }))
              .filter(({ value }) => value > 0)
              .sort((one, other) => other.value - one.value || (one.id < other.id ? -1 : 1))[0];
          const [held, wanted] = [from(worker.skills), from(worker.goals)];
          const expected = held ?? wanted!;
          expect(nearest).toEqual({
            ...{ skillId: expected.id, by: held ? "SKILL" : "GOAL", affinity: expected.value },
            link: world.model.link(expected.id, skillId),
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it("concern no partner", async () => {
    const world = generatedWorld(7, { skills: 10, workers: 5, needs: 20 });
    const [worker] = world.workers as [World["workers"][number]];
    const { id: partnerId } = world.partners.find((each) => each.consortiumId === worker.consortiumId)!;
    const { consortiumId } = worker;
    const partner: User = { kind: "user", subject: "p", role: "PARTNER", consortiumId, partnerId };
    expect(await adviserOf(world).stepsFor(partner, worker.id, { first: 20, bar: 25 })).toEqual([]);
  });
});
