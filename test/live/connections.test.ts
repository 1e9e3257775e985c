import { request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import Fastify, { type FastifyInstance } from "fastify";
import { createRecogniseGateway } from "../../src/platform/auth/gateway.js";
import { ANONYMOUS } from "../../src/platform/auth/principal.js";
import { createAdmission } from "../../src/platform/graphql/admission.js";
import { Budget } from "../../src/platform/graphql/budget/budget.js";
import { KnownDocuments } from "../../src/platform/graphql/limits/known-documents.js";
import { Operations } from "../../src/platform/graphql/operations.js";
import { PersistedQueries } from "../../src/platform/graphql/persisted-queries.js";
import { Connections } from "../../src/platform/live/connections.js";
import { serveLive } from "../../src/platform/live/serve-live.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { Metrics } from "../../src/platform/observability/metrics.js";
import { type Payload, SocketClient, StreamClient, until } from "../support/live-clients.js";
import { newConsortium, newNeed, newPartner, newSkill } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
/** An open need with a long description, so that a few answers fill what is between server and client. */
let need: string;
/** How many events were answered, by all. */
let answered = 0;

beforeAll(async () => {
  test = await startTestService();
  const partner = await newPartner(test, await newConsortium(test));
  const skills = [{ skillId: await newSkill(test, "waiting"), proficiency: "NOVICE" }];
  need = await newNeed(test, partner, { skills, description: "x".repeat(5000) });
});
afterAll(() => test.stop());

const authenticate = async () => ({ principal: ANONYMOUS, until: Number.POSITIVE_INFINITY });

/** The live transports alone, with room for a few connections. */
async function serve(most: number, pingEvery?: number): Promise<{ app: FastifyInstance; origin: string }> {
  const { schema, execute } = test.service;
  const [documents, persisted, logger] = [
    new KnownDocuments(schema),
    new PersistedQueries(),
    createLogger("silent"),
  ];
  const admit = createAdmission({
    authenticate,
    entitle: async (principal) => {
      answered += 1;
      return principal;
    },
    recogniseGateway: createRecogniseGateway(undefined, "test"),
    reads: test.service.reads,
    documents,
    budget: new Budget({ perUser: 1e9, perAddress: 1e9, store: "memory" }, test.service.reads),
    persisted,
  });
  const app = Fastify({ forceCloseConnections: true });
  serveLive(app, {
    ...test.service,
    admit,
    operations: new Operations({ schema, execute, admit, documents, persisted, logger, explorable: false }),
    authenticate,
    connections: new Connections(new Metrics(), most),
    logger,
    explorable: false,
    allowedOrigins: ["https://app.example"],
    trustProxy: false,
    pingEvery,
  });
  return { app, origin: await app.listen({ host: "127.0.0.1", port: 0 }) };
}

const changes = () => `subscription { needChanged(id: "${need}") { id } }`;

describe("so many connections", () => {
  it("may be open, of both kinds, and no more; a place is free again when one leaves", async () => {
    const { app, origin } = await serve(3);
    const sockets = [
      await SocketClient.connect(`${origin}/graphql`),
      await SocketClient.connect(`${origin}/graphql`),
    ];
    const stream = await StreamClient.ask(origin, { query: changes() });
    await stream.next();
    expect((await SocketClient.open(`${origin}/graphql`)).refused).toBe(503);
    const refused = await StreamClient.ask(origin, { query: changes() });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    sockets[0]!.close();
    await sockets[0]!.closing();
    // What is no WebSocket after all takes no place either.
    for (let i = 0; i < 5; i++) await brokenUpgrade(origin);
    let again = await SocketClient.connect(`${origin}/graphql`);
    for (let tries = 0; tries < 100 && again.refused; tries++) {
      await delay(10);
      again = await SocketClient.connect(`${origin}/graphql`);
    }
    expect((await again.operate("{ me { role } }").next()).data).toEqual({ me: { role: "ANONYMOUS" } });
    await app.close();
  });

  it("of one network leave room for others", () => {
    const connections = new Connections(new Metrics(), 3, 2);
    const leave = connections.enter("2001:db8::1")!;
    expect(connections.enter("2001:db8::2")).not.toBeNull();
    expect(connections.enter("2001:db8::3")).toBeNull();
    expect(connections.enter("192.0.2.1")).not.toBeNull();
    leave();
    leave();
    expect(connections.enter("2001:db8::3")).not.toBeNull();
    expect(connections.enter("192.0.2.2")).toBeNull();
  });

  it("may be opened by pages of an origin that is allowed", async () => {
    const { app, origin } = await serve(3);
    const socket = await SocketClient.connect(`${origin}/graphql`, {}, { origin: "https://app.example" });
    expect((await socket.operate("{ me { role } }").next()).data).toEqual({ me: { role: "ANONYMOUS" } });
    expect(
      (await SocketClient.open(`${origin}/graphql`, { origin: "https://app.example.evil" })).refused,
    ).toBe(403);
    await app.close();
  });
});

/** An upgrade without what WebSocket needs. */
const brokenUpgrade = (origin: string) =>
  new Promise<void>((resolve) => {
    const headers = { connection: "upgrade", upgrade: "websocket" };
    request(`${origin}/graphql`, { headers }, (response) => {
      response.resume();
      resolve();
    })
      .on("error", () => resolve())
      .end();
  });

it("a socket whose other end is gone is ended, one that answers pings is not", async () => {
  const { app, origin } = await serve(3, 100);
  const living = await SocketClient.connect(`${origin}/graphql`);
  const dead = await SocketClient.connect(`${origin}/graphql`, {}, { autoPong: false });
  expect((await dead.closing()).code).toBe(1006);
  expect((await living.operate("{ me { role } }").next()).data).toEqual({ me: { role: "ANONYMOUS" } });
  await app.close();
});

describe("who does not read", () => {
  const large = () => {
    const text = Array.from({ length: 15 }, (_, i) => `d${i}: description`).join(" ");
    return `subscription { needChanged(id: "${need}") { version ${text} } }`;
  };
  const EVENTS = 500;

  /** Lets 500 things happen, some 75 kB each, one after the other. */
  async function happen(): Promise<void> {
    for (let i = 0; i < EVENTS; i++) {
      test.service.live.publish("need", []);
      await delay(2);
    }
  }

  it("over a socket is told the last state later, and nothing piles up", async () => {
    const { app, origin } = await serve(3);
    const socket = await SocketClient.connect(`${origin}/graphql`);
    const operation = socket.operate(large());
    await operation.next();
    socket.socket.pause();
    answered = 0;
    await happen();
    const before = answered;
    expect(before).toBeLessThan(EVENTS * 0.8);
    socket.socket.resume();
    await until(() => operation.results.length >= before);
    // What came meanwhile is one more event.
    await until(() => answered > before);
    socket.close();
    await app.close();
  });

  it("over a stream is told the last state later, and nothing piles up", async () => {
    const { app, origin } = await serve(3);
    const received: string[] = [];
    const response = await new Promise<import("node:http").IncomingMessage>((resolve) => {
      const headers = { accept: "text/event-stream", "content-type": "application/json" };
      const asking = request(`${origin}/graphql/stream`, { method: "POST", headers }, resolve);
      asking.end(JSON.stringify({ query: large() }));
    });
    answered = 0;
    await happen();
    const before = answered;
    expect(before).toBeLessThan(EVENTS * 0.8);
    response.setEncoding("utf8").on("data", (text: string) => received.push(text));
    await until(() => answered > before);
    response.destroy();
    expect(received.join("")).toContain("event: next");
    await app.close();
  });

  it("and asks on is not listened to", async () => {
    const { app, origin } = await serve(3);
    const socket = await SocketClient.connect(`${origin}/graphql`);
    const query = `{ need(id: "${need}") { ${Array.from({ length: 15 }, (_, i) => `d${i}: description`).join(" ")} } }`;
    socket.socket.pause();
    answered = 0;
    const asked: { results: readonly Payload[] }[] = [];
    for (let i = 0; i < EVENTS; i++) {
      asked.push(socket.operate(query));
      await delay(2);
    }
    expect(answered).toBeLessThan(EVENTS * 0.8);
    socket.socket.resume();
    await until(() => asked.every(({ results }) => results.length === 1));
    socket.close();
    await app.close();
  });
});
