import { Reads } from "../../src/platform/database/reads.js";
import { administratorIn } from "../support/database-faults.js";
import { eventually } from "../support/eventually.js";
import { type HttpAnswer, type HttpTestService, startHttpService } from "../support/http-service.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";

const AT_ONCE = 2;
const FLOOD = 80;

let database: TestDatabase;
let test: HttpTestService;
let ids: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  const admin = await administratorIn(database.url);
  test = await startHttpService(database.url, { OPERATIONS_AT_ONCE: String(AT_ONCE) });
  ids = [];
  for (let i = 0; i < FLOOD; i++) {
    const { body } = await test.ask(
      "mutation M($input: CreatePartnerInput!) { createPartner(input: $input) { partner { id } } }",
      { input: { name: `Partner ${i}` } },
      admin,
    );
    ids.push(body.data.createPartner.partner.id);
  }
});
afterAll(async () => {
  await test?.stop();
  await database?.drop();
});

const nameOf = (i: number) => test.ask("query Q($id: ID!) { partner(id: $id) { name } }", { id: ids[i] });

const metric = async (name: string) =>
  Number(
    (await test.page("/metrics")).body
      .split("\n")
      .find((line: string) => line.startsWith(`${name} `))
      ?.split(" ")[1],
  );

/** Lets every read of partners wait until released. */
function holdPartners(): () => void {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { run } = Reads.prototype;
  jest.spyOn(Reads.prototype, "run").mockImplementation(async function held(
    this: Reads,
    statement,
    parameters,
  ) {
    if (/partner/i.test(statement.name)) await released;
    return await run.call(this, statement, parameters);
  });
  return () => {
    jest.restoreAllMocks();
    release();
  };
}

function expectTurnedAway({ status, headers, body }: HttpAnswer): void {
  expect(status).toBe(503);
  expect(headers.get("retry-after")).toBe("1");
  expect(headers.get("content-type")).toContain("application/json");
  expect(body).toEqual({
    errors: [
      {
        message: "The service is busy. Try again in a moment.",
        extensions: { code: "SERVICE_UNAVAILABLE", requestId: headers.get("x-request-id") },
      },
    ],
  });
}

it("more than can be done is turned away, what is let in is answered right, and health answers meanwhile", async () => {
  const release = holdPartners();
  const flood = Array.from({ length: FLOOD }, (_, i) => nameOf(i));
  await eventually(async () =>
    expect(
      (await metric('skillbridge_operations_turned_away_total{reason="full"}')) +
        (await metric('skillbridge_operations_turned_away_total{reason="waited"}')),
    ).toBeGreaterThan(0),
  );
  expect(await metric("skillbridge_operations_executing")).toBeLessThanOrEqual(AT_ONCE);
  expect((await test.page("/healthz")).status).toBe(200);
  expect((await test.page("/readyz")).status).toBe(200);
  release();
  const answers = await Promise.all(flood);
  const turnedAway = answers.filter(({ status }) => status !== 200);
  expect(turnedAway.length).toBeGreaterThan(0);
  // Those that were being executed at the least.
  expect(turnedAway.length).toBeLessThanOrEqual(FLOOD - AT_ONCE);
  answers.forEach((answer, i) => {
    if (answer.status === 200) expect(answer.body.data).toEqual({ partner: { name: `Partner ${i}` } });
    else expectTurnedAway(answer);
  });
  // Over as soon as there is less to do.
  for (let i = 0; i < 10; i++) expect((await nameOf(i)).body.data.partner.name).toBe(`Partner ${i}`);
  expect(await metric("skillbridge_operations_executing")).toBe(0);
  expect(await metric("skillbridge_operations_waiting")).toBe(0);
});
