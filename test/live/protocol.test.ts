import { setTimeout as delay } from "node:timers/promises";
import { DatabaseUnavailable } from "../../src/platform/database/unavailable.js";
import { SocketClient, StreamClient, until } from "../support/live-clients.js";
import { newConsortium, newNeed, newPartner } from "../support/people.js";
import { type LiveService, startLiveService } from "./live-service.js";

let live: LiveService;
let at: string;
beforeAll(async () => {
  live = await startLiveService();
  at = `${live.origin}/graphql`;
});
afterAll(() => live.stop());

const init = { type: "connection_init" };
const ask = (id: string, query = "{ me { role } }") => ({ type: "subscribe", id, payload: { query } });

describe("a socket is closed", () => {
  it.each<[string, number, unknown[]]>([
    ["for what is no JSON", 4400, ["nonsense"]],
    ["for what is no message", 4400, [{ type: "shout" }]],
    ["for what only servers say", 4400, [init, { type: "next", id: "1", payload: {} }]],
    ["for several operations in one message", 4400, [init, [ask("1"), ask("2")]]],
    ["for an operation without a document", 4400, [init, { type: "subscribe", id: "1", payload: {} }]],
    ["for an operation before anybody said who they are", 4401, [ask("1")]],
    ["for saying who one is twice", 4429, [init, init]],
    ["for a message that is too large", 1009, [init, ask("1", `{ ${"me { role } ".repeat(10_000)} }`)]],
    [
      "for a token that is no text",
      4401,
      [{ type: "connection_init", payload: { authorization: { $ne: 1 } } }],
    ],
  ])("%s (%i)", async (_, code, messages) => {
    const client = await SocketClient.open(at);
    for (const message of messages) client.send(message);
    expect((await client.closing()).code).toBe(code);
  });

  it("for an operation with the id of another (4409)", async () => {
    const people = await newConsortium(live.test);
    const partner = await newPartner(live.test, people);
    const id = await newNeed(live.test, partner, { publish: false, skills: [] });
    const client = await SocketClient.connect(at, await live.bearer(partner.member));
    client.send(ask("a", `subscription { needChanged(id: "${id}") { id } }`));
    await until(() => client.messages.some(({ type }) => type === "next"));
    client.send(ask("a"));
    expect((await client.closing()).code).toBe(4409);
  });

  it("for another protocol (4406)", async () => {
    const client = await SocketClient.open(at, { protocol: "graphql-ws" });
    await until(() => client.closed !== undefined || client.refused !== undefined);
    expect(client.closed?.code ?? client.refused).not.toBe(1000);
    expect(client.messages).toEqual([]);
  });

  it("when nobody says who they are (4408)", async () => {
    expect((await (await SocketClient.open(at)).closing()).code).toBe(4408);
  });
});

describe("a connection is refused", () => {
  it("elsewhere than at its path", async () => {
    for (const path of ["/nowhere", "/graphql/stream", "/healthz"])
      expect((await SocketClient.open(live.origin + path)).refused).toBe(404);
  });

  it("to pages of other origins, which browsers would let in", async () => {
    for (const origin of ["https://elsewhere.example", "null", `${live.origin}.example`]) {
      expect((await SocketClient.open(at, { origin })).refused).toBe(403);
      expect((await StreamClient.ask(live.origin, { query: "{ me { role } }" }, { origin })).status).toBe(
        403,
      );
    }
    const own = await SocketClient.connect(at, {}, { origin: live.origin });
    expect((await own.operate("{ me { role } }").next()).data).toEqual({ me: { role: "ANONYMOUS" } });
    own.close();
  });
});

