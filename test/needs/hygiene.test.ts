import { keepHouse } from "../../src/housekeeping.js";
import { newConnection, newMeeting } from "../connections/introduced.js";
import { must, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

const DAY_MS = 24 * 3_600_000;

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

/** Keeps house so many days from now; expiry looks at the date, the others at the time. */
async function keepHouseAfter(days: number): Promise<void> {
  const now = new Date(Date.now() + days * DAY_MS);
  const house = { ...test.service.house, now: () => now, today: () => now.toISOString().slice(0, 10) };
  await keepHouse(house);
}

/** What happened to a need that its partner is told of. */
async function toldOf(needId: string): Promise<string[]> {
  const events = await test.service.dataSource.query(
    `select e.kind, e.data, e.partner_id = n.partner_id as "isPartners" from domain_event e join need n on n.id = e.need_id
     where n.id = $1 and e.kind like 'need.%' order by e.id`,
    [uuidIn(needId)],
  );
  for (const { isPartners } of events) expect(isPartners).toBe(true);
  return events.map(({ kind, data }: { kind: string; data: { reason?: string } }) =>
    data.reason ? `${kind} ${data.reason}` : kind,
  );
}

async function statusOf(needId: string): Promise<string> {
  const { data } = await test.execute(`{ need(id: "${needId}") { status } }`, {}, viewer);
  return data.need.status;
}
let viewer: Parameters<TestService["execute"]>[2];

/** An open need; its partner asks from now on. */
async function aNeed(fields: object = {}) {
  const meeting = await newMeeting(test, { need: fields });
  viewer = meeting.partner.member;
  return meeting;
}

describe("open needs that nothing happens to", () => {
  it("are closed after 180 days; their partner is told once, 14 days before", async () => {
    const { needId } = await aNeed();
    await keepHouseAfter(165);
    expect(await toldOf(needId)).toEqual([]);
    await keepHouseAfter(167);
    await keepHouseAfter(168);
    expect(await toldOf(needId)).toEqual(["need.closing_soon"]);
    await keepHouseAfter(179);
    expect(await statusOf(needId)).toBe("OPEN");
    await keepHouseAfter(182);
    expect(await statusOf(needId)).toBe("CLOSED");
    await keepHouseAfter(183);
    expect(await toldOf(needId)).toEqual(["need.closing_soon", "need.closed DEAD_POSTING"]);
  });

  it("stay for 14 days more where the partner could not be told in time", async () => {
    const { needId } = await aNeed();
    await keepHouseAfter(400);
    await keepHouseAfter(413);
    expect(await statusOf(needId)).toBe("OPEN");
    await keepHouseAfter(415);
    expect(await statusOf(needId)).toBe("CLOSED");
  });

  it("stay, and are announced anew, once the partner changes them", async () => {
    const { needId, partner } = await aNeed();
    await keepHouseAfter(170);
    await must(
      test,
      "updateNeed",
      "need { id }",
      { id: needId, expectedVersion: 1, capacity: 2 },
      partner.member,
    );
    // Which happened on that day.
    await test.service.dataSource.query(
      "update need set updated_at = now() + interval '171 days' where id = $1",
      [uuidIn(needId)],
    );
    await keepHouseAfter(185);
    expect(await statusOf(needId)).toBe("OPEN");
    expect(await toldOf(needId)).toEqual(["need.closing_soon"]);
    await keepHouseAfter(171 + 167);
    expect(await toldOf(needId)).toEqual(["need.closing_soon", "need.closing_soon"]);
    await keepHouseAfter(171 + 182);
    expect(await statusOf(needId)).toBe("CLOSED");
  });

  it.each(["connection", "connection_message"])("stay while there is something new: a %s", async (what) => {
    const meeting = await aNeed({ capacity: 5 });
    const connection = await newConnection(test, meeting);
    await keepHouseAfter(170);
    if (what === "connection_message") {
      const input = { connectionId: connection.id, body: "Is this still wanted?" };
      await must(test, "sendMessage", "connection { id }", input, meeting.worker.self);
    }
    const column = what === "connection" ? "updated_at" : "created_at";
    const of = what === "connection" ? "id" : "connection_id";
    const [, count] = await test.service.dataSource.query(
      `update ${what} set ${column} = now() + interval '171 days' where ${of} = $1`,
      [uuidIn(connection.id)],
    );
    expect(count).toBe(1);
    await keepHouseAfter(200);
    expect(await statusOf(meeting.needId)).toBe("OPEN");
    expect(await toldOf(meeting.needId)).toEqual(["need.closing_soon"]);
  });
});

it("the partner of a need whose last day has passed is told that it expired, once", async () => {
  const endsOn = new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10);
  const { needId } = await aNeed({ endsOn });
  await keepHouseAfter(9);
  expect(await toldOf(needId)).toEqual([]);
  await keepHouseAfter(11);
  await keepHouseAfter(12);
  expect(await statusOf(needId)).toBe("EXPIRED");
  expect(await toldOf(needId)).toEqual(["need.closed EXPIRED"]);
});
