import type { User } from "../../src/platform/auth/principal.js";
import { gini } from "../../src/showcase/index.js";
import {
  newConsortium,
  newLibrary,
  newPartner,
  newWorker,
  type Organisation,
  type People,
  type Person,
  type Staff,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { newCard, newPublished, showcase, step } from "./carded.js";

let test: TestService;
let people: People;
let library: Staff;
let partner: Organisation;

beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  people = await newConsortium(test);
  library = await newLibrary(test, people);
  partner = await newPartner(test, people);
});
afterAll(() => test.stop());

const sql = (text: string, values: unknown[] = []) => test.service.dataSource.query(text, values);

async function report(user: User, args = "") {
  const { data, errors } = await test.execute(
    `{ showcaseExposure${args} { from to isSuppressed workers impressions gini neverShown shareNeverShown
       offerImpressions periods { from impressions workersShown gini offerImpressions } } }`,
    {},
    user,
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.showcaseExposure;
}

/** A worker with a published card; of another library where it is given. */
async function shownWorker(staff = library): Promise<{ worker: Person; cardId: string }> {
  const worker = await newWorker(test, people, staff.libraryId, { discoverability: "PARTNERS" });
  return { worker, cardId: await newPublished(test, worker, staff) };
}

const impressed = (cardId: string, day: string, impressions: number) =>
  sql(
    `insert into showcase_impression (id, card_id, day, consortium_id, worker_id, impressions)
     select gen_random_uuid(), id, $2, consortium_id, worker_id, $3 from showcase_card where id = $1`,
    [uuidIn(cardId), day, impressions],
  );

describe("impressions", () => {
  const counted = async (cardId: string) =>
    (
      await sql("select sum(impressions)::int as count from showcase_impression where card_id = $1", [
        uuidIn(cardId),
      ])
    )[0].count ?? 0;

  it("are what partners and callers without a token were given, and nobody else", async () => {
    const worker = await newWorker(test, people, library.libraryId);
    const cardId = await newPublished(test, worker, library);
    const seen = { id: uuidIn(cardId) };
    for (const viewer of [worker.self, library.manager, people.admin, people.analyst])
      test.service.impressions.count(viewer, [seen]);
    await test.service.impressions.flush();
    expect(await counted(cardId)).toBe(0);
    test.service.impressions.count(partner.member, [seen]);
    test.service.impressions.count({ kind: "anonymous" }, [seen]);
    await test.service.impressions.flush();
    expect(await counted(cardId)).toBe(2);
  });

  it("are written together, later: to show a page takes one reading and no writing", async () => {
    const { cardId } = await shownWorker();
    await test.service.impressions.flush();
    const list = "{ showcase(first: 50) { nodes { id } } }";
    const { statements } = await test.execute(list, {}, partner.member);
    expect(statements).toBe(1);
    expect(await counted(cardId)).toBe(0);
    await test.service.impressions.flush();
    expect(await counted(cardId)).toBeGreaterThan(0);
  });

  it("are kept for the next time when they cannot be written, and dropped for cards that have gone", async () => {
    const [{ cardId }, { cardId: gone }] = [await shownWorker(), await shownWorker()];
    await test.service.impressions.flush();
    for (const id of [cardId, gone]) test.service.impressions.count(partner.member, [{ id: uuidIn(id) }]);
    await sql("alter table showcase_clock rename to showcase_clock_away");
    await test.service.impressions.flush();
    await sql("alter table showcase_clock_away rename to showcase_clock");
    expect(await counted(cardId)).toBe(0);
    await sql("delete from showcase_card where id = $1", [uuidIn(gone)]);
    await test.service.impressions.flush();
    expect(await counted(cardId)).toBe(1);
  });

  it("of one card are counted right when several processes write at once", async () => {
    const cards = [(await shownWorker()).cardId, (await shownWorker()).cardId];
    const { Impressions } = await import("../../src/showcase/index.js");
    const { Commands } = await import("../../src/platform/database/commands.js");
    const { Origin } = await import("../../src/platform/database/origin.js");
    const { dataSource, feed } = test.service;
    const replicas = [1, 2, 3].map(
      () => new Impressions(new Commands(dataSource, feed, new Origin()), { warn: () => {} } as never),
    );
    for (let round = 0; round < 10; round++) {
      for (const replica of replicas)
        replica.count(
          partner.member,
          (round % 2 ? cards : cards.toReversed()).map((id) => ({ id: uuidIn(id) })),
        );
      await Promise.all(replicas.map((replica) => replica.flush()));
    }
    for (const id of cards) expect(await counted(id)).toBe(30);
    const turns = await sql("select turn::int from showcase_card where id = any($1::uuid[])", [
      cards.map(uuidIn),
    ]);
    expect(turns).toEqual([{ turn: 30 }, { turn: 30 }]);
  });
});

describe("the report on exposure", () => {
  it("says how the impressions of a time are spread over those whom partners find now", async () => {
    const shown = [];
    for (let count = 0; count < 6; count++) shown.push(await shownWorker());
    const [first, second, third] = shown.map(({ cardId }) => cardId) as [string, string, string];
    await impressed(first, "2026-03-02", 4);
    await impressed(first, "2026-03-09", 6);
    await impressed(second, "2026-03-03", 3);
    await impressed(third, "2026-04-01", 9);
    // Two cards of one worker count together.
    const more = await newPublished(test, shown[1]!.worker, library);
    await impressed(more, "2026-03-04", 2);
    // Whoever does not want to be found any more, has withdrawn the card, or works elsewhere, does not count.
    const hidden = await shownWorker();
    await impressed(hidden.cardId, "2026-03-03", 50);
    await sql("update worker set discoverability = 'CONSORTIUM' where id = $1", [
      hidden.worker.self.workerId,
    ]);
    const withdrawn = await shownWorker();
    await impressed(withdrawn.cardId, "2026-03-03", 50);
    await step(test, "withdraw", withdrawn.cardId, 3, withdrawn.worker.self);
    const offer = await newCard(test, library.manager);
    await step(test, "publish", offer, 1, library.manager);
    await impressed(offer, "2026-03-10", 7);

    const march = '(from: "2026-03-01", to: "2026-03-31")';
    const found = await report(people.analyst, march);
    const spread = [0, 0, 0, 0, 5, 10];
    const each = (values: number[]) => values.map((value) => [value, 1] as const);
    expect(found).toEqual({
      ...{ from: "2026-03-01", to: "2026-03-31", isSuppressed: false, workers: 6, impressions: 15 },
      ...{ neverShown: 4, shareNeverShown: 4 / 6, offerImpressions: 7 },
      gini: gini(each(spread)),
      periods: [
        { from: "2026-02-23", impressions: 0, workersShown: 0, gini: null, offerImpressions: 0 },
        {
          ...{ from: "2026-03-02", impressions: 9, workersShown: 2, offerImpressions: 0 },
          gini: gini(each([0, 0, 0, 0, 4, 5])),
        },
        {
          ...{ from: "2026-03-09", impressions: 6, workersShown: 1, offerImpressions: 7 },
          gini: gini(each([0, 0, 0, 0, 0, 6])),
        },
        { from: "2026-03-16", impressions: 0, workersShown: 0, gini: null, offerImpressions: 0 },
        { from: "2026-03-23", impressions: 0, workersShown: 0, gini: null, offerImpressions: 0 },
        { from: "2026-03-30", impressions: 0, workersShown: 0, gini: null, offerImpressions: 0 },
      ],
    });
    const monthly = await report(people.admin, '(from: "2026-03-01", to: "2026-04-30", period: MONTH)');
    expect(
      monthly.periods.map(({ from, impressions }: { from: string; impressions: number }) => [
        from,
        impressions,
      ]),
    ).toEqual([
      ["2026-03-01", 15],
      ["2026-04-01", 9],
    ]);
    expect(monthly).toMatchObject({ impressions: 24, neverShown: 3 });
  });

  it("is of a manager's own library, and of nobody else's consortium", async () => {
    const other = await newLibrary(test, people);
    for (let count = 0; count < 5; count++) await impressed((await shownWorker()).cardId, "2026-03-02", 1);
    for (let count = 0; count < 7; count++)
      await impressed((await shownWorker(other)).cardId, "2026-03-02", 2);
    const day = '(from: "2026-03-02", to: "2026-03-02", period: DAY)';
    expect(await report(library.manager, day)).toMatchObject({ workers: 5, impressions: 5, gini: 0 });
    expect(await report(other.manager, day)).toMatchObject({ workers: 7, impressions: 14, neverShown: 0 });
    expect(await report(people.analyst, day)).toMatchObject({ workers: 12, impressions: 19 });
    const elsewhere = await newConsortium(test);
    expect(await report(elsewhere.analyst, day)).toMatchObject({ isSuppressed: true, offerImpressions: 0 });
  });

  it("says nothing about fewer than five workers", async () => {
    for (let count = 0; count < 4; count++) await impressed((await shownWorker()).cardId, "2026-03-02", 1);
    const day = '(from: "2026-03-02", to: "2026-03-02", period: DAY)';
    const none = { impressions: null, gini: null };
    expect(await report(people.analyst, day)).toMatchObject({
      ...{ isSuppressed: true, workers: null, neverShown: null, shareNeverShown: null, ...none },
      periods: [{ workersShown: null, ...none }],
    });
    await shownWorker();
    expect(await report(people.analyst, day)).toMatchObject({
      isSuppressed: false,
      workers: 5,
      neverShown: 1,
    });
  });

  it("is about the last 90 days when nothing else is asked for, up to what was just shown", async () => {
    for (let count = 0; count < 5; count++) await shownWorker();
    await showcase(test, partner.member, { kind: "WORKER" }, { first: 100 });
    await test.service.impressions.flush();
    const { from, to, neverShown } = await report(people.analyst);
    expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBe(90);
    expect(neverShown).toBe(0);
  });

  it.each([
    ['(from: "2026-03-02", to: "2026-03-01")', /must not be before/],
    ['(from: "2026-01-01", to: "2026-12-31", period: DAY)', /fewer days, or for longer periods/],
    ['(from: "1800-01-01")', /day of the years 1900/],
  ])("is refused %s", async (args, message) => {
    await expect(report(people.analyst, args)).rejects.toThrow(message);
  });

  it("has no more periods than it says for the most days that it takes", async () => {
    const from = new Date(Date.parse("2026-03-31") - 98 * 7 * 86_400_000).toISOString().slice(0, 10);
    const { periods } = await report(people.analyst, `(from: "${from}", to: "2026-03-31", period: WEEK)`);
    expect(periods.length).toBeLessThanOrEqual(100);
  });
});
