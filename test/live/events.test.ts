import { setTimeout as delay } from "node:timers/promises";
import type { Principal } from "../../src/platform/auth/principal.js";
import { type Received, SocketClient, StreamClient, until } from "../support/live-clients.js";
import { moveOnlyTheDate, pass } from "../support/only-the-date.js";
import {
  must,
  newConsortium,
  newNeed,
  newPartner,
  type Organisation,
  type People,
} from "../support/people.js";
import { TokenIssuer } from "../support/token-issuer.js";
import { type LiveService, startLiveService } from "./live-service.js";

let live: LiveService;
let there: LiveService;
let issuer: TokenIssuer;
let people: People;
let partner: Organisation;
/** How far the date was moved; the issuer's keys are not fetched twice at one time. */
let ahead = 0;
/** What is done to a principal on every request and event. */
let entitle: (principal: Principal) => Promise<Principal> = async (principal) => principal;

beforeAll(async () => {
  issuer = await TokenIssuer.start();
  const settings = { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: "skillbridge", OIDC_ALGORITHMS: "ES256" };
  live = await startLiveService(settings, (principal) => entitle(principal));
  there = await startLiveService({}, undefined, { url: live.test.url, drop: async () => {} });
  people = await newConsortium(live.test);
  partner = await newPartner(live.test, people);
});
afterEach(() => {
  entitle = async (principal) => principal;
  jest.useRealTimers();
});
afterAll(async () => {
  await there.stop();
  await live.stop();
  await issuer.stop();
});

const changesOf = (id: string) => `subscription { needChanged(id: "${id}") { title version } }`;
const newDraft = (title = "Watched") => newNeed(live.test, partner, { title, publish: false, skills: [] });
const rename = (id: string, title: string, expectedVersion: number) =>
  must(live.test, "updateNeed", "need { version }", { id, title, expectedVersion }, partner.member);
const archive = (id: string, expectedVersion: number) =>
  must(live.test, "archiveNeed", "need { id }", { id, expectedVersion }, partner.member);

type Headers = Record<string, string>;
type Subscribe = (query: string, headers: Headers, at?: LiveService) => Promise<Received & { leave(): void }>;

const overSocket: Subscribe = async (query, headers, at = live) => {
  const client = await SocketClient.connect(`${at.origin}/graphql`, headers);
  return Object.assign(client.operate(query), { leave: () => client.close() });
};
const overStream: Subscribe = async (query, headers, at = live) =>
  await StreamClient.ask(at.origin, { query }, headers);

