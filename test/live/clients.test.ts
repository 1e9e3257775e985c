import { createClient as createStreamClient } from "graphql-sse";
import { createClient as createSocketClient } from "graphql-ws";
import WebSocket from "ws";
import { until } from "../support/live-clients.js";
import { must, newConsortium, newNeed, newPartner, type Organisation } from "../support/people.js";
import { type LiveService, startLiveService } from "./live-service.js";

let live: LiveService;
let partner: Organisation;
let id: string;
beforeAll(async () => {
  live = await startLiveService();
  partner = await newPartner(live.test, await newConsortium(live.test));
  id = await newNeed(live.test, partner, { publish: false, skills: [], title: "First" });
});
afterAll(() => live.stop());

const query = () => `subscription { needChanged(id: "${id}") { title } }`;
const titles = (results: readonly unknown[]) =>
  results.map(
    (result) => (result as { data: { needChanged: { title: string } | null } }).data.needChanged?.title,
  );

describe("the usual clients", () => {
  it("subscribe over WebSocket, and come back with a new token when theirs has expired", async () => {
    const lifetimes = ["-56s", "1h"];
    const results: unknown[] = [];
    const client = createSocketClient({
      url: `${live.origin.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryWait: async () => {},
      connectionParams: async () => live.bearer(partner.member, lifetimes.shift()),
    });
    let failure: unknown;
    client.subscribe(
      { query: query() },
      {
        next: (result) => results.push(result),
        error: (error) => {
          failure = error;
        },
        complete: () => {},
      },
    );
    // Once before the token expired, and once after.
    await until(() => results.length === 2 || failure !== undefined);
    expect(failure).toBeUndefined();
    expect(titles(results)).toEqual(["First", "First"]);
    expect(lifetimes).toEqual([]);
    await client.dispose();
  });

  it("do not try a wrong token over and over", async () => {
    let tried = 0;
    const client = createSocketClient({
      url: `${live.origin.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      retryWait: async () => {},
      connectionParams: () => {
        tried += 1;
        return { authorization: "Bearer wrong" };
      },
    });
    const failure = new Promise((resolve) => {
      client.subscribe({ query: query() }, { next: () => {}, error: resolve, complete: () => {} });
    });
    expect(await failure).toMatchObject({ code: 4401, reason: "The token is not valid for this service." });
    expect(tried).toBe(1);
    await client.dispose();
  });

  it("subscribe by server-sent events", async () => {
    const results: unknown[] = [];
    const headers = await live.bearer(partner.member);
    const client = createStreamClient({ url: `${live.origin}/graphql/stream`, headers });
    const leave = client.subscribe(
      { query: query() },
      { next: (result) => results.push(result), error: () => {}, complete: () => {} },
    );
    await until(() => results.length === 1);
    await must(
      live.test,
      "updateNeed",
      "need { id }",
      { id, title: "Second", expectedVersion: 1 },
      partner.member,
    );
    await until(() => results.length === 2);
    expect(titles(results)).toEqual(["First", "Second"]);
    leave();
    client.dispose();
    await until(() => live.test.service.live.size === 0);
  });
});
