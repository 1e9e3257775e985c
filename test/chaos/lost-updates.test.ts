import { setTimeout as delay } from "node:timers/promises";
import { attempt, newConsortium, newPartner } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

const WRITERS = 16;
/** As many as are promised in the long form, which `npm run test:chaos` runs. */
const UPDATES = "kills" in globalThis ? 100 : 10;

jest.setTimeout(600_000);

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

it(`${WRITERS} writers count to ${UPDATES} each in one record, and none loses a count`, async () => {
  const people = await newConsortium(test);
  const { id, member } = await newPartner(test, people, { description: "0" });
  let conflicts = 0;
  const read = async (): Promise<{ version: number; description: string }> =>
    (await test.execute("query Q($id: ID!) { partner(id: $id) { version description } }", { id })).data
      .partner;
  const countOne = async (): Promise<void> => {
    for (let tries = 1; ; tries++) {
      const { version, description } = await read();
      const change = { id, expectedVersion: version, description: String(Number(description) + 1) };
      const { userErrors } = await attempt(test, "updatePartner", "partner { id }", change, member);
      if (userErrors.length === 0) return;
      expect(userErrors).toMatchObject([{ code: "CONFLICT" }]);
      conflicts += 1;
      // As long as it may take for the others to be done.
      await delay(Math.random() * 10 * Math.min(tries, WRITERS));
    }
  };
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (let i = 0; i < UPDATES; i++) await countOne();
    }),
  );
  expect(await read()).toEqual({
    version: 1 + WRITERS * UPDATES,
    description: String(WRITERS * UPDATES),
  });
  // They did get into each other's way.
  expect(conflicts).toBeGreaterThan(WRITERS);
});
