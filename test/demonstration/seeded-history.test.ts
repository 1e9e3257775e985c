import type { DataSource } from "typeorm";
import { seedDemonstration } from "../../src/demonstration/seed-demonstration.js";
import { entities } from "../../src/entities.js";
import type { Principal } from "../../src/platform/auth/principal.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let source: DataSource;

beforeAll(async () => {
  test = await startTestService();
  source = createDataSource({ url: test.url, entities, patient: true });
  await source.initialize();
  await seedDemonstration(source);
  await test.service.taxonomy.reload();
  await test.service.feed.publishAll();
});
afterAll(async () => {
  await source.destroy();
  await test.stop();
});

/** Rows that break a rule; there must be none. */
const broken = (rule: string): Promise<unknown[]> => source.query(rule);

describe("the seeded history", () => {
  it("takes as many places of each need as there are people connected, and no more than there are", async () => {
    const held = `(select count(*) from connection c where c.need_id = n.id
      and c.status in ('CONNECTED', 'COLLABORATING'))`;
    const rule = `select title from need n where places_taken <> ${held} or places_taken > capacity
      or (status = 'FILLED' and places_taken < capacity) or (status = 'CLOSED' and places_taken > 0)`;
    expect(await broken(rule)).toEqual([]);
    const [{ taken }] = await source.query("select sum(places_taken)::int as taken from need");
    expect(taken).toBeGreaterThan(5);
  });

  it("has needs look for people from the day they were opened to the last that happened to them", async () => {
    const rule = `select title from need n where (status = 'DRAFT') <> (opened_at is null)
      or (status in ('FILLED', 'CLOSED')) <> (ended_at is not null) or ended_at < opened_at or ended_at > now() - interval '1 hour'
      or created_at > (select min(c.created_at) from connection c where c.need_id = n.id)`;
    expect(await broken(rule)).toEqual([]);
  });

  it("discloses each worker just as far as the connection has come", async () => {
    const held = `select c.id, c.status, g.purpose from connection c
      left join consent_grant g on g.id = c.consent_id and g.worker_id = c.worker_id
        and g.partner_id = c.partner_id and g.need_id = c.need_id and g.revoked_at is null and g.expires_at > now()`;
    const rule = `select * from (${held}) h join connection c using (id)
      where h.purpose::text is distinct from case
        when c.status in ('CONNECTED', 'COLLABORATING', 'COMPLETED') then 'COLLABORATION'
        when c.status in ('PROPOSED', 'ACCEPTED_BY_ONE') and c.worker_accepted_at is not null then 'INTRODUCTION' end`;
    expect(await broken(rule)).toEqual([]);
    const open = `select id from consent_grant g where revoked_at is null
      and not exists (select from connection c where c.consent_id = g.id)`;
    expect(await broken(open)).toEqual([]);
  });

  it("has terms for all work, and a place in the career record for what was completed", async () => {
    const terms = `select c.id from connection c
      where (c.status in ('COLLABORATING', 'COMPLETED', 'ENDED_EARLY'))
        <> exists (select from agreement a where a.connection_id = c.id and a.state = 'AGREED')`;
    expect(await broken(terms)).toEqual([]);
    const career = `select c.id from connection c
        left join career_entry e on e.connection_id = c.id and e.worker_id = c.worker_id
      where (c.status = 'COMPLETED') <> (e.id is not null) or e.hours <>
        (select sum(h.hours) from hours_entry h where h.connection_id = c.id)`;
    expect(await broken(career)).toEqual([]);
  });

  it("ends the history of each skill at the level of the profile", async () => {
    const rule = `select s.id from worker_skill s join lateral (
        select r.proficiency, r.source, r.rated_at from skill_rating r
        where r.worker_id = s.worker_id and r.skill_id = s.skill_id and r.source = s.rating_source
        order by r.id desc limit 1) r on true
      where (r.proficiency, r.source, r.rated_at) is distinct from (s.proficiency, s.rating_source, s.rated_at)`;
    expect(await broken(rule)).toEqual([]);
    const goals = `select g.id from growth_goal g
        join worker_skill s on s.worker_id = g.worker_id and s.skill_id = g.skill_id
      where g.status = 'ACHIEVED' and (s.proficiency < g.target or g.current <> s.proficiency)`;
    expect(await broken(goals)).toEqual([]);
    const [{ achieved }] = await source.query(
      "select count(*)::int as achieved from growth_goal where status = 'ACHIEVED'",
    );
    expect(achieved).toBeGreaterThanOrEqual(15);
  });

  it("shows a worker, and the partner, what came of their work", async () => {
    const [{ workerId, partnerId, consortiumId }] = await source.query(
      `select c.worker_id as "workerId", c.partner_id as "partnerId", c.consortium_id as "consortiumId"
       from connection c join need n on n.id = c.need_id where n.external_id = 'hmong-clinic-days' and c.status = 'COMPLETED'`,
    );
    const asWorker: Principal = { kind: "user", subject: "w", role: "WORKER", workerId, consortiumId };
    const asPartner: Principal = { kind: "user", subject: "p", role: "PARTNER", partnerId, consortiumId };
    const worker = await test.execute(
      `{ me { worker { careerRecord { collaborations { nodes { needTitle hours } }
        ratings { nodes { proficiency source skill { preferredLabel } } } } } } }`,
      {},
      asWorker,
    );
    expect(worker.data.me.worker.careerRecord).toEqual({
      collaborations: { nodes: [{ needTitle: "Clinic days in Hmong", hours: 34 }] },
      ratings: {
        nodes: [
          { proficiency: "COMPETENT", source: "PARTNER", skill: { preferredLabel: "interpreting" } },
          { proficiency: "ADVANCED_BEGINNER", source: "SELF", skill: { preferredLabel: "interpreting" } },
        ],
      },
    });
    const partner = await test.execute(
      `{ connections(filter: { statuses: [COMPLETED, DECLINED] }) { nodes { status worker { name } need { title }
        outcome { hours feedback { side } indicator { before value } } } } }`,
      {},
      asPartner,
    );
    const { nodes } = partner.data.connections;
    expect(nodes).toContainEqual({
      status: "COMPLETED",
      worker: { name: "Hai Lee Xiong" },
      need: { title: "Clinic days in Hmong" },
      outcome: {
        hours: 34,
        feedback: [{ side: "PARTNER" }, { side: "WORKER" }],
        indicator: { before: 11, value: 13 },
      },
    });
    const declined = nodes.find(({ status }: { status: string }) => status === "DECLINED");
    expect(declined.worker.name).toMatch(/^Candidate /);
  });
});