describe("over one socket", () => {
  it("an operation with a fault does not disturb the others", async () => {
    const client = await SocketClient.connect(at);
    const wrong = client.operate("{ nothing }");
    const right = client.operate("query Q($n: Int) { skills(first: $n) { nodes { id } } }", { n: 1 });
    expect(await wrong.ended()).toBe("error");
    expect((await right.next()).data.skills.nodes).toEqual([]);
    const unfit = await client
      .operate("query Q($n: Int) { skills(first: $n) { nodes { id } } }", { n: "x" })
      .next();
    expect(unfit.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    client.close();
  });

  it("an operation may be named, if rightly", async () => {
    const client = await SocketClient.connect(at);
    const document = "query A { skills { nodes { id } } }";
    expect((await client.operate(document, {}, "A").next()).data).toEqual({ skills: { nodes: [] } });
    expect((await client.operate(document, {}, "B").next()).errors).toMatchObject([
      { extensions: { code: "BAD_REQUEST" } },
    ]);
    client.close();
  });

  it("fifty operations may be under way, and not one more", async () => {
    const people = await newConsortium(live.test);
    const partner = await newPartner(live.test, people);
    const id = await newNeed(live.test, partner, { publish: false, skills: [] });
    const client = await SocketClient.connect(at, await live.bearer(partner.member));
    const changes = `subscription { needChanged(id: "${id}") { id } }`;
    const operations = Array.from({ length: 50 }, () => client.operate(changes));
    for (const operation of operations) await operation.next();
    const refused = client.operate("{ me { role } }");
    expect((await refused.next()).errors).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
    client.complete(operations[0]!.id);
    await until(() => live.test.service.live.size === 49);
    expect((await client.operate("{ me { role } }").next()).data).toEqual({ me: { role: "PARTNER" } });
    client.close();
  });

  it("a ping is answered", async () => {
    const client = await SocketClient.connect(at);
    client.send({ type: "ping", payload: { a: 1 } });
    await until(() => client.messages.some(({ type }) => type === "pong"));
    client.close();
  });
});

describe("a stream", () => {
  it.each<[string, number, RequestInit]>([
    [
      "that is not asked for as one",
      406,
      { method: "POST", body: '{"query":"{ me { role } }"}', headers: { accept: "*/*" } },
    ],
    [
      "of a form",
      415,
      {
        method: "POST",
        body: "query={me{role}}",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      },
    ],
    [
      "of plain text",
      415,
      { method: "POST", body: '{"query":"{ me { role } }"}', headers: { "content-type": "text/plain" } },
    ],
    ["of a list", 400, { method: "POST", body: "[]" }],
    ["of no JSON", 400, { method: "POST", body: "nonsense" }],
    ["of nothing", 400, { method: "POST", body: "{}" }],
    ["that is too large", 413, { method: "POST", body: JSON.stringify({ query: "x".repeat(100_000) }) }],
    ["by another method", 404, { method: "PUT", body: "{}" }],
  ])("%s is refused with %i, as JSON", async (_, status, request) => {
    const headers = { accept: "text/event-stream", "content-type": "application/json", ...request.headers };
    const response = await fetch(`${at}/stream`, { ...request, headers });
    expect(response.status).toBe(status);
    expect((await response.json()).errors).toHaveLength(1);
  });

  it("may be asked for by GET, but not to change anything", async () => {
    const get = (query: string) =>
      fetch(`${at}/stream?query=${encodeURIComponent(query)}`, { headers: { accept: "text/event-stream" } });
    expect(await (await get("{ me { role } }")).text()).toContain(
      'data: {"data":{"me":{"role":"ANONYMOUS"}}',
    );
    const mutation = await get(
      'mutation { archiveNeed(input: { id: "x", expectedVersion: 1 }) { userErrors { code } } }',
    );
    expect(mutation.status).toBe(405);
    expect(mutation.headers.get("allow")).toBe("POST");
  });

  it("begins with the headers of every answer", async () => {
    const origin = "http://localhost:3000";
    const { headers } = await StreamClient.ask(live.origin, { query: "{ me { role } }" }, { origin });
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("access-control-allow-origin")).toBe(origin);
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("cannot be kept by the server for somebody to come back to", async () => {
    const token = { "x-graphql-event-stream-token": "t" };
    const put = await fetch(`${at}/stream`, { method: "PUT", headers: token });
    expect(put.status).toBe(404);
    const client = await StreamClient.ask(live.origin, { query: "{ me { role } }" }, token);
    expect((await client.next()).data).toEqual({ me: { role: "ANONYMOUS" } });
  });
});

it("a subscription over plain HTTP is told where it is answered", async () => {
  const response = await fetch(at, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: 'subscription { needChanged(id: "x") { id } }' }),
  });
  expect(response.status).toBe(400);
  expect((await response.json()).errors[0].message).toContain("/graphql/stream");
});

