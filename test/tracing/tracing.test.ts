import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { newSetting } from "../matching/match-world.js";
import { importsOf, type Sources } from "../support/import-rules.js";
import { SocketClient, StreamClient, until } from "../support/live-clients.js";
import { newConsortium, newNeed, newSkill, newWorker, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { type ReceivedSpan, TraceReceiver } from "../support/trace-receiver.js";
import { EXECUTORS, startTracedService, type TracedService } from "./traced-service.js";

/** What stands in the world for everything that must not be in a trace. */
const CANARY = "canaryziska";
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
const TRACEPARENT = `00-${TRACE}-${PARENT}-01`;

const NEEDS = `query Needs($first: Int!, $search: String) { needs(first: $first, filter: { search: $search }) { nodes {
  id title partner { name } matches(first: 3) { nodes { worker { name email skills(first: 2) { nodes { skill { preferredLabel } } } } } } } } }`;

const root = join(__dirname, "..", "..");
const sources: Sources = new Map(
  readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => [`src/${path}`, readFileSync(join(root, "src", path), "utf8")]),
);

let test: TestService;
let world: Awaited<ReturnType<typeof buildWorld>>;

beforeAll(async () => {
  test = await startTestService();
  world = await buildWorld();
});
afterAll(() => test?.stop());

async function buildWorld() {
  const people = await newConsortium(test);
  const setting = await newSetting(test, people);
  const skillId = await newSkill(test, "Oral history");
  const worker = await newWorker(test, people, setting.staff.libraryId, {
    name: `Ada ${CANARY}`,
    email: `${CANARY}@library.example`,
    skills: [{ skillId, proficiency: "ADVANCED_BEGINNER" }],
    goals: [{ skillId, target: "EXPERT", priority: 3 }],
  });
  const needId = await newNeed(test, setting.partner, {
    title: `Help ${CANARY}`,
    skills: [{ skillId, proficiency: "COMPETENT" }],
  });
  return { ...setting, worker, needId, skillId, manager: setting.staff.manager };
}

const isServer = ({ kind }: ReceivedSpan) => kind === 2;
const isNamed = (name: string) => (span: ReceivedSpan) => span.name === name;

/** Statements whose text depends on their conditions have a digest of it in their name. */
const plainName = (name: string) => name.replace(/\.[0-9a-f]{12}$/, "");

/** What is executed for a query: with looking ahead, skills come with the workers, and partners with the needs. */
const STATEMENTS = {
  compiled: ["match workers", "needs.list", "workers.by-ids"],
  plain: ["match workers", "needs.list", "partners.by-ids", "worker-skills.by-workers", "workers.by-ids"],
};

