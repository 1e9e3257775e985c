import fc from "fast-check";
import { speaks } from "../../src/matching/gates.js";
import { type FoundTeacher, type TeacherCriteria, Teachers } from "../../src/matching/teachers.js";
import { inLearningOrder, type LearningGoal } from "../../src/matching/teaching.js";
import type { User } from "../../src/platform/auth/principal.js";
import { isVisible, sightOf } from "../../src/platform/auth/visibility.js";
import type { Connection } from "../../src/platform/graphql/connection.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import {
  generatedWorld,
  indexOf,
  loadedIndexOf,
  NOW,
  type World,
} from "../matching/engine/generated-world.js";
import { learningOf, plainlyTaught, plainTeaching, seenProfile } from "../matching/engine/plain-ranking.js";
import { viewersOf } from "../matching/engine/viewers.js";

type Partner = World["partners"][number];
type Worker = World["workers"][number];

interface Expected {
  readonly id: string;
  readonly value: number;
}

/** Whether a viewer finds somebody beside any need: openly, or by a consent to all that the partner does. */
function consents(world: World, viewer: User, { id }: Worker, what: "discovery" | "identity"): boolean {
  return (
    viewer.role === "PARTNER" &&
    world.consents.some(
      (consent) =>
        consent.workerId === id &&
        consent.partnerId === viewer.partnerId &&
        consent.needId === null &&
        consent[what] &&
        NOW < consent.expiresAt,
    )
  );
}

const sight = (viewer: User, worker: Worker) => sightOf(viewer, { ...worker, workerId: worker.id });

function passes(world: World, viewer: User, worker: Worker, filter: TeacherCriteria): boolean {
  const { libraryId, country, region, remote, language } = filter;
  const shows = (visibility: Worker["discoverability"]) => isVisible(visibility, sight(viewer, worker));
  const isNamed = shows(worker.libraryVisibility) || consents(world, viewer, worker, "identity");
  if (libraryId && !(isNamed && worker.libraryId && typedId("library", worker.libraryId) === libraryId))
    return false;
  if (country && worker.country !== country) return false;
  if (region && worker.region !== region) return false;
  const asksAvailability = typeof remote === "boolean" || Boolean(language);
  if (!shows(worker.availabilityVisibility)) return !asksAvailability;
  if (typeof remote === "boolean" && worker.remote !== remote) return false;
  return !language || speaks(worker.languages, language);
}

/** Everybody who teaches anything, the best first, by looking at everybody. */
function plainly(
  world: World,
  viewer: User,
  partner: Partner,
  filter: TeacherCriteria,
  worth: (skills: Worker["skills"]) => number,
): Expected[] {
  const may =
    viewer.role === "PARTNER"
      ? viewer.partnerId === partner.id
      : ["WORKER", "MANAGER"].includes(viewer.role) && viewer.consortiumId === partner.consortiumId;
  if (!may) return [];
  return world.workers
    .filter((worker) => {
      const isOpen = isVisible(worker.discoverability, sight(viewer, worker));
      return isOpen || consents(world, viewer, worker, "discovery");
    })
    .filter((worker) => passes(world, viewer, worker, filter))
    .map((worker) => ({
      id: worker.id,
      value: worth(seenProfile(viewer, worker).skills as Worker["skills"]),
    }))
    .filter(({ value }) => value > 0 && Math.round(value * 1000) / 10 >= (filter.minValue ?? 0))
    .sort((one, other) => other.value - one.value || (one.id < other.id ? -1 : 1));
}

async function allPages(
  page: (args: { first: number; after: string | null }) => Promise<Connection<FoundTeacher>>,
  first: number,
): Promise<FoundTeacher[]> {
  const all: FoundTeacher[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await page({ first, after });
    all.push(...nodes);
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor;
  }
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 1, nil: undefined });
const drawn = fc.record({
  seed: fc.integer(),
  size: fc.record({
    workers: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 40, max: 120 })),
    skills: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 10, max: 40 })),
    needs: fc.integer({ min: 1, max: 4 }),
  }),
  audience: fc.nat(),
  first: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 100 })),
  isLoaded: fc.boolean(),
  library: maybe(fc.nat()),
  filter: fc.record({
    country: maybe(fc.constantFrom("US", "CA")),
    region: maybe(fc.constantFrom("North", "South")),
    remote: maybe(fc.boolean()),
    language: maybe(fc.constantFrom("en", "en-US", "so")),
    minValue: maybe(fc.integer({ min: 0, max: 60 })),
  }),
  isFiltered: fc.boolean(),
});

