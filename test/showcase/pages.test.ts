import { must, newSkill } from "../support/people.js";
import { card, newCard, step } from "./carded.js";
import {
  idsIn,
  manyCards,
  newOpenTown,
  newShown,
  type OpenTown,
  only,
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

/** What stands on all three pages that show a card. */
async function everywhere(town: OpenTown, cardId: string): Promise<string> {
  const of = await only(test, town);
  const pages = [`/showcase/${cardId}`, `/showcase?${of}`, `/showcase/feed.json?${of}`];
  return (await Promise.all(pages.map((path) => test.get(path)))).map(({ text }) => text).join("\n");
}

describe("what everybody sees", () => {
  it("is nothing until the consortium opens its showcase, and nothing once it closes it", async () => {
    const town = await newOpenTown(test);
    const { cardId, worker } = await newShown(test, town, { title: "Tales in the evening" });
    const of = await only(test, town);
    const seen = async () => ({
      page: (await test.get(`/showcase/${cardId}`)).status,
      listed: (await test.get(`/showcase?${of}`)).text.includes("Tales in the evening"),
      feed: await idsIn(test, `/showcase/feed.json?${of}`),
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
    expect(await idsIn(test, `/showcase/feed.json?library=${town.staff.libraryId}`)).toEqual([cardId]);
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
    expect(await idsIn(test, `/showcase/feed.json?skill=${skillId}`)).toEqual([cardId]);
    expect(await idsIn(test, `/showcase/feed.json?skill=${hidden}`)).toEqual([]);
    expect((await test.get(`/showcase?skill=${hidden}`)).text).not.toContain(cardId);
    // Also where a page was kept from before.
    expect((await test.get(`/showcase/${cardId}`)).status).toBe(200);
    const close = { id: worker.id, expectedVersion: 2, discoverability: "PARTNERS" };
    await must(test, "updateWorker", "worker { id }", close, worker.self);
    expect((await test.get(`/showcase/${cardId}`)).status).toBe(404);
    expect(await idsIn(test, `/showcase/feed.json?${await only(test, town)}`)).toEqual([]);
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
    expect(await idsIn(test, `/showcase/feed.json?${await only(test, town)}`)).toEqual([]);
  });

  it("counts as an impression on pages that are read, not in feeds", async () => {
    const town = await newOpenTown(test);
    const { cardId } = await newShown(test, town);
    const of = await only(test, town);
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
    const cards = await manyCards(test, town, 30);
    const of = await only(test, town);
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
