import { newId } from "../../src/platform/database/new-id.js";
import {
  newConsortium,
  newNeed,
  newPartner,
  newSkill,
  type People,
  type Staff,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { addStaff, figures, librariesIn, rebuild } from "./insight-world.js";

let test: TestService;
beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const YEAR = new Date().getUTCFullYear();
const day = (month: number, date: number) => new Date(Date.UTC(YEAR - 1, month - 1, date, 12)).toISOString();

const sql = (text: string, parameters: unknown[]) => test.service.dataSource.query(text, parameters);

/** A need that opened on a day of last year, and what came of it: on which days it reached the steps. */
async function pastNeed(
  people: People,
  needId: string,
  opened: string,
  steps: readonly {
    workerId: string;
    libraryId: string;
    introduced: string;
    connected?: string;
    completed?: string;
  }[],
) {
  const id = uuidIn(needId);
  await sql("update need set opened_at = $2 where id = $1", [id, opened]);
  const [{ partner_id: partnerId }] = await sql("select partner_id from need where id = $1", [id]);
  for (const { workerId, libraryId, introduced, connected, completed } of steps) {
    const connectionId = newId();
    const status = completed ? "COMPLETED" : connected ? "CONNECTED" : "DECLINED";
    await sql(
      `insert into connection (id, created_at, consortium_id, worker_id, need_id, partner_id, library_id, initiator, status,
         library_consent, scoring_version, affinity_version)
       values ($1, $2, $3, $4, $5, $6, $7, 'PARTNER', $8, 'NOT_REQUIRED', '2', 0)`,
      [connectionId, introduced, people.consortiumId, workerId, id, partnerId, uuidIn(libraryId), status],
    );
    for (const [status, at] of [
      ["CONNECTED", connected],
      ["COMPLETED", completed],
    ])
      if (at)
        await sql(
          `insert into connection_transition (id, connection_id, worker_id, event, to_status, at)
           values ($1, $2, $3, 'ACCEPT', $4, $5)`,
          [newId(), connectionId, workerId, status, at],
        );
  }
}

it("how far needs came is told by place and by month, never of fewer than five", async () => {
  const people = await newConsortium(test);
  const [a, b] = (await librariesIn(test, people, "North", "South")) as [Staff, Staff];
  const partner = await newPartner(test, people);
  const [atA, atB] = [await addStaff(test, people, a, {}, 1), await addStaff(test, people, b, {}, 1)];
  const skillId = await newSkill(test, "anything");
  const need = () =>
    newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }], region: "North" });
  // Seven in March with workers of a: introduced after 10 days, connected 4 days later; the last six completed.
  for (let place = 0; place < 7; place++)
    await pastNeed(people, await need(), day(3, 1), [
      {
        ...{ workerId: atA[0]!, libraryId: a.libraryId },
        ...{ introduced: day(3, 11), connected: day(3, 15) },
        ...(place > 0 ? { completed: day(5, 15) } : {}),
      },
    ]);
  // Four in June with workers of b, who all declined, and one without anybody.
  for (let place = 0; place < 4; place++)
    await pastNeed(people, await need(), day(6, 2), [
      { workerId: atB[0]!, libraryId: b.libraryId, introduced: day(6, 3) },
    ]);
  await pastNeed(people, await need(), day(6, 2), []);
  await rebuild(test);
  const STAGES = "period stages { needs medianDays }";
  const rows = ({ stages }: { stages: { needs: number; medianDays: number }[] }) =>
    stages.map(({ needs, medianDays }) => [needs, medianDays]);
  const found = await figures(
    test,
    `whole: funnel(year: ${YEAR - 1}) { ${STAGES} }
     atA: funnel(year: ${YEAR - 1}, scope: { libraryId: "${a.libraryId}" }) { ${STAGES} }
     atB: funnel(year: ${YEAR - 1}, scope: { libraryId: "${b.libraryId}" }) { ${STAGES} }
     north: funnel(year: ${YEAR - 1}, scope: { region: "North" }) { ${STAGES} }
     funnelByMonth(months: 24) { ${STAGES} }`,
    people.analyst,
  );
  // Twelve opened; eleven introduced and thus matched, which is 10.
  expect(rows(found.whole)).toEqual([
    [12, null],
    [10, 10],
    [10, 0],
    [5, 4],
    [5, 61],
  ]);
  expect(rows(found.atA)).toEqual([
    [null, null],
    [null, null],
    [5, 0],
    [5, 4],
    [5, 61],
  ]);
  expect(rows(found.atB)).toEqual(Array(5).fill([null, null]));
  expect(rows(found.north)).toEqual([
    [12, null],
    [10, 10],
    [5, 0],
    [5, 4],
    [5, 61],
  ]);
  const byMonth = Object.fromEntries(
    found.funnelByMonth.map((each: { period: string; stages: never }) => [each.period, rows(each)]),
  );
  expect(byMonth[`${YEAR - 1}-03`]).toEqual([
    [7, null],
    [5, 10],
    [5, 0],
    [5, 4],
    [5, 61],
  ]);
  expect(byMonth[`${YEAR - 1}-06`]).toEqual([
    [5, null],
    [null, null],
    [null, null],
    [null, null],
    [null, null],
  ]);
});

