import { randomUUID } from "node:crypto";
import {
  newConsortium,
  newLibrary,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Staff,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { newCard, newPublished, showcase, shown, step } from "./carded.js";

let test: TestService;
let people: People;
let library: Staff;
let partner: Organisation;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  library = await newLibrary(test, people, { country: "US", region: "North" });
  partner = await newPartner(test, people);
});
afterAll(() => test.stop());

/** A published offer of the library. */
async function offer(fields: object): Promise<string> {
  const id = await newCard(test, library.manager, fields);
  const { userErrors } = await step(test, "publish", id, 1, library.manager);
  expect(userErrors).toEqual([]);
  return id;
}

const found = (filter: object, viewer = partner.member) => shown(test, viewer, filter, { first: 100 });
const merits = async (filter: object) =>
  Object.fromEntries(
    (await showcase(test, partner.member, filter)).nodes.map(({ id, merit }) => [id, merit]),
  );

describe("a search for words", () => {
  it("finds all of them, each as a whole or its beginning, without regard to case and accents", async () => {
    const id = await offer({ title: "Café für Génealogie", summary: "We trace families, together." });
    for (const search of ["cafe", "GENEALOGIE", "geneal caf", "families trac", "together cafe", "' | cafe"])
      expect(await found({ search })).toEqual([id]);
    for (const search of ["ogie", "cafe unknown", "race", "!?", "cafe & ! tea"])
      expect(await found({ search })).toEqual([]);
  });

  it("finds the name of a skill, other names included", async () => {
    const label = randomUUID();
    const skillId = await newSkill(test, `zither ${label}`, { alternativeLabels: [`psaltery ${label}`] });
    const id = await offer({ title: "Strings", skills: [{ skillId }] });
    expect(await merits({ search: `Zither ${label}` })).toEqual({ [id]: 1 });
    expect(await merits({ search: `PSALTERY ${label.slice(0, 20)}` })).toEqual({ [id]: 1 });
  });

  it("puts what stands in the title before what stands in the summary only", async () => {
    const [title, summary] = [
      await offer({ title: "Falconry" }),
      await offer({ title: "Birds", summary: "falconry" }),
    ];
    const { nodes } = await showcase(test, partner.member, { search: "falconry" });
    expect(nodes.map(({ id, merit }) => [id, merit])).toEqual([
      [title, 1],
      [summary, 0.6],
    ]);
  });
});

describe("a search for a skill", () => {
  it("finds cards with it, and behind them those with one that stands in for it, and says by which link", async () => {
    const asked = await newSkill(test, "wheel throwing");
    const neighbour = await newSkill(test, "hand building", { relatedIds: [asked] });
    const stranger = await newSkill(test, "bee keeping");
    const worker = await newWorker(test, people, library.libraryId, {
      skills: [{ skillId: neighbour, proficiency: "EXPERT" }],
    });
    const near = await newPublished(test, worker, library, { skills: [{ skillId: neighbour }] });
    const exact = await offer({ title: "Pots", skills: [{ skillId: asked }, { skillId: stranger }] });
    await offer({ title: "Honey", skills: [{ skillId: stranger }] });
    const { nodes } = await showcase(test, partner.member, { skillId: asked });
    const affinity = nodes[1]!.merit!;
    expect(nodes).toMatchObject([
      {
        id: exact,
        merit: 1,
        foundBy: { kind: "SAME", value: 1, path: [{ preferredLabel: "wheel throwing" }] },
      },
      {
        ...{ id: near, merit: affinity },
        foundBy: {
          ...{ kind: "RELATED", value: affinity },
          path: [{ preferredLabel: "hand building" }, { preferredLabel: "wheel throwing" }],
        },
      },
    ]);
    expect(affinity).toBeGreaterThan(0.1);
    expect(affinity).toBeLessThan(1);
    // Both conditions together: merits multiply.
    expect(await merits({ skillId: asked, search: "what" })).toEqual({ [near]: affinity });
    expect(await found({ skillId: asked, kind: "LIBRARY" })).toEqual([exact]);
    expect(await found({ skillId: await newSkill(test, randomUUID()) })).toEqual([]);
  });
});

describe("a filter", () => {
  it("finds by place, distance, language, kind and library, all together", async () => {
    const word = randomUUID().replaceAll("-", "");
    const fits = await offer({
      title: word,
      modality: "REMOTE",
      languages: ["en", "fr"],
      country: "CA",
      region: "East",
    });
    for (const other of [
      { modality: "ON_SITE", languages: ["fr"], country: "CA", region: "East" },
      { modality: "REMOTE", languages: ["de"], country: "CA", region: "East" },
      { modality: "HYBRID", languages: ["fr"], country: "US", region: "East" },
      { modality: "HYBRID", languages: ["fr"], country: "CA", region: "West" },
    ])
      await offer({ title: word, ...other });
    const place = { country: "CA", region: "East" };
    const all = { search: word, remote: true, language: "fr", ...place, kind: "LIBRARY" };
    expect(await found({ ...all, libraryId: library.libraryId })).toEqual([fits]);
    expect(await found({ ...all, libraryId: (await newLibrary(test, people)).libraryId })).toEqual([]);
    expect(await found({ ...all, kind: "WORKER" })).toEqual([]);
    expect(await found({ search: word, remote: false })).toHaveLength(1);
    expect(await found({ search: word })).toHaveLength(5);
  });

  it("takes the library's place for a card that says none", async () => {
    const word = randomUUID();
    const id = await offer({ title: word });
    expect(await found({ search: word, country: "US", region: "North" })).toEqual([id]);
  });

  it("is refused an id of another kind", async () => {
    await expect(found({ skillId: library.libraryId })).rejects.toThrow(/expected the id of a skill/);
  });
});

it("reads a page with everything on it in as many statements as a page of one", async () => {
  const other = await newConsortium(test);
  const { member } = await newPartner(test, other);
  const query = `query Q($id: ID!, $first: Int) { showcase(filter: { skillId: $id }, first: $first) { nodes {
    id name title merit foundBy { kind } library { name } worker { name } skills { level skill { preferredLabel } } } } }`;
  const id = await newSkill(test, randomUUID());
  const staff = await newLibrary(test, other);
  for (let count = 0; count < 6; count++) {
    const worker = await newWorker(test, other, staff.libraryId, {
      skills: [{ skillId: id, proficiency: "EXPERT" }],
    });
    await newPublished(test, worker, staff, { skills: [{ skillId: id }], showName: count % 2 === 0 });
  }
  const statementsOf = async (first: number) => {
    const { data, errors, statements } = await test.execute(query, { id, first }, member);
    expect(errors).toEqual([]);
    expect(data.showcase.nodes).toHaveLength(first);
    return statements;
  };
  const [one, six] = [await statementsOf(1), await statementsOf(6)];
  // Cards, skills, workers; libraries are not open to partners.
  expect(six).toBe(3);
  expect(one).toBe(3);
});

it("keeps a library's own offers to be read with it in one statement for many libraries", async () => {
  const { admin } = people;
  const query = "{ libraries(first: 3) { nodes { serviceOffers { id } } } }";
  const { statements } = await test.execute(query, {}, admin);
  expect(statements).toBe(2);
});