describe.each<[string, Subscribe]>([
  ["WebSocket", overSocket],
  ["server-sent events", overStream],
])("over %s", (_, subscribe) => {
  it("a need is told as it is, and after each change, here and in other replicas", async () => {
    const id = await newDraft("First");
    const own = await live.bearer(partner.member);
    const here = await subscribe(changesOf(id), own);
    const elsewhere = await subscribe(changesOf(id), await there.bearer(partner.member), there);
    for (const [version, title] of ["First", "Second", "Third"].entries()) {
      if (version > 0) await rename(id, title, version);
      for (const subscriber of [here, elsewhere])
        expect(await subscriber.next()).toEqual({ data: { needChanged: { title, version: version + 1 } } });
    }
    for (const subscriber of [here, elsewhere]) subscriber.leave();
    await until(() => live.test.service.live.size === 0 && there.test.service.live.size === 0);
  });

  it("one that is not to be seen any more is told as null, and that is the end", async () => {
    const id = await newNeed(live.test, partner, { publish: false, skills: [] });
    entitle = async (principal) => principal;
    const insider = await subscribe(changesOf(id), await live.bearer(people.admin));
    expect((await insider.next()).data.needChanged.version).toBe(1);
    // From now on the administrator is an analyst, who sees no drafts; the token is the same.
    entitle = async (principal) =>
      principal.kind === "user" ? { ...principal, role: "ANALYST" } : principal;
    await rename(id, "Secret", 1);
    expect(await insider.next()).toEqual({ data: { needChanged: null } });
    expect(await insider.ended()).toBe("complete");
    insider.leave();
    expect(live.test.service.live.size).toBe(0);
  });

  it("a token whose key was taken back ends it at the next event", async () => {
    moveOnlyTheDate();
    const id = await newDraft();
    const bearer = async () => ({ authorization: `Bearer ${await issuer.sign(partner.member)}` });
    const subscriber = await subscribe(changesOf(id), await bearer());
    await subscriber.next();
    const key = issuer.current;
    await issuer.rotate();
    issuer.takeBack(key);
    ahead += 6000;
    pass(ahead);
    // Somebody with a new key makes the keys be renewed.
    const newer = await subscribe(changesOf(id), await bearer());
    expect((await newer.next()).data.needChanged.version).toBe(1);
    await rename(id, "For those who may", 1);
    expect((await newer.next()).data.needChanged.title).toBe("For those who may");
    expect((await subscriber.next()).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    await subscriber.ended();
    expect(JSON.stringify(subscriber.results)).not.toContain("For those who may");
    newer.leave();
  });

  it("a fault while an event is answered ends it, without internals", async () => {
    const id = await newDraft();
    const subscriber = await subscribe(changesOf(id), await live.bearer(partner.member));
    await subscriber.next();
    entitle = async () => {
      throw new Error("the secret of the house");
    };
    live.test.service.live.publish("need", []);
    const { errors } = await subscriber.next();
    expect(errors).toMatchObject([
      { message: "Something went wrong on our side.", extensions: { code: "INTERNAL_SERVER_ERROR" } },
    ]);
    await subscriber.ended();
    subscriber.leave();
  });
});

describe("a token that expires", () => {
  it("closes the socket so that clients come back with another, and ends a stream with a word", async () => {
    const id = await newDraft();
    const socket = await SocketClient.connect(
      `${live.origin}/graphql`,
      await live.bearer(partner.member, "-56s"),
    );
    const operation = socket.operate(changesOf(id));
    const stream = await StreamClient.ask(
      live.origin,
      { query: changesOf(id) },
      await live.bearer(partner.member, "-56s"),
    );
    expect((await operation.next()).data.needChanged.version).toBe(1);
    expect((await stream.next()).data.needChanged.version).toBe(1);
    expect(await socket.closing()).toEqual({ code: 4403, reason: "The token has expired. Get a new one." });
    expect(await stream.next()).toEqual({
      errors: [{ message: "The token has expired. Get a new one.", extensions: { code: "UNAUTHENTICATED" } }],
    });
    expect(await stream.ended()).toBe("complete");
    await until(() => live.test.service.live.size === 0);
  });
});

describe("who leaves", () => {
  it("is forgotten: by completing, closing, vanishing, or leaving before it began", async () => {
    const ids = await Promise.all([1, 2, 3].map(() => newDraft()));
    const own = await live.bearer(partner.member);
    const socket = await SocketClient.connect(`${live.origin}/graphql`, own);
    const operations = ids.map((id) => socket.operate(changesOf(id)));
    for (const operation of operations) await operation.next();
    expect(live.test.service.live.size).toBe(3);
    socket.complete(operations[0]!.id);
    await until(() => live.test.service.live.size === 2);
    socket.socket.terminate();
    await until(() => live.test.service.live.size === 0);

    const hasty = await SocketClient.connect(`${live.origin}/graphql`, own);
    for (const id of ids) hasty.complete(hasty.operate(changesOf(id)).id);
    expect(await hasty.operate("{ me { role } }").next()).toEqual({ data: { me: { role: "PARTNER" } } });
    for (const id of ids) hasty.operate(changesOf(id));
    hasty.socket.terminate();
    const stream = await StreamClient.ask(live.origin, { query: changesOf(ids[0]!) }, own);
    stream.leave();
    await delay(300);
    await until(() => live.test.service.live.size === 0);
  });

  it("holds no place: the connections are counted down", async () => {
    const open = async () =>
      Number(/^skillbridge_live_connections (\d+)$/m.exec(await live.test.service.metrics.text())?.[1]);
    for (let tries = 0; tries < 200 && (await open()) > 0; tries++) await delay(20);
    expect(await open()).toBe(0);
    const socket = await SocketClient.connect(`${live.origin}/graphql`);
    expect(await open()).toBe(1);
    const stream = await StreamClient.ask(
      live.origin,
      { query: changesOf(await newDraft()) },
      await live.bearer(partner.member),
    );
    await stream.next();
    expect(await open()).toBe(2);
    socket.close();
    stream.leave();
    for (let tries = 0; tries < 200 && (await open()) > 0; tries++) await delay(20);
    expect(await open()).toBe(0);
  });
});

it("changes that come while one is answered are one more answer, not a queue", async () => {
  const id = await newDraft();
  const socket = await SocketClient.connect(`${live.origin}/graphql`, await live.bearer(partner.member));
  const operation = socket.operate(changesOf(id));
  await operation.next();
  let let_go = () => {};
  const held = new Promise<void>((resolve) => {
    let_go = resolve;
  });
  entitle = async (principal) => {
    await held;
    return principal;
  };
  for (let i = 0; i < 1000; i++) live.test.service.live.publish("need", [id].slice(0, 0));
  await delay(50);
  let_go();
  entitle = async (principal) => principal;
  await archive(id, 1);
  await delay(300);
  // The one that was held, one for all that came meanwhile, and perhaps one for the last change.
  expect(operation.results.length).toBeLessThanOrEqual(4);
  expect(operation.results.at(-1)!.data.needChanged.version).toBe(2);
  socket.close();
});

it("something that hundreds have subscribed to is told to all of them, even where little is done at a time", async () => {
  const busy = await startLiveService({ OPERATIONS_AT_ONCE: "1" }, undefined, {
    url: live.test.url,
    drop: async () => {},
  });
  const id = await newDraft("Popular");
  const own = await busy.bearer(partner.member);
  const sockets = await Promise.all(
    Array.from({ length: 6 }, () => SocketClient.connect(`${busy.origin}/graphql`, own)),
  );
  const operations = sockets.flatMap((socket) =>
    Array.from({ length: 50 }, () => socket.operate(changesOf(id))),
  );
  for (const operation of operations) expect((await operation.next()).data?.needChanged.version).toBe(1);
  await rename(id, "More popular", 1);
  for (const operation of operations)
    expect((await operation.next()).data?.needChanged.title).toBe("More popular");
  await busy.stop();
});
