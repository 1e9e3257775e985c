import fc from "fast-check";
import { keepHouse } from "../../src/housekeeping.js";
import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { newConsortium, newLibrary, newPartner, newSkill, type Staff, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { newCard, showcase, shown, step } from "./carded.js";

let test: TestService;
let library: Staff;
let partner: User;

beforeAll(async () => {
  test = await startTestService();
});
beforeEach(async () => {
  const people = await newConsortium(test);
  library = await newLibrary(test, people);
  partner = (await newPartner(test, people)).member;
});
afterAll(() => test.stop());

const sql = (text: string, values: unknown[] = []) => test.service.dataSource.query(text, values);

/** Published offers of the library; one with "plain" in its title answers a search less well. */
async function offers(count: number, title = "Robots"): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await sql(
    `insert into showcase_card (id, consortium_id, kind, library_id, title, summary, status)
     select c.id, l.consortium_id, 'LIBRARY', l.id, $3, 'Robots', 'PUBLISHED'
     from library l cross join unnest($2::uuid[]) c (id) where l.id = $1`,
    [uuidIn(library.libraryId), ids, title],
  );
  return ids.map((id) => typedId("card", id));
}

const filter = () => ({ libraryId: library.libraryId });

/** A page that is read, and written down as shown. */
async function read(first: number, more: object = {}): Promise<string[]> {
  const ids = await shown(test, partner, { ...filter(), ...more }, { first });
  await test.service.impressions.flush();
  return ids;
}

/** Lets each second card show a skill, the others one that is related to it, and the first one both. @returns the filter that asks for it */
async function askForSkill(): Promise<object> {
  const skillId = await newSkill(test, newId());
  const related = await newSkill(test, newId(), { relatedIds: [skillId] });
  await sql(
    `insert into showcase_card_skill (card_id, skill_id)
     select c.id, case when c.number % 2 = 0 then $1::uuid else $2::uuid end
     from (select id, row_number() over (order by id) as number from showcase_card) c
     union all (select id, $1::uuid from showcase_card order by id limit 1)`,
    [uuidIn(skillId), uuidIn(related)],
  );
  return { skillId };
}

async function impressionsOf(ids: readonly string[]): Promise<number[]> {
  const rows: { count: number }[] = await sql(
    `select coalesce(sum(i.impressions), 0)::int as count from unnest($1::uuid[]) with ordinality c (id, at)
     left join showcase_impression i on i.card_id = c.id group by c.at order by c.at`,
    [ids.map(uuidIn)],
  );
  return rows.map(({ count }) => count);
}

/** All cards from page to page; `between` happens after each page. */
async function walk(first: number, between: () => Promise<unknown>, more: object = {}): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await showcase(test, partner, { ...filter(), ...more }, { first, after });
    seen.push(...nodes.map(({ id }) => id));
    if (!pageInfo.hasNextPage) return seen;
    if (seen.length > 100) throw new Error("This walk does not end.");
    after = pageInfo.endCursor;
    await between();
  }
}

describe("turns", () => {
  it("give cards of equal merit equally many impressions, over many reads", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 5, maxLength: 25 }),
        async (count, pages) => {
          await sql("delete from showcase_card");
          const ids = await offers(count);
          const given: string[] = [];
          for (const first of pages) given.push(...(await read(first)));
          const impressions = ids.map((id) => given.filter((one) => one === id).length);
          expect(Math.max(...impressions) - Math.min(...impressions)).toBeLessThanOrEqual(1);
          // A run that compares executors shows each page more than once.
          const written = await impressionsOf(ids);
          expect(written.every((count, at) => count >= impressions[at]!)).toBe(true);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("let those come first who were shown least, and only among equals", async () => {
    const equals = await offers(4);
    const [plain] = await offers(1, "Something else");
    const search = { search: "robots" };
    const first = await read(3, search);
    expect(equals).toEqual(expect.arrayContaining(first));
    const next = await read(4, search);
    expect(next[0]).toBe(equals.find((id) => !first.includes(id)));
    // Never shown, and still behind: its merit is lower.
    expect(await shown(test, partner, { ...filter(), ...search })).toEqual([
      ...(await shown(test, partner, { ...filter(), ...search }, { first: 4 })),
      plain,
    ]);
  });

  it.each<[string, () => Promise<object>]>([
    ["everything", async () => ({})],
    ["a search with merits", async () => ({ search: "robots" })],
    ["a skill and its neighbour", askForSkill],
    ["a search with a skill", async () => ({ ...(await askForSkill()), search: "robots" })],
  ])(
    "neither repeat nor skip a card on a walk through %s, whatever is shown meanwhile",
    async (_, filtered) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 4 }),
          fc.infiniteStream(fc.integer({ min: 1, max: 12 })),
          async (first, firsts) => {
            await sql("delete from showcase_card");
            const ids = [...(await offers(7)), ...(await offers(4, "Something else"))];
            const more = await filtered();
            await read(5, more);
            const order = await shown(test, partner, { ...filter(), ...more }, { first: 100 });
            const others = firsts[Symbol.iterator]();
            const seen = await walk(first, () => read(others.next().value), more);
            expect(seen).toEqual(order);
            expect([...seen].sort()).toEqual([...ids].sort());
          },
        ),
        { numRuns: 6 },
      );
    },
  );

  it("are kept for an hour for those who walk on, who are then told to begin again", async () => {
    await offers(5);
    const { pageInfo } = await showcase(test, partner, filter(), { first: 2 });
    await read(5);
    const house = { ...test.service.house };
    await keepHouse(house);
    const goOn = () => showcase(test, partner, filter(), { first: 2, after: pageInfo.endCursor });
    expect((await goOn()).nodes).toHaveLength(2);
    await sql("update showcase_turn set ended_at = now() - interval '61 minutes'");
    await keepHouse(house);
    await expect(goOn()).rejects.toThrow(/begin again without `after`/);
    expect((await showcase(test, partner, filter(), { first: 2 })).nodes).toHaveLength(2);
  });

  it("begin among the least shown for a new card, which so takes no more than its share", async () => {
    await offers(3);
    for (let reads = 0; reads < 6; reads++) await read(2);
    const late = await newCard(test, library.manager, { title: "Late" });
    await step(test, "publish", late, 1, library.manager);
    const seen = [];
    for (let reads = 0; reads < 8; reads++) seen.push(...(await read(1)));
    expect(seen.filter((id) => id === late)).toHaveLength(2);
  });

  it("are bound to a filter", async () => {
    await offers(3);
    const { pageInfo } = await showcase(test, partner, filter(), { first: 2 });
    const other = { ...filter(), remote: false };
    await expect(showcase(test, partner, other, { after: pageInfo.endCursor })).rejects.toThrow(/cursor/);
  });
});
