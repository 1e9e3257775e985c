import { type Received, SocketClient, StreamClient } from "../support/live-clients.js";
import { newConsortium, newNeed, newPartner } from "../support/people.js";
import { type LiveService, startLiveService } from "./live-service.js";

let live: LiveService;
beforeAll(async () => {
  live = await startLiveService({
    BUDGET_POINTS_PER_MINUTE: "300",
    BUDGET_POINTS_PER_MINUTE_ANONYMOUS: "300",
    TRUST_PROXY: "127.0.0.1",
  });
});
afterAll(() => live.stop());

const ME = "{ me { role } }";
const spend = async (operate: (query: string) => Promise<Received>): Promise<unknown> => {
  for (let i = 0; i < 40; i++) {
    const { errors } = await (await operate(ME)).next();
    if (errors) return errors[0]!.extensions.code;
  }
  return "never";
};

describe("a budget", () => {
  it("is that of the network behind the trusted proxy, whatever the transport", async () => {
    const from = (address: string) => ({ "x-forwarded-for": address });
    const socket = await SocketClient.connect(`${live.origin}/graphql`, {}, { headers: from("203.0.113.7") });
    expect(await spend(async (query) => socket.operate(query))).toBe("RATE_LIMITED");
    const stream = await StreamClient.ask(live.origin, { query: ME }, from("203.0.113.7"));
    expect([stream.status, stream.body?.errors?.[0]?.extensions.code]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(stream.headers.get("retry-after"))).toBeGreaterThan(0);
    const neighbour = await StreamClient.ask(live.origin, { query: ME }, from("198.51.100.7"));
    expect((await neighbour.next()).errors).toBeUndefined();
    expect(await spend((query) => StreamClient.ask(live.origin, { query }, from("198.51.100.8")))).toBe(
      "RATE_LIMITED",
    );
  });

  it("pays for the events of a subscription too, and ends it when it is spent", async () => {
    const partner = await newPartner(live.test, await newConsortium(live.test));
    const id = await newNeed(live.test, partner, { publish: false, skills: [] });
    const client = await SocketClient.connect(`${live.origin}/graphql`, await live.bearer(partner.member));
    const operation = client.operate(`subscription { needChanged(id: "${id}") { version } }`);
    let last = await operation.next();
    for (let i = 0; i < 40 && !last.errors; i++) {
      expect(last.data.needChanged.version).toBe(1);
      live.test.service.live.publish("need", []);
      last = await operation.next();
    }
    expect(last.errors).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
    expect(await operation.ended()).toBe("complete");
    client.close();
  });
});
