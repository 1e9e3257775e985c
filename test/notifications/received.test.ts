import { setTimeout as delay } from "node:timers/promises";
import type { User } from "../../src/platform/auth/principal.js";
import { type LiveService, startLiveService } from "../live/live-service.js";
import { type Received, SocketClient, StreamClient, until } from "../support/live-clients.js";
import { newConsortium, newLibrary, newWorker, type People } from "../support/people.js";
import { aMessageTo, happen, notificationsOf } from "./notified.js";

let live: LiveService;
let there: LiveService;
let people: People;
let libraryId: string;

beforeAll(async () => {
  live = await startLiveService();
  there = await startLiveService({}, undefined, { url: live.test.url, drop: async () => {} });
  people = await newConsortium(live.test);
  ({ libraryId } = await newLibrary(live.test, people));
});
afterAll(async () => {
  await there.stop();
  await live.stop();
});

const aWorker = async () => (await newWorker(live.test, people, libraryId)).self;
const messages = (user: User, count: number) => Array.from({ length: count }, () => aMessageTo(user));
const oldestFirst = async (user: User) =>
  (await notificationsOf(live.test, user)).map(({ id }) => id).reverse();
const receiving = (after?: string) =>
  `subscription { notificationReceived${after ? `(after: "${after}")` : ""} { id kind } }`;

/** What was received of notifications so far, in order. */
const idsIn = ({ results }: Received): string[] =>
  results.flatMap(({ data }) => (data?.notificationReceived ?? []).map(({ id }: { id: string }) => id));

type Subscribe = (user: User, query: string, at?: LiveService) => Promise<Received & { leave(): void }>;

const overSocket: Subscribe = async (user, query, at = live) => {
  const client = await SocketClient.connect(`${at.origin}/graphql`, await at.bearer(user));
  return Object.assign(client.operate(query), { leave: () => client.close() });
};
const overStream: Subscribe = async (user, query, at = live) =>
  await StreamClient.ask(at.origin, { query }, await at.bearer(user));

describe.each<[string, Subscribe]>([
  ["WebSocket", overSocket],
  ["server-sent events", overStream],
])("over %s", (_, subscribe) => {
  it("notifications come once each and in order, here and in other replicas, however many come at once", async () => {
    const user = await aWorker();
    const other = await aWorker();
    await happen(live.test, ...messages(user, 2));
    const subscribers = [
      await subscribe(user, receiving()),
      await subscribe(user, receiving(), there),
      await subscribe(other, receiving()),
    ];
    // What was there before is not told.
    for (const one of subscribers) expect(await one.next()).toEqual({ data: { notificationReceived: [] } });
    await happen(live.test, ...messages(user, 3));
    await Promise.all([1, 2, 3, 4].map(() => happen(live.test, ...messages(user, 2)).catch(() => {})));
    await happen(live.test, ...messages(user, 1));
    const expected = (await oldestFirst(user)).slice(2);
    expect(expected).toHaveLength(12);
    for (const one of subscribers.slice(0, 2)) {
      await until(() => idsIn(one).length >= expected.length);
      expect(idsIn(one)).toEqual(expected);
    }
    expect(idsIn(subscribers[2]!)).toEqual([]);
    for (const one of subscribers) one.leave();
    await until(() => live.test.service.live.size === 0 && there.test.service.live.size === 0);
  });

  it("who comes back gets what they missed, more than fits one list, and then what comes", async () => {
    const user = await aWorker();
    await happen(live.test, ...messages(user, 90));
    const [first] = await oldestFirst(user);
    const subscriber = await subscribe(user, receiving(first));
    await until(() => idsIn(subscriber).length >= 89);
    await happen(live.test, aMessageTo(user));
    await until(() => idsIn(subscriber).length >= 90);
    await delay(100);
    expect(idsIn(subscriber)).toEqual((await oldestFirst(user)).slice(1));
    subscriber.leave();
  });

  it("whose role is not notified is told so", async () => {
    const subscriber = await subscribe(people.analyst, receiving());
    await until(() => subscriber.results.length > 0);
    expect(subscriber.results[0]!.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    subscriber.leave();
  });
});
