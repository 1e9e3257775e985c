import fc from "fast-check";
import {
  must,
  newCommunityGoal,
  newConsortium,
  newPartner,
  type Organisation,
  type People,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let partner: Organisation;
beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  partner = await newPartner(test, people);
});
afterAll(() => test.stop());

/** A goal, and the values that its indicator takes one after the other. */
const courses = fc
  .record({
    baseline: fc.integer({ min: -1000, max: 1000 }),
    target: fc.integer({ min: -1000, max: 1000 }),
    values: fc.array(fc.integer({ min: -3000, max: 3000 }), { maxLength: 5 }),
    // How often each is said.
    times: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ times, values, ...course }) => ({
    ...course,
    values: values.flatMap((value) => Array<number>(times).fill(value)),
  }))
  .filter(({ baseline, target }) => baseline !== target);

async function setValue(id: string, expectedVersion: number, indicator: object): Promise<number> {
  const input = { id, expectedVersion, indicator };
  const { communityGoal } = await must(
    test,
    "updateCommunityGoal",
    "communityGoal { version }",
    input,
    partner.member,
  );
  return communityGoal.version;
}

async function progressOf(id: string) {
  const { data } = await test.execute(
    `query Q($id: ID!) { partner(id: $id) { goals { id indicator { baseline target }
      progress { share values { nodes { before value } } } } } }`,
    { id: partner.id },
    partner.member,
  );
  return data.partner.goals.find((goal: { id: string }) => goal.id === id).progress;
}

/** The share, worked out the other way round: that part of the way, walked from the baseline, ends at the value. */
const arrivesAt = (share: number, baseline: number, target: number) =>
  baseline * (1 - share) + target * share;

describe("the progress of a goal", () => {
  it("is the part of the way that is done, and the history leads without gaps from the baseline to now", async () => {
    await fc.assert(
      fc.asyncProperty(courses, async ({ baseline, target, values }) => {
        // One of its own: a partner has so many goals at most.
        partner = await newPartner(test, people);
        const id = await newCommunityGoal(test, partner, { baseline, target });
        let version = 1;
        for (const current of values)
          version = await setValue(id, version, { name: "People", unit: "count", baseline, target, current });
        const { share, values: history } = await progressOf(id);
        const now = values.at(-1) ?? baseline;
        expect(arrivesAt(share, baseline, target)).toBeCloseTo(now, 6);
        // A value that stays the same is not another one.
        const course = [baseline, ...values];
        const steps = course.slice(1).map((value, i) => ({ before: course[i], value }));
        expect(history.nodes).toEqual(steps.filter((step) => step.before !== step.value).toReversed());
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    [100, 300, 100, 0],
    [100, 300, 300, 1],
    [100, 300, 250, 0.75],
    [100, 300, 400, 1.5],
    [100, 300, 50, -0.25],
    [40, 10, 25, 0.5],
    [40, 10, 4, 1.2],
    [-10, 10, 0, 0.5],
  ])("from %d to %d: at %d it is %d", async (baseline, target, current, share) => {
    const id = await newCommunityGoal(test, partner, { baseline, target, current });
    expect((await progressOf(id)).share).toBeCloseTo(share, 12);
  });
});
