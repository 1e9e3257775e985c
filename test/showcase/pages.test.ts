import { must, newSkill, newWorker } from "../support/people.js";
import { card, newCard, newPublished, step } from "./carded.js";
import {
  newOpenTown,
  newShown,
  type OpenTown,
  type PagesTest,
  PUBLIC_URL,
  setOpen,
  startPagesTest,
} from "./public-pages.js";

let test: PagesTest;

beforeAll(async () => {
  test = await startPagesTest();
});
afterAll(() => test.stop());

/** The parameter that lists a consortium's cards alone. */
async function only({ people }: OpenTown): Promise<string> {
  const { data } = await test.execute("{ me { consortium { id } } }", {}, people.admin);
  return `consortium=${data.me.consortium.id}`;
}

interface FeedItem {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly content_text: string;
  readonly authors: readonly { readonly name: string }[];
  readonly tags: readonly string[];
  readonly _skillbridge: { readonly cardId: string; readonly [more: string]: unknown };
}

const feedAt = async (address: string) => {
  const { status, headers, text } = await test.get(address);
  expect(status).toBe(200);
  return {
    headers,
    feed: JSON.parse(text) as { items: FeedItem[]; next_url?: string; [more: string]: unknown },
  };
};

const idsIn = async (address: string) =>
  (await feedAt(address)).feed.items.map(({ _skillbridge }) => _skillbridge.cardId);

/** What stands on all three pages that show a card. */
async function everywhere(town: OpenTown, cardId: string): Promise<string> {
  const of = await only(town);
  const pages = [`/showcase/${cardId}`, `/showcase?${of}`, `/showcase/feed.json?${of}`];
  return (await Promise.all(pages.map((path) => test.get(path)))).map(({ text }) => text).join("\n");
}

