import { keepHouse } from "../../src/housekeeping.js";
import { newCandidate, newMeeting } from "../connections/introduced.js";
import { kindsOf, tellAll } from "../notifications/notified.js";
import { attempt, must, newNeed, newPartner, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { alertsOf, eventsOf, foundBy, newAlert, seek, sweep } from "./alerted.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const needIn = (skillId: string, fields: object = {}) => ({
  skills: [{ skillId, proficiency: "PROFICIENT" }],
  ...fields,
});

describe("alerts of workers", () => {
  it("tell of a new need that fits, once, however often it changes", async () => {
    const { worker, partner, skillId, people, needId: before } = await newMeeting(test);
    const alertId = await newAlert(test, worker.self);
    const needId = await newNeed(test, partner, needIn(skillId));
    await seek(test, { needs: [needId] });
    await seek(test, { needs: [needId] });
    const [alert] = await alertsOf(test, worker.self);
    expect(alert!.matches.nodes).toHaveLength(1);
    const [found] = alert!.matches.nodes;
    expect(found!.match).toEqual({ need: { id: needId }, worker: { id: worker.id }, score: found!.score });
    const workerId = uuidIn(worker.id);
    expect(await eventsOf(test, "match.found", people.consortiumId)).toEqual([
      {
        ...{ workerId, partnerId: null, needId: uuidIn(needId) },
        data: {
          ...{ alertId: uuidIn(alertId), alertMatchId: uuidIn(found!.id) },
          ...{ alertOwner: "WORKER", score: found!.score },
        },
      },
    ]);
    await tellAll(test);
    expect(await kindsOf(test, worker.self)).toEqual(["MATCH_FOUND"]);
    // What fitted already comes with the look that a new alert gets.
    await seek(test, { alerts: [alertId] });
    expect((await foundBy(test, worker.self)).sort()).toEqual(
      [before, needId].map((id) => `${id} ${worker.id}`).sort(),
    );
  });

  it("tell when the worker changes, and only of needs that meet all conditions", async () => {
    const { worker, partner, skillId } = await newMeeting(test);
    const fits = await newNeed(
      test,
      partner,
      needIn(skillId, { modality: "REMOTE", country: "US", region: "North" }),
    );
    for (const other of [
      { modality: "ON_SITE", country: "US", region: "North" },
      { modality: "REMOTE", country: "CA", region: "North" },
      { modality: "REMOTE", country: "US", region: "South" },
    ])
      await newNeed(test, partner, needIn(skillId, other));
    const terms = { remote: true, country: "US", region: "North" };
    await newAlert(test, worker.self, terms);
    await seek(test, { workers: [worker.id] });
    expect(await foundBy(test, worker.self)).toEqual([`${fits} ${worker.id}`]);
    const other = await newNeed(test, partner, needIn(skillId, { country: "US", region: "North" }));
    const too = await newNeed(
      test,
      partner,
      needIn(skillId, { modality: "HYBRID", country: "US", region: "North" }),
    );
    await seek(test, { needs: [other, too] });
    expect(await foundBy(test, worker.self)).toEqual([`${too} ${worker.id}`, `${fits} ${worker.id}`]);
  });

  it("tell of nothing below their score, at rest, or archived", async () => {
    const { worker, needId } = await newMeeting(test);
    const high = await newAlert(test, worker.self, { minScore: 100 });
    const resting = await newAlert(test, worker.self);
    const archived = await newAlert(test, worker.self);
    const change = { expectedVersion: 1 };
    await must(test, "updateAlert", "alert { id }", { id: resting, active: false, ...change }, worker.self);
    await must(test, "archiveAlert", "alert { id }", { id: archived, ...change }, worker.self);
    const alerts = [high, resting, archived];
    await seek(test, { needs: [needId], workers: [worker.id], alerts });
    expect((await alertsOf(test, worker.self)).map(({ id, matches }) => [id, matches.nodes])).toEqual([
      [resting, []],
      [high, []],
    ]);
    const again = { id: resting, expectedVersion: 2, active: true };
    await must(test, "updateAlert", "alert { id }", again, worker.self);
    await seek(test, { needs: [needId] });
    expect(await foundBy(test, worker.self)).toHaveLength(1);
  });
});

