import type { User } from "../../src/platform/auth/principal.js";
import { newCandidate, newMeeting } from "../connections/introduced.js";
import { type LiveService, startLiveService } from "../live/live-service.js";
import { eventually } from "../support/eventually.js";
import { type Received, SocketClient, StreamClient, until } from "../support/live-clients.js";
import { newNeed } from "../support/people.js";
import { alertsOf, newAlert } from "./alerted.js";

let live: LiveService;
let there: LiveService;

beforeAll(async () => {
  live = await startLiveService();
  there = await startLiveService({}, undefined, { url: live.test.url, drop: async () => {} });
  // The other replica runs the jobs: it has to learn of each change before it looks for what that brings.
  await there.test.service.jobs.start();
});
afterAll(async () => {
  await there.stop();
  await live.stop();
});

const receiving = (of: { alertId?: string; after?: string } = {}) => {
  const given = Object.entries(of).map(([name, id]) => `${name}: "${id}"`);
  const args = given.length > 0 ? `(${given.join(", ")})` : "";
  return `subscription { matchFound${args} { id alertId score match { need { id } worker { id } } } }`;
};

const foundIn = ({ results }: Received): { id: string; alertId: string; match: { need: { id: string } } }[] =>
  results.flatMap(({ data }) => data?.matchFound ?? []);
const oldestFirst = async (user: User) =>
  (await alertsOf(live.test, user)).flatMap(({ matches }) => matches.nodes.map(({ id }) => id)).reverse();

/** Waits until somebody's alerts have found so many. */
const found = (user: User, count: number) =>
  eventually(async () => expect(await oldestFirst(user)).toHaveLength(count), 10);

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
  it("what alerts find comes by itself, once each, here and in the replica that found it", async () => {
    const { worker, partner, skillId, needId, people, staff } = await newMeeting(live.test);
    const alertId = await newAlert(live.test, partner.member);
    const own = await newAlert(live.test, worker.self);
    await found(partner.member, 1);
    await found(worker.self, 1);
    const subscribers = [
      await subscribe(partner.member, receiving()),
      await subscribe(partner.member, receiving({ alertId }), there),
      await subscribe(worker.self, receiving({ alertId: own })),
    ];
    // What was found before is not told.
    for (const one of subscribers) expect(await one.next()).toEqual({ data: { matchFound: [] } });
    const skills = [{ skillId, proficiency: "PROFICIENT" }];
    const needs = [];
    for (let count = 0; count < 3; count++) needs.push(await newNeed(live.test, partner, { skills }));
    const another = await newCandidate(live.test, people, staff, skillId);
    // Three needs for the first worker, four for the other one.
    for (const one of subscribers.slice(0, 2)) {
      await until(() => foundIn(one).length >= 7);
      expect(foundIn(one).map(({ id }) => id)).toHaveLength(7);
      expect(new Set(foundIn(one).map(({ id }) => id)).size).toBe(7);
    }
    await until(() => foundIn(subscribers[2]!).length >= 3);
    const told = foundIn(subscribers[2]!).map(({ match }) => match.need.id);
    expect(told.sort()).toEqual(needs.sort());
    expect(JSON.stringify(subscribers[2]!.results)).not.toContain(another.id);
    expect(foundIn(subscribers[0]!).some(({ match }) => match.need.id === needId)).toBe(true);
    for (const one of subscribers) one.leave();
    await until(() => live.test.service.live.size === 0 && there.test.service.live.size === 0);
  });

  it("who comes back gets what they missed", async () => {
    const { worker, partner, skillId } = await newMeeting(live.test);
    await newAlert(live.test, worker.self);
    const skills = [{ skillId, proficiency: "PROFICIENT" }];
    await found(worker.self, 1);
    await newNeed(live.test, partner, { skills });
    await newNeed(live.test, partner, { skills });
    await found(worker.self, 3);
    const [first, ...missed] = await oldestFirst(worker.self);
    const subscriber = await subscribe(worker.self, receiving({ after: first! }));
    await until(() => foundIn(subscriber).length >= 2);
    expect(foundIn(subscriber).map(({ id }) => id)).toEqual(missed);
    subscriber.leave();
  });
});