describe("what people gained", () => {
  /** So many people of a library have logged so many hours each last year. */
  async function hours(people: People, library: Staff, amounts: readonly number[]) {
    const workers = await addStaff(test, people, library, {}, amounts.length);
    const partner = await newPartner(test, people);
    const skillId = await newSkill(test, `of hours ${workers[0]}`);
    const needId = await newNeed(test, partner, { skills: [{ skillId, proficiency: "NOVICE" }] });
    for (const [place, workerId] of workers.entries()) {
      await pastNeed(people, needId, day(1, 1), [
        { workerId, libraryId: library.libraryId, introduced: day(1, 2), completed: day(2, 2) },
      ]);
      await sql(
        `insert into hours_entry (id, connection_id, worker_id, worked_on, hours, side)
         select $1, id, worker_id, $3, $4, 'WORKER' from connection where worker_id = $2`,
        [newId(), workerId, day(2, 1).slice(0, 10), amounts[place]],
      );
    }
  }

  const hoursIn = async (people: People, scope: string) => {
    const { growth } = await figures(
      test,
      `growth(year: ${YEAR - 1}, scope: ${scope}) { measure workers amount }`,
      people.analyst,
    );
    const found = growth.find(({ measure }: { measure: string }) => measure === "HOURS");
    return [found.workers, found.amount];
  };

  it("is withheld where one could be told by taking a library from its region", async () => {
    const people = await newConsortium(test);
    const [a, b, c] = await librariesIn(test, people, "North", "North", "South");
    await hours(people, a!, [10, 10, 10, 10, 10, 10.5]);
    await hours(people, b!, [7]);
    await hours(people, c!, [8, 8, 8, 8, 8]);
    await rebuild(test);
    expect(await hoursIn(people, "{}")).toEqual([10, 107]);
    expect(await hoursIn(people, `{ region: "North" }`)).toEqual([5, 67]);
    expect(await hoursIn(people, `{ region: "South" }`)).toEqual([5, 40]);
    // 67 less 60 would be the one of b.
    expect(await hoursIn(people, `{ libraryId: "${a!.libraryId}" }`)).toEqual([null, null]);
    expect(await hoursIn(people, `{ libraryId: "${b!.libraryId}" }`)).toEqual([null, null]);
    expect(await hoursIn(people, `{ libraryId: "${c!.libraryId}" }`)).toEqual([5, 40]);
  });

  it("is withheld where most of it is one person's", async () => {
    const people = await newConsortium(test);
    const [a] = await librariesIn(test, people, "North");
    await hours(people, a!, [24, 1, 1, 1, 1, 1]);
    await rebuild(test);
    expect(await hoursIn(people, `{ region: "North" }`)).toEqual([null, null]);
  });
});
