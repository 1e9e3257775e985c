import { newSkill } from "../support/people.js";
import { newCard, step } from "./carded.js";
import {
  feedAt,
  idsIn,
  manyCards,
  newOpenTown,
  newShown,
  only,
  type PagesTest,
  PUBLIC_URL,
  startPagesTest,
} from "./public-pages.js";

let test: PagesTest;

beforeAll(async () => {
  test = await startPagesTest();
});
afterAll(() => test.stop());

describe("the feed", () => {
  it("is JSON Feed 1.1", async () => {
    const town = await newOpenTown(test);
    const { cardId, skillId } = await newShown(test, town, {
      ...{ title: "Tales", summary: "Once a week.", country: "US", region: "North", languages: ["en", "es"] },
    });
    const of = await only(test, town);
    const { feed, headers } = await feedAt(test, `/showcase/feed.json?${of}`);
    expect(headers.get("content-type")).toBe("application/feed+json; charset=utf-8");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    const address = `${PUBLIC_URL}/showcase/${cardId}`;
    const { skill } = (
      await test.execute("query Q($id: ID!) { skill(id: $id) { uri preferredLabel } }", { id: skillId })
    ).data;
    expect(feed).toEqual({
      ...{
        version: "https://jsonfeed.org/version/1.1",
        title: expect.any(String),
        description: expect.any(String),
      },
      home_page_url: `${PUBLIC_URL}/showcase?${of}`,
      feed_url: `${PUBLIC_URL}/showcase/feed.json?${of}`,
      language: "en",
      items: [
        {
          ...{
            id: address,
            url: address,
            title: "Tales",
            content_text: "Once a week.",
            summary: "Once a week.",
          },
          date_published: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          date_modified: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          authors: [{ name: expect.stringMatching(/^Candidate [0-9A-Z]{6}$/) }],
          tags: [skill.preferredLabel],
          _skillbridge: {
            ...{ cardId, kind: "WORKER", modality: "HYBRID", languages: ["en", "es"] },
            ...{ country: "US", region: "North", library: null },
            skills: [{ id: skillId, uri: skill.uri, label: skill.preferredLabel, proficiency: "EXPERT" }],
          },
        },
      ],
    });
  });

  it("goes on by `next_url`, the newest first, each once", async () => {
    const town = await newOpenTown(test);
    const cards = await manyCards(test, town, 30);
    const found: string[][] = [];
    for (let next: string | undefined = `/showcase/feed.json?${await only(test, town)}`; next; ) {
      const { feed } = await feedAt(test, next);
      found.push(feed.items.map(({ _skillbridge }) => _skillbridge.cardId));
      next = feed.next_url;
    }
    expect(found.map(({ length }) => length)).toEqual([24, 6]);
    expect(found.flat()).toEqual(cards.toReversed());
  });

  it("is narrowed by a skill and what is narrower, by region, country and library", async () => {
    const town = await newOpenTown(test);
    const broader = await newSkill(test, "a broader skill");
    const narrower = await newSkill(test, "a narrower skill", { broaderIds: [broader] });
    const of = async (skillId: string, more: object) => {
      const skills = [{ skillId, level: "EXPERT" }];
      const id = await newCard(test, town.staff.manager, { skills, ...more });
      await step(test, "publish", id, 1, town.staff.manager);
      return id;
    };
    const north = await of(narrower, { country: "US", region: "North" });
    const south = await of(broader, { country: "CA", region: "South" });
    const other = await newOpenTown(test);
    const { cardId: elsewhere } = await newShown(test, other, { country: "CA", region: "South" });
    const found = async (query: string) => (await idsIn(test, `/showcase/feed.json?${query}`)).sort();
    expect(await found(`skill=${broader}`)).toEqual([north, south].sort());
    expect(await found(`skill=${narrower}`)).toEqual([north]);
    expect(await found(`library=${town.staff.libraryId}`)).toEqual([north, south].sort());
    expect(await found(`${await only(test, town)}&region=North`)).toEqual([north]);
    expect(await found(`${await only(test, town)}&country=CA`)).toEqual([south]);
    // Whose library nobody may see is not found by it.
    expect(await found(`library=${other.staff.libraryId}`)).toEqual([]);
    expect(await found(await only(test, other))).toEqual([elsewhere]);
  });
});
