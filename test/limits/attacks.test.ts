import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import { bearer, type HttpTest, startHttpTest } from "../support/http.js";
import { newConsortium } from "../support/people.js";
import { type Attack, asks } from "./attack.js";
import { documentAttacks } from "./document-attacks.js";
import { protocolAttacks } from "./protocol-attacks.js";
import { valueAttacks } from "./value-attacks.js";

const REPETITIONS = 3;
/** An attack may take so many times as long as a normal request, or so many milliseconds on a machine that has much to do. */
const TIMES_NORMAL = 20;
const LEAST_BOUND_MS = 50;
/** What the heap may grow by while every attack is made a few times more. */
const GROWTH_BYTES = 8 * 2 ** 20;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

interface Seen {
  readonly attack: Attack;
  readonly status: number;
  readonly code: string;
  /** The fastest, in milliseconds: what always takes long is no chance of a busy machine. */
  readonly taken: number;
  readonly grown: number;
}

let http: HttpTest;
const seen: Seen[] = [];
const normals: number[] = [];
/** What the heap holds after the attack before. */
let held = 0;

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const heap = () => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const begin = performance.now();
  const result = await work();
  return [result, performance.now() - begin];
}

/** Between attacks, too, so that a busy machine is as busy for both. */
async function askNormally(): Promise<void> {
  const ask = () => http.ask("{ needs(first: 5) { nodes { title partner { name } } } }");
  normals.push((await timed(ask))[1]);
}

beforeAll(async () => {
  http = await startHttpTest();
  for (let i = 0; i < 40; i++) await askNormally();
  normals.splice(0, 20);
  held = heap();
});
afterAll(async () => {
  print();
  await http.stop();
});

/** A table of what came of each attack, for whoever runs the file by itself. */
function print(): void {
  const normal = median(normals);
  const rows = seen.map(
    ({ attack, status, code, taken, grown }) =>
      `| ${attack.name} | ${status} | ${code} | ${(taken / normal).toFixed(1)}x | ${(grown / 1024).toFixed(0)} kB |`,
  );
  process.stderr.write(
    `A normal request: ${normal.toFixed(2)} ms\n\n| attack | status | code | time | memory |\n|---|---|---|---:|---:|\n${rows.join("\n")}\n`,
  );
}

async function replay(attack: Attack): Promise<Seen> {
  const answers: Awaited<ReturnType<HttpTest["send"]>>[] = [];
  const taken: number[] = [];
  const before = held;
  for (let i = 0; i < REPETITIONS; i++) {
    const [answer, milliseconds] = await timed(() => http.send(attack.init, attack.search));
    answers.push(answer);
    taken.push(milliseconds);
  }
  await askNormally();
  held = heap();
  const grown = held - before;
  const [{ status, body }] = answers as [(typeof answers)[0]];
  const code = body.errors?.[0]?.extensions?.code ?? "-";
  const result = { attack, status, code, taken: Math.min(...taken), grown };
  seen.push(result);
  for (const answer of answers) expectAnswer(attack, answer);
  return result;
}

function expectAnswer(
  attack: Attack,
  { status, body, headers }: Awaited<ReturnType<HttpTest["send"]>>,
): void {
  const errors: { message: string; extensions: { code: string } }[] = body.errors ?? [];
  expect({
    status,
    codes: errors.slice(0, 1).map(({ extensions }) => extensions.code),
    errors: errors.slice(0, 1),
  }).toMatchObject({
    status: attack.status,
    codes: attack.code === null ? [] : [attack.code],
  });
  if (attack.says) expect(errors[0]!.message).toContain(attack.says);
  // Five faults, and that there are more.
  expect(errors.length).toBeLessThanOrEqual(6);
  const text = JSON.stringify(body);
  expect(text).not.toMatch(/Did you mean|stacktrace|node_modules|src\//);
  expect(text.length).toBeLessThan(20_000);
  expect(headers.get("content-type")).toMatch(/^application\/(json|graphql-response\+json)/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
}

const withinBounds = ({ taken }: Seen) =>
  expect(taken).toBeLessThanOrEqual(Math.max(LEAST_BOUND_MS, TIMES_NORMAL * median(normals)));

describe("is answered at once, and as it should be:", () => {
  it.each(
    [...documentAttacks, ...valueAttacks, ...protocolAttacks].map((attack) => [attack.name, attack] as const),
  )("%s", async (_, attack) => withinBounds(await replay(attack)));
});

describe("a token is refused at once:", () => {
  const SUBJECT = { role: "ADMIN", consortiumId: "018f0000-0000-7000-8000-000000000000" };
  const refused = { status: 401, code: "UNAUTHENTICATED" };
  const withToken = (name: string, token: string): Attack => {
    const attack = asks(name, "{ me { role } }", refused);
    return {
      ...attack,
      init: { ...attack.init, headers: { "content-type": "application/json", ...bearer(token) } },
    };
  };
  const payload = (claims: object) => Buffer.from(JSON.stringify(claims)).toString("base64url");
  const soon = () => Math.floor(Date.now() / 1000) + 600;
  const ours = { ...SUBJECT, sub: "x", iss: "urn:x-skillbridge:development", aud: "skillbridge" };

  it("without a signature, expired, for somebody else, signed by somebody else, or nonsense", async () => {
    const { admin } = await newConsortium(http.test);
    const good = await http.issuer.sign(admin);
    const { privateKey } = await generateKeyPair("ES256");
    const foreign = await new SignJWT(ours)
      .setProtectedHeader({ alg: "ES256" })
      .setExpirationTime("1h")
      .sign(privateKey);
    const [header, , signature] = good.split(".");
    const tokens: [string, string][] = [
      ["alg: none", `${payload({ alg: "none", typ: "JWT" })}.${payload({ ...ours, exp: soon() })}.`],
      ["alg: HS256 by the public key", await hmacToken()],
      ["expired", await http.issuer.sign(admin, "-2h")],
      ["other claims under a good signature", `${header}.${payload({ ...ours, exp: soon() })}.${signature}`],
      ["signed by somebody else", foreign],
      ["wrong audience", await wrongAudience()],
      ["nonsense", "nonsense"],
      ["a long one", "x".repeat(12_000)],
    ];
    for (const [name, token] of tokens) withinBounds(await replay(withToken(name, token)));
    const { body } = await http.ask("{ me { role } }", undefined, bearer(good));
    expect(body.data).toEqual({ me: { role: "ADMIN" } });
  });

  const ownKey = () => (http.issuer as unknown as { privateKey: JWK }).privateKey;

  /** A token for another service, by the issuer's own key. */
  const wrongAudience = async (): Promise<string> =>
    await new SignJWT({ ...ours, aud: "another-service" })
      .setProtectedHeader({ alg: "ES256" })
      .setExpirationTime("1h")
      .sign(await importJWK(ownKey(), "ES256"));

  const hmacToken = async (): Promise<string> => {
    const { x, y } = ownKey();
    const secret = Buffer.from(`${x}${y}`);
    return await new SignJWT(ours).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h").sign(secret);
  };
});

describe("memory", () => {
  it("stays flat while every attack goes on", async () => {
    const attacks = [...documentAttacks, ...valueAttacks, ...protocolAttacks];
    const round = async () => {
      for (const { init, search } of attacks) await http.send(init, search);
    };
    await round();
    const before = heap();
    for (let i = 0; i < 2; i++) await round();
    expect(heap() - before).toBeLessThan(GROWTH_BYTES);
  });
});
