import { LIMITS } from "../../src/platform/graphql/limits/limits.js";
import type { Attack } from "../limits/attack.js";
import { documentAttacks } from "../limits/document-attacks.js";
import { valueAttacks } from "../limits/value-attacks.js";
import { type Payload, type Received, SocketClient, StreamClient } from "../support/live-clients.js";
import { type LiveService, startLiveService } from "./live-service.js";

let live: LiveService;
let socket: SocketClient;

beforeAll(async () => {
  live = await startLiveService();
  socket = await SocketClient.connect(`${live.origin}/graphql`);
});
afterAll(() => live.stop());

interface Asked {
  readonly query: string;
  readonly variables?: object;
}
const bodyOf = ({ init }: Attack): Asked => JSON.parse(String(init.body));

/** What a message itself cannot be, whatever is in it. */
const isMessage = ({ status, init }: Attack) => status !== 413 && bodyOf({ init } as Attack).query !== "";
const attacks = [...documentAttacks, ...valueAttacks].filter(isMessage);

function expectRefused({ code, says = "" }: Attack, { errors }: Payload): void {
  expect(errors?.[0]?.extensions.code ?? null).toBe(code);
  expect(errors?.[0]?.message ?? "").toContain(says);
  expect(errors?.length ?? 0).toBeLessThanOrEqual(LIMITS.errors + 1);
  expect(JSON.stringify(errors ?? [])).not.toMatch(/Did you mean|stacktrace|"http"/);
}

const overSocket = async ({ query, variables }: Asked): Promise<Received> => socket.operate(query, variables);
const overStream = (asked: Asked): Promise<Received> => StreamClient.ask(live.origin, asked);

it("there are attacks", () => expect(attacks.length).toBeGreaterThan(60));

describe.each([
  ["WebSocket", overSocket],
  ["server-sent events", overStream],
])("over %s", (_, operate) => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))(
    "%s is answered as over HTTP",
    async (_, attack) => {
      expectRefused(attack, await (await operate(bodyOf(attack))).next());
    },
  );

  it("the next one is answered as usual", async () => {
    const operation = await operate({ query: "{ me { role } }" });
    expect(await operation.next()).toEqual({ data: { me: { role: "ANONYMOUS" } } });
    expect(operation.costs).toEqual([{ requested: 10, actual: 1, remaining: expect.any(Number) }]);
  });
});