describe("what everybody sees", () => {
  it("is nothing until the consortium opens its showcase, and nothing once it closes it", async () => {
    const town = await newOpenTown(test);
    const { cardId, worker } = await newShown(test, town, { title: "Tales in the evening" });
    const of = await only(town);
    const seen = async () => ({
      page: (await test.get(`/showcase/${cardId}`)).status,
      listed: (await test.get(`/showcase?${of}`)).text.includes("Tales in the evening"),
      feed: await idsIn(`/showcase/feed.json?${of}`),
      address: (await card(test, cardId, worker.self, "publicUrl")).publicUrl,
    });
    const open = { page: 200, listed: true, feed: [cardId], address: `${PUBLIC_URL}/showcase/${cardId}` };
    const closed = { page: 404, listed: false, feed: [], address: null };
    expect(await seen()).toEqual(open);
    expect((await setOpen(test, town.people, false)).consortium.showcaseUrl).toBeNull();
    expect(await seen()).toEqual(closed);
    expect((await setOpen(test, town.people, true)).consortium.showcaseUrl).toBe(
      `${PUBLIC_URL}/showcase?${of}`,
    );
    expect(await seen()).toEqual(open);
  });

  it("is a pseudonym, and neither name, mail, job title nor library of the worker", async () => {
    const town = await newOpenTown(test, { name: "Secret Branch" });
    const person = { name: "Ada Unnamed", email: "ada@secret.example", jobTitle: "Head of Secrets" };
    const { cardId, worker } = await newShown(test, town, {}, person);
    const { pseudonym } = await card(test, cardId, undefined, "pseudonym");
    const all = await everywhere(town, cardId);
    expect(all).toContain(pseudonym);
    const own = ["Ada Unnamed", "ada@secret.example", "Head of Secrets", "Secret Branch", worker.id];
    expect(own.filter((secret) => all.includes(secret))).toEqual([]);
  });

  it("is the name and the library of a worker who lets everybody see them", async () => {
    const town = await newOpenTown(test, { name: "Open Branch" });
    const { cardId, worker } = await newShown(test, town, { showName: true }, { name: "Ada Named" });
    const show = { id: worker.id, expectedVersion: 2, fieldVisibility: { library: "PUBLIC" } };
    await must(test, "updateWorker", "worker { id }", show, worker.self);
    const all = await everywhere(town, cardId);
    for (const shown of ["Ada Named", "Open Branch"]) expect(all).toContain(shown);
    expect(await idsIn(`/showcase/feed.json?library=${town.staff.libraryId}`)).toEqual([cardId]);
  });

  it("is only of workers whom everybody may find, with skills that everybody may see", async () => {
    const town = await newOpenTown(test);
    const hidden = await newSkill(test, "a hidden skill");
    const { cardId, worker, skillId } = await newShown(test, town);
    const add = { workerId: worker.id, skillId: hidden, proficiency: "EXPERT", visibility: "PARTNERS" };
    await must(test, "addWorkerSkill", "workerSkill { id }", add, worker.self);
    const skills = [{ skillId }, { skillId: hidden }];
    await must(
      test,
      "updateShowcaseCard",
      "card { id }",
      { id: cardId, expectedVersion: 3, skills },
      worker.self,
    );
    expect(await everywhere(town, cardId)).not.toContain("a hidden skill");
    expect(await idsIn(`/showcase/feed.json?skill=${skillId}`)).toEqual([cardId]);
    expect(await idsIn(`/showcase/feed.json?skill=${hidden}`)).toEqual([]);
    expect((await test.get(`/showcase?skill=${hidden}`)).text).not.toContain(cardId);
    // Also where a page was kept from before.
    expect((await test.get(`/showcase/${cardId}`)).status).toBe(200);
    const close = { id: worker.id, expectedVersion: 2, discoverability: "PARTNERS" };
    await must(test, "updateWorker", "worker { id }", close, worker.self);
    expect((await test.get(`/showcase/${cardId}`)).status).toBe(404);
    expect(await idsIn(`/showcase/feed.json?${await only(town)}`)).toEqual([]);
  });

  it("is gone once it is withdrawn, and looks like what never was", async () => {
    const town = await newOpenTown(test);
    const { cardId, worker } = await newShown(test, town);
    const draft = await newCard(test, worker.self);
    expect((await test.get(`/showcase/${cardId}`)).status).toBe(200);
    await step(test, "withdraw", cardId, 3, worker.self);
    const answers = [];
    for (const id of [cardId, draft, "card_01h455vb4pex5vsknk084sn02q", "nothing"]) {
      const { status, headers, text } = await test.get(`/showcase/${id}`);
      answers.push({ status, text, caching: headers.get("cache-control") });
    }
    expect(answers[0]).toMatchObject({ status: 404, caching: "no-store" });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it("is gone with a worker who has their data erased", async () => {
    const town = await newOpenTown(test);
    const { cardId, worker } = await newShown(test, town);
    expect((await test.get(`/showcase/${cardId}`)).status).toBe(200);
    await must(test, "eraseMe", "__typename", { confirmation: "ERASE" }, worker.self);
    expect((await test.get(`/showcase/${cardId}`)).status).toBe(404);
    expect(await idsIn(`/showcase/feed.json?${await only(town)}`)).toEqual([]);
  });

  it("counts as an impression on pages that are read, not in feeds", async () => {
    const town = await newOpenTown(test);
    const { cardId } = await newShown(test, town);
    const of = await only(town);
    await test.get(`/showcase/feed.json?${of}`);
    await test.get(`/showcase?${of}`);
    await test.get(`/showcase?${of}`);
    await test.get(`/showcase/${cardId}`);
    await test.service.impressions.flush();
    const [{ shown }] = await test.service.dataSource.query(
      "select sum(impressions)::int as shown from showcase_impression where consortium_id = $1",
      [town.people.consortiumId],
    );
    expect(shown).toBe(3);
  });
});

describe("a page", () => {
  it("says what it is to search engines and whoever previews a link", async () => {
    const town = await newOpenTown(test);
    const title = 'Tales & "plays" for <all>';
    const { cardId } = await newShown(test, town, { title, summary: "Once a week,\nfor an hour." });
    const { text, headers } = await test.get(`/showcase/${cardId}`);
    const address = `${PUBLIC_URL}/showcase/${cardId}`;
    const shown = "Tales &amp; &quot;plays&quot; for &lt;all&gt;";
    for (const part of [
      '<html lang="en">',
      `<title>${shown} · Skillbridge showcase</title>`,
      `<link rel="canonical" href="${address}">`,
      `<link rel="alternate" type="application/feed+json" title="Skillbridge showcase" href="${PUBLIC_URL}/showcase/feed.json">`,
      '<meta property="og:type" content="article">',
      `<meta property="og:title" content="${shown}">`,
      '<meta property="og:description" content="Once a week, for an hour.">',
      `<meta property="og:url" content="${address}">`,
      '<main id="content">',
      `<h1 dir="auto">${shown}</h1>`,
    ])
      expect(text).toContain(part);
    expect(text.match(/<h1/g)).toHaveLength(1);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  });

  it("may do nothing but show itself", async () => {
    const { headers, text } = await test.get("/showcase");
    const policy = headers.get("content-security-policy")!;
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^style-src 'sha256-[\w+/]{43}='$/),
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    // Nothing that the policy would have to allow.
    expect(text).not.toMatch(/<script|<iframe|<img|\sstyle=|\son\w+=/i);
    expect((await test.get("/showcase/nothing")).headers.get("content-security-policy")).toBe(policy);
  });

  it("is kept for a minute, here and elsewhere, and sent once to whoever has it", async () => {
    const town = await newOpenTown(test);
    const { cardId } = await newShown(test, town, { title: "Before" });
    const path = `/showcase/${cardId}`;
    const first = await test.get(path);
    expect(first.headers.get("cache-control")).toBe("public, max-age=60");
    expect(Number(first.headers.get("age"))).toBeLessThan(60);
    const etag = first.headers.get("etag")!;
    // Behind the back of the service, so that it is not told.
    await test.service.dataSource.query("update showcase_card set title = 'After' where title = 'Before'");
    const again = await test.get(path, { "if-none-match": `"other", W/${etag}` });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await test.get(path, { "if-none-match": '"other"' })).text).toContain("Before");
  });

  it("cannot be asked for what it does not know", async () => {
    for (const query of [
      "skill=x",
      "library=worker_01h455vb4pex5vsknk084sn02q",
      "country=usa",
      "after=x",
      "region=a&region=b",
    ])
      for (const path of ["/showcase", "/showcase/feed.json"]) {
        const { status, headers } = await test.get(`${path}?${query}`);
        expect([path, query, status]).toEqual([path, query, 400]);
        expect(headers.get("cache-control")).toBe("no-store");
      }
    expect((await test.get("/showcase?skill=&utm_source=mail")).status).toBe(200);
  });

  it("waits for its turn, as operations do", async () => {
    const { gate } = test.service;
    let done = () => {};
    const busy = new Promise<void>((resolve) => {
      done = resolve;
    });
    const places = Array.from({ length: 32 }, () => gate.run(() => busy));
    const turnedAway = await test.get("/showcase?region=Nowhere");
    done();
    await Promise.all(places);
    expect([turnedAway.status, turnedAway.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await test.get("/showcase?region=Nowhere")).status).toBe(200);
  });
});

