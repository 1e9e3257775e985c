import { type Received, SocketClient, StreamClient, until } from "../support/live-clients.js";
import {
  newConsortium,
  newNeed,
  newPartner,
  newSkill,
  type Organisation,
  type People,
} from "../support/people.js";
import { type LiveService, startLiveService } from "./live-service.js";

let live: LiveService;
let people: People;
let partner: Organisation;
let open: string;
let draft: string;

beforeAll(async () => {
  live = await startLiveService();
  people = await newConsortium(live.test);
  partner = await newPartner(live.test, people);
  const skillId = await newSkill(live.test, "being told");
  open = await newNeed(live.test, partner, { title: "Open", skills: [{ skillId, proficiency: "NOVICE" }] });
  draft = await newNeed(live.test, partner, { title: "Draft", publish: false, skills: [] });
});
afterAll(() => live.stop());

type Headers = Record<string, string>;
interface Transport {
  /** Begins an operation; headers are the caller's. */
  operate(query: string, headers?: Headers): Promise<Received>;
  /** With what a caller is turned away whose token is not valid. */
  refusal(headers: Headers): Promise<string>;
}

const transports: [string, Transport][] = [
  [
    "WebSocket, with the token in connection_init",
    {
      operate: async (query, payload) =>
        (await SocketClient.connect(`${live.origin}/graphql`, payload)).operate(query),
      refusal: async (payload) => {
        const { code, reason } = await (
          await SocketClient.connect(`${live.origin}/graphql`, payload)
        ).closing();
        return `${code} ${reason}`;
      },
    },
  ],
  [
    "WebSocket, with the token in a header",
    {
      operate: async (query, headers) =>
        (await SocketClient.connect(`${live.origin}/graphql`, {}, { headers })).operate(query),
      refusal: async (headers) => {
        const client = await SocketClient.connect(`${live.origin}/graphql`, {}, { headers });
        const { code, reason } = await client.closing();
        return `${code} ${reason}`;
      },
    },
  ],
  [
    "server-sent events",
    {
      operate: async (query, headers) => await StreamClient.ask(live.origin, { query }, headers),
      refusal: async (headers) => {
        const {
          status,
          headers: sent,
          body,
        } = await StreamClient.ask(live.origin, { query: "{ me { role } }" }, headers);
        expect(sent.get("www-authenticate")).toBe("Bearer");
        expect(body?.errors?.[0]?.extensions).toEqual({ code: "UNAUTHENTICATED" });
        return `${status} ${body?.errors?.[0]?.message}`;
      },
    },
  ],
];

const changesOf = (id: string) => `subscription { needChanged(id: "${id}") { title status } }`;
const OPEN = { data: { needChanged: { title: "Open", status: "OPEN" } } };
const GONE = { data: { needChanged: null } };

describe.each(transports)("over %s", (_, { operate, refusal }) => {
  it("what is public needs no token", async () => {
    const me = await operate("{ me { role } }");
    expect(await me.next()).toEqual({ data: { me: { role: "ANONYMOUS" } } });
    expect(await me.ended()).toBe("complete");
    expect(await (await operate(changesOf(open))).next()).toEqual(OPEN);
  });

  it("a token says who asks", async () => {
    const me = await operate("{ me { role } }", await live.bearer(people.admin));
    expect(await me.next()).toEqual({ data: { me: { role: "ADMIN" } } });
  });

  it("mutations are answered, under the rights of whoever asks", async () => {
    const rename = `mutation { updatePartner(input: { id: "${partner.id}", expectedVersion: 99, name: "x" }) { userErrors { code } } }`;
    const own = await operate(rename, await live.bearer(partner.member));
    expect(await own.next()).toEqual({ data: { updatePartner: { userErrors: [{ code: "CONFLICT" }] } } });
    const anonymous = await (await operate(rename)).next();
    expect(anonymous.errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(anonymous.errors![0]!.extensions).not.toHaveProperty("http");
  });

  it("a draft is shown to its partner, and to others as if it did not exist", async () => {
    const own = await operate(changesOf(draft), await live.bearer(partner.member));
    expect((await own.next()).data.needChanged).toEqual({ title: "Draft", status: "DRAFT" });
    const absent = draft.replace(/.{4}$/, "0000");
    const stranger = await live.bearer((await newPartner(live.test, people)).member);
    for (const id of [draft, absent])
      for (const headers of [{}, stranger]) {
        const other = await operate(changesOf(id), headers as Headers);
        expect(await other.next()).toEqual(GONE);
        expect(await other.ended()).toBe("complete");
        expect(other.results).toHaveLength(1);
      }
  });

  it("a token that has expired, is forged or nonsense is refused, not taken for none", async () => {
    expect(await refusal(await live.bearer(people.admin, "-2h"))).toMatch(/^40?1 |^4401 /);
    const { authorization } = await live.bearer(people.admin);
    for (const wrong of [`${authorization.slice(0, -4)}AAAA`, "Bearer nonsense", "nonsense"])
      expect(await refusal({ authorization: wrong })).toMatch(/^(401|4401) The (token|Authorization)/);
  });

  it("ends when the token expires", async () => {
    // It expired 56 s ago, which is accepted for 4 s more, as clocks differ.
    const changes = await operate(changesOf(open), await live.bearer(people.admin, "-56s"));
    expect(await changes.next()).toEqual(OPEN);
    expect(["complete", "cut"]).toContain(await changes.ended());
  });

  it("what is wrong with a request is said as over HTTP", async () => {
    for (const [query, code] of [
      ["{ partnerz { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED"],
      ["{ me { role }", "GRAPHQL_PARSE_FAILED"],
      [`{ ${"a: me { role } ".repeat(30)} }`, "LIMIT_EXCEEDED"],
      [
        `{ needs { nodes { partner ${"{ goals { partner ".repeat(6)} { name } ${"} }".repeat(6)} } } }`,
        "LIMIT_EXCEEDED",
      ],
      [`{ ${"me { role } ".repeat(700)} }`, "LIMIT_EXCEEDED"],
      ["query A { me { role } } query B { me { role } }", "LIMIT_EXCEEDED"],
      ["fragment F on Viewer { role }", "GRAPHQL_VALIDATION_FAILED"],
      [changesOf("nonsense"), "BAD_USER_INPUT"],
      [
        `subscription { a: needChanged(id: "${open}") { id } b: needChanged(id: "${open}") { id } }`,
        "GRAPHQL_VALIDATION_FAILED",
      ],
    ]) {
      const received = await operate(query!);
      const { errors } =
        received instanceof StreamClient && received.body ? received.body : await received.next();
      expect(errors!.map(({ extensions }) => extensions.code)).toEqual(errors!.map(() => code));
      expect(JSON.stringify(errors)).not.toContain("Did you mean");
    }
  });

  it("a fault of ours shows no internals", async () => {
    await live.test.service.dataSource.query("alter table partner rename to partner_away");
    try {
      const { errors } = await (await operate("{ partners { nodes { id } } }")).next();
      expect(errors).toEqual([
        {
          message: "Something went wrong on our side.",
          locations: [{ line: 1, column: 3 }],
          path: ["partners"],
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        },
      ]);
    } finally {
      await live.test.service.dataSource.query("alter table partner_away rename to partner");
    }
  });
});

it("leaves nothing behind when all have left", async () => {
  await live.http.app.close();
  await until(() => live.test.service.live.size === 0);
});
