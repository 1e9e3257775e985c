import { setTimeout as delay } from "node:timers/promises";
import { parse } from "graphql";
import { Client } from "pg";
import { composeService, type Service } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import { newId } from "../../src/platform/database/new-id.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { eventually } from "../support/eventually.js";
import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let here: TestService;
let there: Service;

beforeAll(async () => {
  here = await startTestService();
  there = await composeService(loadConfig({ NODE_ENV: "test" }), here.url, createLogger("silent"));
});
afterAll(async () => {
  await there.close();
  await here.stop();
});

describe("another replica", () => {
  it("learns of a new skill", async () => {
    const id = await newSkill(here, "told to the others");
    const { uri } = (await here.execute("query Q($id: ID) { skill(id: $id) { uri } }", { id })).data.skill;
    await eventually(() => expect(there.taxonomy.byUri(uri)?.preferredLabel).toBe("told to the others"));
  });

  it("ranks by what was changed elsewhere", async () => {
    const people = await newConsortium(here);
    const { libraryId, manager } = await newLibrary(here, people);
    const skillId = await newSkill(here, "ranked elsewhere");
    const partner = await newPartner(here, people);
    const needId = await newNeed(here, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
    const rankedThere = async () => {
      const query = `{ need(id: "${needId}") { matches { nodes { worker { id } } } } }`;
      const { data } = await there.execute({
        document: parse(query),
        queryHash: query,
        operationName: null,
        variables: {},
        context: createContext({ principal: manager, reads: there.reads }, "test"),
      });
      return (data as { need: { matches: { nodes: { worker: { id: string } }[] } } }).need.matches.nodes.map(
        (match) => match.worker.id,
      );
    };
    const { id, self } = await newWorker(here, people, libraryId, { goals: [{ skillId, target: "EXPERT" }] });
    await eventually(async () => expect(await rankedThere()).toEqual([id]));
    await must(here, "archiveWorker", "worker { id }", { id, expectedVersion: 2 }, self);
    await eventually(async () => expect(await rankedThere()).toEqual([]));
  });

  it("misses no transaction that commits late", async () => {
    const late = new Client({ connectionString: here.url });
    await late.connect();
    const [early, tardy] = [newId(), newId()];
    // Labels without a common word: words are kept once, and a second writer of a new one waits for the first.
    const insert = (id: string, label: string) =>
      `insert into skill (id, uri, scheme, kind, preferred_label, status)
       values ('${id}', 'urn:test:${id}', 'LOCAL', 'SKILL', '${label}', 'ACCEPTED')`;
    const announce = (id: string) =>
      `insert into outbox (topic, record_ids, origin) values ('skill', array['${id}']::uuid[], '${newId()}')`;
    try {
      await late.query("begin");
      await late.query(insert(tardy, "tardily"));
      await late.query(announce(tardy));
      await here.service.dataSource.query(insert(early, "timely"));
      await here.service.dataSource.query(announce(early));
      await here.service.dataSource.query("select pg_notify('skillbridge_outbox', '')");
      await delay(200);
      await late.query("commit");
    } finally {
      await late.end();
    }
    await eventually(() =>
      expect([early, tardy].map((id) => there.taxonomy.get(id)?.uuid)).toEqual([early, tardy]),
    );
  });

  it("catches up after it was cut off", async () => {
    await here.service.dataSource.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%outbox%' and pid <> pg_backend_pid()",
    );
    const id = await newSkill(here, "while you were out");
    const { data } = await here.execute("query Q($id: ID) { skill(id: $id) { uri } }", { id });
    await eventually(() =>
      expect(there.taxonomy.byUri(data.skill.uri)?.preferredLabel).toBe("while you were out"),
    );
  });
});