it("teachers are those whom looking at everybody gives, for every audience, filter and page", async () => {
  let [listed, narrowed, disclosed] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(drawn, async ({ seed, size, audience, first, isLoaded, library, ...given }) => {
      const world = generatedWorld(seed, size);
      const libraryId =
        library === undefined
          ? undefined
          : typedId("library", world.libraries[library % world.libraries.length]!.id);
      const filter = given.isFiltered ? { ...given.filter, libraryId } : {};
      const viewers = viewersOf(world);
      const index = isLoaded ? loadedIndexOf(world) : indexOf(world);
      const teachers = new Teachers(
        index,
        () => world.model,
        () => NOW,
      );
      const asked = [
        viewers[audience % viewers.length]!,
        ...viewers.filter(({ role }) => role === "PARTNER"),
      ];
      for (const partner of world.partners) {
        const goals = learningOf(world.learningGoals, partner.id);
        for (const viewer of asked) {
          const lists: [Expected[], FoundTeacher[]][] = [
            [
              plainly(world, viewer, partner, filter, (skills) => plainTeaching(skills, goals, world.model)),
              await allPages((args) => teachers.forPartner(viewer, partner, { ...args, filter }), first),
            ],
          ];
          const goal = goals[seed % 2 === 0 ? 0 : goals.length - 1];
          if (goal)
            lists.push([
              plainly(world, viewer, partner, filter, (skills) => plainlyTaught(skills, goal, world.model)),
              await allPages((args) => teachers.forGoal(viewer, partner, goal, { ...args, filter }), first),
            ]);
          for (const [expected, actual] of lists) {
            expect(actual.map(({ workerId, value }) => ({ id: workerId, value }))).toStrictEqual(expected);
            listed += expected.length;
            if (given.isFiltered) narrowed += expected.length;
            disclosed += expected.filter(({ id }) => {
              const worker = world.workers.find((each) => each.id === id)!;
              return !isVisible(worker.discoverability, sight(viewer, worker));
            }).length;
          }
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(listed).toBeGreaterThan(1000);
  expect(Math.min(narrowed, disclosed)).toBeGreaterThan(50);
});

it("what teachers teach adds up to their value to the last bit, and names the best skill", async () => {
  let rows = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const world = generatedWorld(seed, { workers: 40, skills: 12, needs: 1 });
      const teachers = new Teachers(
        indexOf(world),
        () => world.model,
        () => NOW,
      );
      for (const viewer of viewersOf(world).filter(({ role }) => role === "PARTNER")) {
        const partner = world.partners.find(({ id }) => id === viewer.partnerId)!;
        const { nodes } = await teachers.forPartner(viewer, partner, { first: 100 });
        for (const { workerId, value, taught } of nodes) {
          const { skills } = seenProfile(viewer, world.workers.find(({ id }) => id === workerId)!);
          expect(taught().reduce((sum, { contribution }) => sum + contribution, 0)).toBe(value);
          for (const { goal, skillId, level, value: part, link } of taught()) {
            rows += 1;
            const held = skills.filter((each) => each.skillId === skillId);
            expect(held).toMatchObject([{ level }]);
            const whole = { ...goal, partnerId: partner.id };
            expect(plainlyTaught(held, whole, world.model)).toBe(part);
            expect(plainlyTaught(skills, whole, world.model)).toBe(part);
            expect(link.value).toBe(world.model.affinity(skillId, goal.skillId));
          }
        }
      }
    }),
    { numRuns: 40 },
  );
  expect(rows).toBeGreaterThan(200);
});

it("goals are counted in one order, however they come", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { learningGoals, partners } = generatedWorld(seed, { workers: 0, skills: 12, needs: 0 });
      const own = learningGoals.filter(({ partnerId }) => partnerId === partners[0]!.id);
      const ids = (goals: readonly LearningGoal[]) => inLearningOrder(goals).map(({ id }) => id);
      expect(ids(own)).toEqual(ids(own.toReversed()));
      expect(ids(own)).toEqual(learningOf(learningGoals, partners[0]!.id).map(({ id }) => id));
    }),
  );
});
