import fc from "fast-check";
import { GrowthAdviser } from "../../../src/matching/index.js";
import type { User } from "../../../src/platform/auth/principal.js";
import {
  generatedWorld,
  indexOf,
  type Library,
  loadedIndexOf,
  NOW,
  TODAY,
  type World,
} from "../engine/generated-world.js";
import { afterSteps, gapOf, localNeeds, type Member, raised, staffOf, stepOf } from "./plain-plan.js";

const managerOf = ({ id, consortiumId }: Library): User => ({
  ...{ kind: "user", subject: "manager", role: "MANAGER" },
  ...{ libraryId: id, consortiumId },
});

const drawn = fc
  .record({
    seed: fc.integer(),
    skills: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 6, max: 14 })),
    workers: fc.integer({ min: 1, max: 40 }),
    needs: fc.integer({ min: 1, max: 25 }),
    library: fc.nat(),
    most: fc.integer({ min: 1, max: 4 }),
    isLoaded: fc.boolean(),
  })
  .map(({ seed, library, most, isLoaded, ...size }) => {
    const world = generatedWorld(seed, size);
    const index = isLoaded ? loadedIndexOf(world) : indexOf(world);
    const adviser = new GrowthAdviser(
      index,
      () => world.model,
      () => TODAY,
      () => NOW,
    );
    return { world, library: world.libraries[library % world.libraries.length]!, most, adviser };
  });

/** Every choice of `count` of some values. */
function choices<Value>(values: readonly Value[], count: number): Value[][] {
  if (count === 0) return [[]];
  return values.flatMap((value, place) =>
    choices(values.slice(place + 1), count - 1).map((others) => [value, ...others]),
  );
}

const planOf = async ({ adviser, library, most }: Pick<Drawn, "adviser" | "library" | "most">) =>
  (await adviser.planFor(managerOf(library), library, most))!;

interface Drawn {
  readonly world: World;
  readonly library: Library;
  readonly most: number;
  readonly adviser: GrowthAdviser;
}

describe("the growth plan of a staff", () => {
  it("takes, step by step, the skill that closes most of the gap by its definition, in those who close some of it", async () => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(drawn, async (given) => {
        const { world, library } = given;
        const [needs, staff] = [localNeeds(world, library), staffOf(world, library)];
        const plan = await planOf(given);
        const gap = (of: readonly Member[]) => gapOf(world, needs, of);
        expect(plan).toMatchObject({ staff: staff.length, needs: needs.length, gap: gap(staff) });
        let now = staff;
        const taken: string[] = [];
        for (const { skillId, closes, raises } of plan.steps) {
          const before = gap(now);
          const byEach = world.skills
            .filter((id) => !taken.includes(id))
            .map((id) => ({ id, closes: before - gap(afterSteps(world, staff, [...taken, id])) }))
            .sort((one, other) => other.closes - one.closes || (one.id < other.id ? -1 : 1));
          expect({ id: skillId, closes }).toEqual(byEach[0]);
          for (const { workerId, from, to, isWanted } of raises) {
            const member = staff.find(({ id }) => id === workerId)!;
            expect(from).toBe(member.skills.find((held) => held.skillId === skillId)?.level ?? 0);
            expect(to).toBe(stepOf(world, member, skillId));
            expect(isWanted).toBe(member.goals.some((goal) => goal.skillId === skillId));
            const after = now.map((one) => (one.id === workerId ? raised(one, skillId, to) : one));
            // Nobody learns in vain.
            expect(gap(after)).toBeLessThan(gap(now));
            now = after;
          }
          // Those who are left out would close nothing.
          expect(before - gap(now)).toBe(closes);
          expect(plan.needsAsking(skillId)).toBe(
            needs.filter((need) => need.skills.some((asked) => asked.skillId === skillId)).length,
          );
          taken.push(skillId);
          steps += 1;
        }
        expect(plan.closed).toBe(gap(staff) - gap(now));
      }),
      { numRuns: 100 },
    );
    expect(steps).toBeGreaterThan(50);
  });

  it("closes at least 63 % of what the best choice of as many skills closes, which is at most what it says", async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (given) => {
        const { world, library } = given;
        const [needs, staff] = [localNeeds(world, library), staffOf(world, library)];
        const most = Math.min(given.most, 3);
        const plan = await planOf({ ...given, most });
        const skills = world.skills.slice(0, 10);
        const best = Math.max(
          0,
          ...choices(skills, Math.min(most, skills.length)).map(
            (chosen) => gapOf(world, needs, staff) - gapOf(world, needs, afterSteps(world, staff, chosen)),
          ),
        );
        expect(plan.atMost).toBeGreaterThanOrEqual(best);
        expect(plan.atMost).toBeLessThanOrEqual(plan.gap);
        expect(plan.closed).toBeLessThanOrEqual(plan.atMost);
        expect(plan.closed).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best);
      }),
      { numRuns: 60 },
    );
  });

  it("calls the gap what is missing in the assignment of people to needs that misses the fewest levels", () => {
    fc.assert(
      fc.property(levels(5), levels(4), (asked, held) => {
        const world = generatedWorld(1, { skills: 1, workers: 0, needs: 1 });
        const [skillId] = world.skills as [string];
        const needs = asked.map((level) => ({
          ...world.needs[0]!,
          skills: [{ skillId, level, importance: "MUST" as const, mentored: false }],
        }));
        const staff = held.map((level, n) => ({ id: String(n), skills: [{ skillId, level }], goals: [] }));
        const fewest = Math.min(...assignments(asked, held));
        expect(gapOf(world, needs, staff)).toBe(fewest * 2e6);
      }),
    );
  });

  it("is for the managers of the library alone", async () => {
    const world = generatedWorld(3, { skills: 8, workers: 20, needs: 20 });
    const [library, other] = world.libraries as [Library, Library];
    const adviser = new GrowthAdviser(
      indexOf(world),
      () => world.model,
      () => TODAY,
      () => NOW,
    );
    const manager = managerOf(library);
    expect(await adviser.planFor(manager, library, 5)).not.toBeNull();
    expect(await adviser.planFor(manager, other, 5)).toBeNull();
    for (const role of ["WORKER", "PARTNER", "ANALYST", "ADMIN"] as const)
      expect(await adviser.planFor({ ...manager, role }, library, 5)).toBeNull();
  });
});

const levels = (most: number) => fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: most });

/** How many levels each assignment of people to needs misses. */
function assignments([asked, ...others]: readonly number[], held: readonly number[]): number[] {
  if (asked === undefined) return [0];
  const without = assignments(others, held).map((missing) => missing + asked);
  const withEach = held.flatMap((level, place) =>
    assignments(others, held.toSpliced(place, 1)).map((missing) => missing + Math.max(0, asked - level)),
  );
  return [...without, ...withEach];
}
