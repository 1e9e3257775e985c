import { Budget } from "../../src/platform/graphql/budget/budget.js";
import { networkOf } from "../../src/platform/graphql/budget/caller-network.js";
import { bearer, type HttpTest, startHttpTest } from "../support/http.js";
import { newConsortium, newPartner, type People } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { nested } from "./attack.js";

let test: TestService;
let people: People;
const open: HttpTest[] = [];

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
});
afterEach(async () => {
  for (const http of open.splice(0)) await http.stop();
});
afterAll(() => test.stop());

/** A replica of the service in which nobody has taken anything from a budget. */
async function replica(environment: Record<string, string>): Promise<HttpTest> {
  const http = await startHttpTest(environment, test);
  open.push(http);
  return http;
}

const budgetOf = (points: number, more: Record<string, string> = {}) =>
  replica({
    BUDGET_POINTS_PER_MINUTE: String(points),
    BUDGET_POINTS_PER_MINUTE_ANONYMOUS: String(points),
    ...more,
  });

const ROLE = "{ me { role } }";
const PAGE = "query Q($first: Int!) { needs(first: $first) { nodes { title } } }";

describe("an answer", () => {
  it("says what it cost: what it might have, what it did, and what is left", async () => {
    const http = await budgetOf(1000);
    await newPartner(test, people);
    const query = "query Q($first: Int!) { partners(first: $first) { nodes { name } } }";
    const { body } = await http.ask(query, { first: 30 });
    const compiling = 3 * 5;
    expect(body.extensions).toEqual({
      cost: { requested: 40, actual: 11, remaining: 1000 - 40 - compiling },
    });
    const again = await http.ask(query, { first: 50 });
    // What was validated and compiled is known now.
    expect(again.body.extensions.cost).toEqual({ requested: 60, actual: 11, remaining: 945 - 60 });
  });

  it("costs ten points at least", async () => {
    const http = await budgetOf(1000);
    const { body } = await http.ask(ROLE);
    expect(body.extensions.cost).toMatchObject({ requested: 10, actual: 1 });
  });

  it("says what its costs are although its variables or its resolvers fail", async () => {
    const http = await budgetOf(1000);
    expect((await http.ask(PAGE, { first: "x" })).body.extensions.cost.requested).toBe(110);
    expect((await http.ask(PAGE, { first: -1 })).body.extensions.cost).toMatchObject({
      requested: 10,
      actual: 0,
    });
  });

  it("tells of the budget when asked", async () => {
    const http = await budgetOf(1000);
    const { body } = await http.ask("{ rateLimit { limit remaining resetAt cost } }");
    expect(body.data.rateLimit).toEqual({
      limit: 1000,
      remaining: 1000 - 10 - 5 * 5,
      resetAt: expect.any(String),
      cost: 10,
    });
    const seconds = (Date.parse(body.data.rateLimit.resetAt) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(61);
  });
});

describe("a budget", () => {
  it("that is used up answers 429, and when to come again", async () => {
    const http = await budgetOf(100);
    const { status, headers, body } = await http.ask(PAGE, { first: 100 });
    expect(status).toBe(429);
    const seconds = Number(headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(body).toEqual({
      errors: [
        {
          message: expect.stringContaining("100 points per minute"),
          extensions: {
            code: "RATE_LIMITED",
            rateLimit: { limit: 100, remaining: 0, resetAt: expect.any(String) },
          },
        },
      ],
    });
    expect((await http.ask(ROLE)).status).toBe(429);
  });

  it("is each user's own, whatever address they ask from", async () => {
    const http = await budgetOf(100);
    const [one, other] = [await http.issuer.sign(people.admin), await http.issuer.sign(people.analyst)];
    expect((await http.ask(PAGE, { first: 100 }, bearer(one))).status).toBe(429);
    expect((await http.ask(ROLE, {}, bearer(one))).status).toBe(429);
    expect((await http.ask(ROLE, {}, bearer(other))).status).toBe(200);
    expect((await http.ask(ROLE)).status).toBe(200);
  });

  it("of those without a token is their network's, as a trusted proxy tells it", async () => {
    const from = (address: string) => ({ "x-forwarded-for": address });
    const trusting = await budgetOf(100, { TRUST_PROXY: "127.0.0.1" });
    expect((await trusting.ask(PAGE, { first: 100 }, from("203.0.113.7"))).status).toBe(429);
    expect((await trusting.ask(ROLE, {}, from("203.0.113.7"))).status).toBe(429);
    expect((await trusting.ask(ROLE, {}, from("203.0.113.8"))).status).toBe(200);
    const suspicious = await budgetOf(100);
    expect((await suspicious.ask(PAGE, { first: 100 }, from("203.0.113.7"))).status).toBe(429);
    expect((await suspicious.ask(ROLE, {}, from("203.0.113.8"))).status).toBe(429);
  });

  it.each([
    ["documents beyond a limit", { query: nested(20, "{ a ", "{ b }", "}") }, {}, 400],
    ["documents that are none", { query: "{ nonsense" }, {}, 400],
    ["documents that are not valid", { query: "{ nonsense }" }, {}, 400],
    ["batches", [{ query: ROLE }], {}, 400],
    [
      "hashes that nobody knows",
      { extensions: { persistedQuery: { version: 1, sha256Hash: "x" } } },
      {},
      200,
    ],
    ["tokens that are not valid", { query: ROLE }, bearer("nonsense"), 401],
  ])("is used up by %s, too", async (_, sent, headers, status) => {
    const http = await budgetOf(100);
    const send = () =>
      http.send({
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(sent),
      });
    expect((await send()).status).toBe(status);
    let last = 0;
    for (let i = 0; i < 12; i++) last = (await send()).status;
    expect(last).toBe(429);
  });

  it("is not used up by an answer that another's document was known for", async () => {
    const http = await budgetOf(40);
    const token = await http.issuer.sign(people.admin);
    await http.ask(ROLE, {}, bearer(token));
    const { body } = await http.ask(ROLE);
    expect(body.extensions.cost.remaining).toBe(30);
  });
});

describe("budgets in PostgreSQL", () => {
  it("are shared by replicas", async () => {
    const replicas = [
      await budgetOf(100, { BUDGET_STORE: "postgres" }),
      await budgetOf(100, { BUDGET_STORE: "postgres" }),
    ] as const;
    const token = bearer(await replicas[0].issuer.sign(people.admin));
    const other = bearer(await replicas[1].issuer.sign(people.admin));
    const first = await replicas[0].ask(PAGE, { first: 20 }, token);
    expect(first.body.extensions.cost.remaining).toBe(100 - 30 - 3 * 5);
    const second = await replicas[1].ask(PAGE, { first: 20 }, other);
    expect(second.body.extensions.cost.remaining).toBe(100 - 2 * (30 + 3 * 5));
    expect((await replicas[0].ask(PAGE, { first: 50 }, token)).status).toBe(429);
    expect((await replicas[1].ask(ROLE, {}, other)).status).toBe(429);
  });

  it("are kept in memory while PostgreSQL cannot", async () => {
    const http = await budgetOf(100, { BUDGET_STORE: "postgres" });
    const token = bearer(await http.issuer.sign(people.analyst));
    await test.service.dataSource.query("alter table request_budget rename to request_budget_away");
    try {
      expect((await http.ask(ROLE, {}, token)).body.extensions.cost.remaining).toBe(100 - 10 - 2 * 5);
      expect((await http.ask(PAGE, { first: 100 }, token)).status).toBe(429);
    } finally {
      await test.service.dataSource.query("alter table request_budget_away rename to request_budget");
    }
  });

  it("are forgotten when they are over", async () => {
    await test.service.dataSource.query("insert into request_budget values ('user:past', 5, 1)");
    const { keepHouse } = await import("../../src/housekeeping.js");
    await keepHouse(test.service.house);
    const left = await test.service.dataSource.query(
      "select key from request_budget where key = 'user:past'",
    );
    expect(left).toEqual([]);
  });
});

describe("a network", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it("has a budget of its own", async () => {
    const settings = { perUser: 100, perAddress: 100, store: "memory" } as const;
    const budget = new Budget(settings, test.service.reads);
    const from = (address: string) => ({ principal: { kind: "anonymous" }, address }) as const;
    await budget.take(from("2001:db8::1"), 60);
    await expect(budget.take(from("2001:db8::2"), 60)).rejects.toThrow("100 points");
    expect(await budget.take(from("2001:db8:0:1::1"), 60)).toMatchObject({ limit: 100, remaining: 40 });
  });
});