describe.each(["compiled", "plain"] as const)("tracing of the %s executor", (executor) => {
  let receiver: TraceReceiver;
  let traced: TracedService;

  beforeAll(async () => {
    receiver = await TraceReceiver.open();
    const variables = {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.address,
      OTEL_SERVICE_NAME: "library-skills",
      OTEL_BSP_SCHEDULE_DELAY: "20",
    };
    traced = await startTracedService(test.url, variables, EXECUTORS[executor]);
  });
  afterAll(async () => {
    await traced?.stop();
    receiver?.close();
  });
  beforeEach(() => receiver.spans.splice(0));

  /** Statements below the execution of a span's operation, each once. */
  const statementsOf = (server: ReceivedSpan): string[] => {
    const execution = receiver.spans.find(
      ({ name, parentSpanId }) => name === "execution" && parentSpanId === server.spanId,
    )!;
    return [...new Set(receiver.below(execution).map(([name]) => plainName(name)))];
  };

  it("records a nested query as a tree below the caller's span", async () => {
    const variables = { first: 5, search: CANARY };
    const answer = await traced.ask(NEEDS, variables, world.manager, { traceparent: TRACEPARENT });
    const { data, errors } = await answer.json();
    expect(errors).toBeUndefined();
    expect(data.needs.nodes[0].matches.nodes[0].worker.name).toBe(`Ada ${CANARY}`);
    const server = await receiver.span(isNamed("query Needs"));
    expect(server).toMatchObject({ kind: 2, traceId: TRACE, parentSpanId: PARENT, status: { code: 0 } });
    expect(server.attributes).toEqual({
      "http.request.method": "POST",
      "http.route": "/graphql",
      "http.response.status_code": 200,
      "graphql.operation.type": "query",
      "graphql.operation.name": "Needs",
      "skillbridge.request_id": answer.headers.get("x-request-id"),
      "skillbridge.role": "MANAGER",
    });
    expect(receiver.below(server).map(([name]) => name)).toEqual(["admission", "execution"]);
    expect(statementsOf(server)).toEqual(STATEMENTS[executor]);
    const statement = receiver.spans.find(({ name }) => plainName(name) === "needs.list")!;
    expect(statement).toMatchObject({ kind: 3, attributes: { "db.system.name": "postgresql" } });
    expect(receiver.resource).toMatchObject({ "service.name": "library-skills" });
  });

  it("records the statements of a mutation by what they do to which table", async () => {
    const mutation =
      "mutation Rename($input: UpdateNeedInput!) { updateNeed(input: $input) { userErrors { code } } }";
    const skills = [{ skillId: world.skillId, proficiency: "COMPETENT" }];
    const id = await newNeed(test, world.partner, { skills });
    const input = { id, expectedVersion: 1, description: `About ${CANARY}` };
    const answer = await traced.ask(mutation, { input }, world.partner.member);
    expect((await answer.json()).errors).toBeUndefined();
    const server = await receiver.span(isNamed("mutation Rename"));
    expect(server.attributes["skillbridge.role"]).toBe("PARTNER");
    expect(statementsOf(server)).toEqual(expect.arrayContaining(["START", "viewer.local", "COMMIT"]));
  });

  it("records operations over a WebSocket, each with the trace that it names", async () => {
    const authorization = `Bearer ${await traced.token(world.manager)}`;
    const client = await SocketClient.connect(`${traced.origin}/graphql`, { authorization });
    const payload = { query: NEEDS, variables: { first: 5 }, extensions: { traceparent: TRACEPARENT } };
    client.send({ type: "subscribe", id: "traced", payload });
    const server = await receiver.span(isNamed("query Needs"));
    expect(server).toMatchObject({ kind: 2, traceId: TRACE, parentSpanId: PARENT });
    expect(server.attributes).toMatchObject({ "skillbridge.role": "MANAGER" });
    expect(receiver.below(server).map(([name]) => name)).toEqual(["admission", "execution"]);
    expect(statementsOf(server)).toEqual(STATEMENTS[executor]);
    client.close();
  });

  it("records each event of a subscription in the trace of the subscription", async () => {
    const query = `subscription Watch { needChanged(id: "${world.needId}") { title } }`;
    const authorization = `Bearer ${await traced.token(world.manager)}`;
    const headers = { authorization, traceparent: TRACEPARENT };
    const stream = await StreamClient.ask(traced.origin, { query }, headers);
    await stream.next();
    await traced.service.feed.publish([{ topic: "need", ids: [uuidIn(world.needId)] }]);
    await stream.next();
    stream.leave();
    const isEvent = ({ attributes }: ReceivedSpan) => attributes["skillbridge.event"] === true;
    await until(() => receiver.spans.filter(isEvent).length === 2);
    const servers = receiver.spans.filter(isServer);
    expect(servers.map(({ name, traceId }) => [name, traceId])).toEqual(
      Array(3).fill(["subscription Watch", TRACE]),
    );
    for (const event of servers.filter(isEvent))
      expect(receiver.below(event).map(([name]) => name)).toEqual(["admission", "execution"]);
  });

  it("says why a request was refused, which is no fault", async () => {
    await traced.ask("query Wrong { nothing }", {}, world.manager);
    const { attributes, status } = await receiver.span(isServer);
    expect(attributes).toMatchObject({
      "skillbridge.refusal": "GRAPHQL_VALIDATION_FAILED",
      "http.response.status_code": 400,
    });
    expect(status.code).toBe(0);
  });

  it("marks a fault by its kind alone, and its line in the log by the trace", async () => {
    await test.service.dataSource.query(`
      create or replace function refuse() returns trigger language plpgsql as
        'begin raise exception ''% of %'', new.title, new.description; end';
      create or replace trigger refuse before insert on need for each row execute function refuse()`);
    const mutation = "mutation Ask($input: CreateNeedInput!) { createNeed(input: $input) { need { id } } }";
    const input = {
      partnerId: world.partner.id,
      title: `Secret ${CANARY}`,
      skills: [{ skillId: world.skillId, proficiency: "COMPETENT" }],
    };
    const answer = await traced.ask(mutation, { input }, world.partner.member);
    await test.service.dataSource.query("drop trigger refuse on need");
    expect((await answer.json()).errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
    const server = await receiver.span(isNamed("mutation Ask"));
    const failed = receiver.spans.filter(({ status }) => status.code === 2);
    expect(failed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["INSERT need", "execution", "mutation Ask"]),
    );
    for (const { attributes, status } of failed)
      expect([attributes["error.type"], status.message ?? ""]).toEqual([
        expect.stringMatching(/^(P0001|25P02)$/),
        "",
      ]);
    expect(server.attributes["error.type"]).toBe("P0001");
    const line = traced.log.map((each) => JSON.parse(each)).find(({ msg }) => msg === "a request failed");
    expect(line).toMatchObject({ trace_id: server.traceId });
  });

  it("records a job in a trace of its own, linked to the one that it came of", async () => {
    const erase = "mutation Leave($input: EraseMeInput!) { eraseMe(input: $input) { userErrors { code } } }";
    const { self } = await newWorker(test, world.people, world.staff.libraryId);
    await traced.ask(erase, { input: { confirmation: "ERASE" } }, self);
    await traced.service.jobs.start();
    const request = await receiver.span(isNamed("mutation Leave"));
    const job = await receiver.span(isNamed("job sweep-erased"));
    expect(job.kind).toBe(5);
    expect(job.traceId).not.toBe(request.traceId);
    expect(job.links.map(({ traceId }) => traceId)).toEqual([request.traceId]);
  });

  it("sends nothing of anybody", async () => {
    const { people, worker, manager } = world;
    expect(receiver.text).toContain("query Needs");
    const secrets = [
      CANARY,
      worker.id,
      uuidIn(worker.id),
      manager.subject,
      people.admin.subject,
      people.consortiumId,
      await traced.token(manager),
      "127.0.0.1",
      "nodes {",
    ];
    for (const secret of secrets) expect(receiver.text).not.toContain(secret);
    expect(receiver.text).not.toMatch(/eyJ[\w-]+\./);
  });
});

