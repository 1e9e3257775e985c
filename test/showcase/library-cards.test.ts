import { randomUUID } from "node:crypto";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  type People,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { card, newCard, shown, step } from "./carded.js";

let test: TestService;
let people: People;
let library: Staff;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  library = await newLibrary(test, people, { name: "Elm Library", country: "US", region: "Dakota" });
});
afterAll(() => test.stop());

describe("a library's card", () => {
  it("is published by its manager, with levels of its own, and stands at the library for everybody", async () => {
    const skillId = await newSkill(test, randomUUID());
    const skills = [{ skillId, level: "PROFICIENT" }];
    const id = await newCard(test, library.manager, {
      title: "Bookbinding room",
      skills,
      modality: "ON_SITE",
    });
    const offers = async (viewer?: Parameters<typeof card>[2]) => {
      const query =
        "query Q($id: ID!) { library(id: $id) { serviceOffers { id status name remote skills { level } } } }";
      const { data } = await test.execute(query, { id: library.libraryId }, viewer);
      return data.library.serviceOffers;
    };
    const offer = { id, name: "Elm Library", remote: false, skills: [{ level: "PROFICIENT" }] };
    expect(await offers(library.manager)).toEqual([{ ...offer, status: "DRAFT" }]);
    expect(await offers()).toEqual([]);
    expect((await step(test, "publish", id, 1, library.manager)).card.status).toBe("PUBLISHED");
    expect(await offers()).toEqual([{ ...offer, status: "PUBLISHED" }]);
    const elsewhere = await newPartner(test, await newConsortium(test));
    expect(await shown(test, elsewhere.member, { skillId, kind: "LIBRARY" })).toEqual([id]);
    const change = { id, expectedVersion: 2, title: "Bookbinding" };
    const { card: changed } = await must(
      test,
      "updateShowcaseCard",
      "card { status }",
      change,
      library.manager,
    );
    expect(changed.status).toBe("PUBLISHED");
  });

  it("bears no person's name", async () => {
    const input = { title: "A card", showName: true };
    expect(await attempt(test, "createShowcaseCard", "card { id }", input, library.manager)).toMatchObject({
      userErrors: [{ code: "BAD_USER_INPUT", field: ["input", "showName"] }],
    });
  });
});

it("merges the skills of cards with those of the taxonomy, the better level staying", async () => {
  const [gone, kept] = [await newSkill(test, randomUUID()), await newSkill(test, randomUUID())];
  const skills = [
    { skillId: gone, level: "EXPERT" },
    { skillId: kept, level: "NOVICE" },
  ];
  const id = await newCard(test, library.manager, { skills });
  const input = { duplicateId: gone, expectedVersion: 1, survivorId: kept };
  await must(test, "mergeSkills", "skill { id }", input, people.admin);
  const seen = await card(test, id, library.manager, "version skills { level skill { id } }");
  expect(seen).toEqual({ version: 2, skills: [{ level: "EXPERT", skill: { id: kept } }] });
});