describe("alerts of partners", () => {
  it("tell of a worker who fits one of the needs, or the one that is named, and not who was found in the event", async () => {
    const { worker, partner, skillId, needId, people } = await newMeeting(test);
    const other = await newNeed(test, partner, needIn(skillId));
    const any = await newAlert(test, partner.member);
    const one = await newAlert(test, partner.member, { needId });
    await seek(test, { workers: [worker.id] });
    const alerts = await alertsOf(test, partner.member);
    const needsFound = (alertId: string) =>
      alerts.find(({ id }) => id === alertId)!.matches.nodes.map(({ match }) => match!.need.id);
    expect(needsFound(any).sort()).toEqual([needId, other].sort());
    expect(needsFound(one)).toEqual([needId]);
    const events = await eventsOf(test, "match.found", people.consortiumId);
    expect(events).toHaveLength(3);
    for (const event of events) {
      expect(event).toMatchObject({ workerId: null, partnerId: uuidIn(partner.id) });
      expect(JSON.stringify(event)).not.toContain(uuidIn(worker.id));
    }
    const third = await newNeed(test, partner, needIn(skillId));
    await seek(test, { needs: [third] });
    expect(await foundBy(test, partner.member)).toContain(`${third} ${worker.id}`);
  });

  it("neither find nor show whom the partner may not see", async () => {
    const { worker, partner, needId } = await newMeeting(test, { worker: { discoverability: "LIBRARY" } });
    await newAlert(test, partner.member);
    await seek(test, { workers: [worker.id], needs: [needId] });
    await sweep(test);
    expect(await foundBy(test, partner.member)).toEqual([]);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const consent = {
      partnerId: partner.id,
      expiresAt,
      needId,
      purpose: "INTRODUCTION",
      discloses: ["DISCOVERY"],
    };
    const granted = await attempt(test, "grantConsent", "consent { id }", consent, worker.self);
    expect(granted.userErrors).toEqual([]);
    await seek(test, { workers: [worker.id] });
    expect(await foundBy(test, partner.member)).toEqual([`${needId} ${worker.id}`]);
    const { id } = granted.consent;
    await must(test, "revokeConsent", "consent { id }", { id }, worker.self);
    expect(await foundBy(test, partner.member)).toEqual([null]);
  });

  it("are looked at by the sweep, too, each in its turn", async () => {
    const { worker, partner, needId, people, staff, skillId } = await newMeeting(test);
    await newAlert(test, partner.member);
    await newAlert(test, worker.self);
    await sweep(test);
    expect(await foundBy(test, partner.member)).toEqual([`${needId} ${worker.id}`]);
    expect(await foundBy(test, worker.self)).toEqual([`${needId} ${worker.id}`]);
    const next = await newCandidate(test, people, staff, skillId);
    await sweep(test);
    expect(await foundBy(test, partner.member)).toEqual([`${needId} ${next.id}`, `${needId} ${worker.id}`]);
  });
});

describe("alerts", () => {
  it("are at most 20 of an owner, made at once or not", async () => {
    const { worker } = await newMeeting(test);
    const make = () =>
      attempt(test, "createAlert", "alert { id }", { name: "One of many", minScore: 90 }, worker.self);
    const made = [];
    for (let round = 0; round < 3; round++)
      made.push(...(await Promise.all(Array.from({ length: 8 }, make))));
    const refused = made.flatMap(({ userErrors }) => userErrors);
    expect(refused).toHaveLength(4);
    expect(refused[0]).toMatchObject({ code: "LIMIT_REACHED" });
    expect(await alertsOf(test, worker.self)).toHaveLength(20);
  });

  it("are refused where they make no sense", async () => {
    const { worker, partner, needId, staff, people } = await newMeeting(test);
    const other = await newPartner(test, people);
    const refusalOf = async (user: typeof worker.self, fields: object) =>
      (
        await attempt(
          test,
          "createAlert",
          "alert { id }",
          { name: "An alert", minScore: 50, ...fields },
          user,
        )
      ).userErrors[0];
    expect(await refusalOf(worker.self, { needId })).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await refusalOf(partner.member, { remote: false })).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await refusalOf(worker.self, { minScore: 101 })).toMatchObject({ field: ["input", "minScore"] });
    expect(await refusalOf(other.member, { needId })).toMatchObject({ code: "NOT_FOUND" });
    expect(await refusalOf(staff.manager, {})).toMatchObject({ code: "FORBIDDEN" });
  });

  it("are forgotten with what they found 90 days after they were archived", async () => {
    const { worker } = await newMeeting(test);
    const id = await newAlert(test, worker.self);
    await seek(test, { alerts: [id] });
    const held = async () =>
      (
        await test.service.dataSource.query("select 1 from alert_match where worker_id = $1", [
          uuidIn(worker.id),
        ])
      ).length;
    await must(test, "archiveAlert", "alert { archivedAt }", { id, expectedVersion: 1 }, worker.self);
    for (const [days, left] of [
      [89, 1],
      [91, 0],
    ]) {
      await test.service.dataSource.query(
        "update alert set archived_at = now() - make_interval(days => $2::int) where id = $1",
        [uuidIn(id), days],
      );
      await keepHouse(test.service.house);
      expect(await held()).toBe(left);
    }
  });

  it("go with the worker who is erased, and so does that others found them", async () => {
    const { worker, partner } = await newMeeting(test);
    const partners = await newAlert(test, partner.member);
    await newAlert(test, worker.self);
    await seek(test, { workers: [worker.id] });
    const { data } = await test.execute("{ exportMyData { document } }", {}, worker.self);
    const { alerts, alertMatches } = data.exportMyData.document;
    expect(alerts).toHaveLength(1);
    expect(alertMatches).toHaveLength(2);
    // That it was found is data about the worker; whose alert it was is the partner's own.
    expect(JSON.stringify(alertMatches)).not.toContain(uuidIn(partners));
    await must(test, "eraseMe", "isErased", { confirmation: "ERASE" }, worker.self);
    expect(await foundBy(test, partner.member)).toEqual([]);
    const left = async (table: string) =>
      await test.service.dataSource.query(`select 1 from ${table} where worker_id = $1`, [uuidIn(worker.id)]);
    expect([await left("alert"), await left("alert_match")]).toEqual([[], []]);
  });
});