describe("a service whose execution itself breaks", () => {
  it("answers 500, with a trace that tells no more than that, and a log that tells the rest", async () => {
    const receiver = await TraceReceiver.open();
    const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.address, OTEL_BSP_SCHEDULE_DELAY: "20" };
    const traced = await startTracedService(test.url, variables, () => async () => {
      throw new RangeError(`It broke over ${CANARY}`);
    });
    const answer = await traced.ask("query Needs { __typename }", {}, world.manager);
    expect(answer.status).toBe(500);
    const { attributes, status, traceId } = await receiver.span(isNamed("query Needs"));
    expect(attributes).toMatchObject({ "error.type": "RangeError", "http.response.status_code": 500 });
    expect(status.code).toBe(2);
    const line = traced.log.map((each) => JSON.parse(each)).find(({ msg }) => msg === "a request failed");
    expect(line).toMatchObject({ trace_id: traceId, err: { message: `It broke over ${CANARY}` } });
    expect(receiver.text).not.toContain(CANARY);
    await traced.stop();
    receiver.close();
  });
});

describe("which traces are recorded", () => {
  it.each([
    ["as the caller says", { OTEL_TRACES_SAMPLER: "parentbased_traceidratio" }, ["query Sampled"]],
    ["whatever the caller says", { OTEL_TRACES_SAMPLER: "traceidratio" }, []],
  ])("is decided %s", async (_, sampler, expected) => {
    const receiver = await TraceReceiver.open();
    const none = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.address, OTEL_TRACES_SAMPLER_ARG: "0" };
    const traced = await startTracedService(test.url, { ...none, ...sampler });
    await traced.ask("query Unsampled { __typename }", {}, world.manager);
    await traced.ask("query Sampled { __typename }", {}, world.manager, { traceparent: TRACEPARENT });
    // What was recorded is sent when the service stops.
    await traced.stop();
    expect(receiver.spans.filter(isServer).map(({ name }) => name)).toEqual(expected);
    receiver.close();
  });
});

describe("without a place to send traces to", () => {
  it("nothing is recorded or sent, whatever the SDK would read from the environment", async () => {
    const receiver = await TraceReceiver.open();
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.address;
    const traced = await startTracedService(test.url, { OTEL_SERVICE_NAME: "library-skills" });
    const answer = await traced.ask(NEEDS, { first: 5 }, world.manager, { traceparent: TRACEPARENT });
    expect((await answer.json()).errors).toBeUndefined();
    expect(traced.service.tracing).toBeUndefined();
    await traced.stop();
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
    expect(receiver.requests).toBe(0);
    receiver.close();
  });

  it("the SDK is not even loaded: one file imports it, which is itself imported only when needed", () => {
    const imports = importsOf(sources).filter(({ typeOnly }) => !typeOnly);
    const [sdk] = new Set(
      imports.filter(({ to }) => to.startsWith("@opentelemetry/")).map(({ from }) => from),
    );
    expect(sdk).toBe("src/platform/observability/otlp-tracing.ts");
    expect(imports.filter(({ to }) => to === sdk)).toEqual([]);
  });
});