describe("a subscription", () => {
  it.each([
    [
      "whose only field is skipped",
      'subscription S($no: Boolean = true) { needChanged(id: "x") @skip(if: $no) { id } }',
    ],
    ["to the name of its type", "subscription { __typename }"],
    ["with a variable that does not fit", "subscription S($id: ID!) { needChanged(id: $id) { id } }"],
  ])("%s is answered with an error, and leaves nothing behind", async (_, query) => {
    const before = live.test.service.live.size;
    const client = await SocketClient.connect(at);
    expect((await client.operate(query, { id: { titel: 1 } }).next()).errors).toHaveLength(1);
    const stream = await StreamClient.ask(live.origin, { query, variables: { id: { titel: 1 } } });
    expect((await stream.next()).errors).toHaveLength(1);
    expect(live.test.service.live.size).toBe(before);
    client.close();
  });
});

it("a fault on our side before an operation begins is no mistake of the client", async () => {
  let fault: Error = new Error("the secret of the house");
  const faulty = await startLiveService({}, async () => {
    throw fault;
  });
  const internal = await StreamClient.ask(faulty.origin, { query: "{ me { role } }" });
  expect([internal.status, internal.body?.errors?.[0]?.extensions.code]).toEqual([
    500,
    "INTERNAL_SERVER_ERROR",
  ]);
  expect(JSON.stringify(internal.body)).not.toContain("secret");
  fault = new DatabaseUnavailable(new Error("gone"));
  const away = await StreamClient.ask(faulty.origin, { query: "{ me { role } }" });
  expect([away.status, away.headers.get("retry-after")]).toEqual([503, "1"]);
  const socket = await SocketClient.connect(`${faulty.origin}/graphql`);
  expect((await socket.operate("{ me { role } }").next()).errors).toMatchObject([
    { extensions: { code: "SERVICE_UNAVAILABLE" } },
  ]);
  await faulty.stop();
});

it("in production there is no introspection, and the gateway's fields are the gateway's", async () => {
  const secret = "s".repeat(40);
  const closed = await startLiveService({ GATEWAY_SECRET: secret });
  try {
    const client = await SocketClient.connect(`${closed.origin}/graphql`);
    expect((await client.operate("{ _service { sdl } }").next()).errors).toMatchObject([
      { extensions: { code: "FORBIDDEN" } },
    ]);
    const gateway = await SocketClient.connect(
      `${closed.origin}/graphql`,
      {},
      {
        headers: { "x-gateway-credential": secret },
      },
    );
    expect((await gateway.operate("{ _service { sdl } }").next()).data._service.sdl).toContain("type Need");
    const stream = await StreamClient.ask(closed.origin, { query: "{ _service { sdl } }" });
    expect((await stream.next()).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  } finally {
    await closed.stop();
  }
});

it("a service that stops lets answers out, and sends everybody elsewhere", async () => {
  const stopping = await startLiveService();
  const people = await newConsortium(stopping.test);
  const partner = await newPartner(stopping.test, people);
  const id = await newNeed(stopping.test, partner, { publish: false, skills: [] });
  const own = await stopping.bearer(partner.member);
  const changes = `subscription { needChanged(id: "${id}") { id } }`;
  const socket = await SocketClient.connect(`${stopping.origin}/graphql`, own);
  const subscribed = socket.operate(changes);
  const stream = await StreamClient.ask(stopping.origin, { query: changes }, own);
  await subscribed.next();
  await stream.next();
  const last = socket.operate("{ needs { nodes { id } } }");
  const archived = socket.operate(
    `mutation { archiveNeed(input: { id: "${id}", expectedVersion: 9 }) { userErrors { code } } }`,
  );
  await new Promise<void>((resolve) => socket.socket.once("message", () => resolve()));
  await stopping.stop();
  expect((await last.next()).data.needs.nodes).toEqual([{ id }]);
  expect((await archived.next()).data.archiveNeed.userErrors).toEqual([{ code: "CONFLICT" }]);
  expect(await socket.closing()).toEqual({ code: 1001, reason: "The service is stopping." });
  expect(await subscribed.ended()).toBe("cut");
  // Without a word that it is complete, so that clients ask again.
  expect(await stream.ended()).toBe("cut");
});

it("a service that stops waits for the answer to a query over a stream", async () => {
  let arrived = false;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const stopping = await startLiveService({}, async (principal) => {
    arrived = true;
    await held;
    return principal;
  });
  const asking = StreamClient.ask(stopping.origin, { query: "{ me { role } }" });
  await until(() => arrived);
  const stopped = stopping.stop();
  await delay(100);
  letGo();
  expect((await (await asking).next()).data).toEqual({ me: { role: "ANONYMOUS" } });
  await stopped;
});