describe("the list", () => {
  it("walks through everything, each card once", async () => {
    const town = await newOpenTown(test);
    const cards = await manyCards(town, 30);
    const of = await only(town);
    const pages: string[][] = [];
    for (let next: string | undefined = `/showcase?${of}`; next; ) {
      const { text, status } = await test.get(next);
      expect(status).toBe(200);
      pages.push([...text.matchAll(/<h2 dir="auto"><a href="[^"]*\/(card_\w+)"/g)].map(([, id]) => id!));
      next = /<a rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
    }
    expect(pages.map(({ length }) => length)).toEqual([24, 6]);
    expect(pages.flat().sort()).toEqual(cards.toSorted());
  });

  it("offers to narrow it by what there is", async () => {
    const town = await newOpenTown(test, { name: "The Narrowing Library" });
    const { cardId } = await newShown(test, town, { country: "US", region: "Narrow Valley" });
    const offer = await newCard(test, town.staff.manager, { title: "A van" });
    await step(test, "publish", offer, 1, town.staff.manager);
    const { text } = await test.get("/showcase");
    expect(text).toContain('<option value="Narrow Valley">Narrow Valley</option>');
    expect(text).toContain(`<option value="${town.staff.libraryId}">The Narrowing Library</option>`);
    const narrowed = await test.get("/showcase?region=Narrow+Valley");
    expect(narrowed.text).toContain('<option value="Narrow Valley" selected>');
    expect(narrowed.text).toContain(cardId);
    expect(narrowed.text).not.toContain(offer);
  });
});

/** Cards of workers, ten each, the last one published last. */
async function manyCards(town: OpenTown, many: number): Promise<string[]> {
  const cards: string[] = [];
  while (cards.length < many) {
    const worker = await newWorker(test, town.people, town.staff.libraryId);
    for (let n = 0; n < 10 && cards.length < many; n++)
      cards.push(await newPublished(test, worker, town.staff, { title: `Card ${cards.length}` }));
  }
  return cards;
}

describe("the feed", () => {
  it("is JSON Feed 1.1", async () => {
    const town = await newOpenTown(test);
    const { cardId, skillId } = await newShown(test, town, {
      ...{ title: "Tales", summary: "Once a week.", country: "US", region: "North", languages: ["en", "es"] },
    });
    const of = await only(town);
    const { feed, headers } = await feedAt(`/showcase/feed.json?${of}`);
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
    const cards = await manyCards(town, 30);
    const found: string[][] = [];
    for (let next: string | undefined = `/showcase/feed.json?${await only(town)}`; next; ) {
      const { feed } = await feedAt(next);
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
    const found = async (query: string) => (await idsIn(`/showcase/feed.json?${query}`)).sort();
    expect(await found(`skill=${broader}`)).toEqual([north, south].sort());
    expect(await found(`skill=${narrower}`)).toEqual([north]);
    expect(await found(`library=${town.staff.libraryId}`)).toEqual([north, south].sort());
    expect(await found(`${await only(town)}&region=North`)).toEqual([north]);
    expect(await found(`${await only(town)}&country=CA`)).toEqual([south]);
    // Whose library nobody may see is not found by it.
    expect(await found(`library=${other.staff.libraryId}`)).toEqual([]);
    expect(await found(await only(other))).toEqual([elsewhere]);
  });
});
