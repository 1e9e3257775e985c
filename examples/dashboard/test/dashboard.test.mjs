import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { findChromium } from "./chromium.mjs";
import { openPage, servePage, startBrowser, takePicture, untilShown, violationsOf } from "./page.mjs";
import { startService, untilTrue } from "./service.mjs";

const chromium = findChromium();
const skip = chromium
  ? false
  : "No Chromium was found. Install one, or name it in CHROMIUM, to test the page.";

describe("the dashboard", { skip, timeout: 300_000 }, () => {
  let service;
  let server;
  let browser;

  before(async () => {
    service = await startService();
    server = await servePage(service.url);
    browser = await startBrowser(chromium);
    await untilTrue(async () => {
      const { insights } = await service.ask("{ insights { asOf } }", service.tokens.analyst);
      return insights.asOf !== null;
    });
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    await service?.stop();
  });

  /** Opens the page as somebody, and fails if it complained. */
  async function as(role, options, visit) {
    const { page, complaints, close } = await openPage(browser, options);
    try {
      await page.goto(`${server.url}${options.address ?? ""}#token=${service.tokens[role]}`);
      await visit(page);
      if (!options.mayComplain) assert.deepEqual(complaints, []);
    } finally {
      await close();
    }
  }

  const textsOf = (page, selector) => page.locator(selector).allInnerTexts();
  const panel = (page, name) => page.locator(`[data-panel="${name}"]`);

  it("lets in whoever the service knows, and nobody else", async () => {
    const { page, close } = await openPage(browser);
    await page.goto(server.url);
    assert.deepEqual(await violationsOf(page), []);
    await page.getByLabel("Token", { exact: true }).fill("made-up");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: /token/i }).waitFor();
    await page.getByLabel("Token", { exact: true }).fill(service.tokens.analyst);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Lakes and Rivers Library Consortium" }).waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Token", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await close();
  });

  it("takes a token out of the address at once", async () => {
    await as("analyst", {}, async (page) => {
      await untilShown(page);
      assert.equal(page.url(), server.url);
    });
  });

  it("shows the skill gaps that the service tells", async () => {
    const { insights } = await service.ask(
      `{ insights { smallestGroup gapMatrix(includeNarrower: true, orderBy: NEEDED) {
        places { label } rows { skill { preferredLabel } cells { have needed gap } } } } }`,
      service.tokens.analyst,
    );
    const { places, rows } = insights.gapMatrix;
    assert.ok(places.length > 0 && rows.length > 0);
    const cellsIn = (page) =>
      page
        .locator(".heat-map tbody tr")
        .evaluateAll((lines) =>
          lines.map((line) =>
            [...line.cells].map((cell) => (cell.querySelector(".unseen") ?? cell).textContent.trim()),
          ),
        );
    const signed = (gap) => (gap > 0 ? `+${gap}` : String(gap).replace("-", "−"));
    await as("analyst", {}, async (page) => {
      await untilShown(page);
      assert.deepEqual(await textsOf(page, ".heat-map thead th"), [
        "Skill",
        ...places.map(({ label }) => label),
      ]);
      assert.deepEqual(
        await cellsIn(page),
        rows.map(({ skill, cells }) => [
          skill.preferredLabel,
          ...cells.map(({ have, gap }) => (have === null ? `at most ${signed(gap)}` : signed(gap))),
        ]),
      );
      await page.getByLabel("Have", { exact: true }).check();
      assert.deepEqual(
        await cellsIn(page),
        rows.map(({ skill, cells }) => [
          skill.preferredLabel,
          ...cells.map(({ have }) => (have === null ? "fewer than 5, or withheld" : String(have))),
        ]),
      );
    });
  });

  it("shows the way of needs, unmet demand and goals as the service tells them", async () => {
    const { insights } = await service.ask(
      `{ insights { funnel { stages { needs } } unmetDemand(minScore: 40) { openNeeds unmet }
        goals(first: 5) { nodes { title progress { share } } } } }`,
      service.tokens.analyst,
    );
    await as("analyst", {}, async (page) => {
      await untilShown(page);
      const told = await panel(page, "funnel").locator("tbody tr td:nth-child(2)").allTextContents();
      assert.deepEqual(
        told,
        insights.funnel.stages.map(({ needs }) => (needs === null ? "fewer than 5" : String(needs))),
      );
      const { openNeeds, unmet } = insights.unmetDemand;
      assert.match(
        await panel(page, "unmet").locator(".figure").innerText(),
        new RegExp(`^${unmet} of ${openNeeds}`),
      );
      assert.deepEqual(
        await textsOf(page, ".goals .reading strong"),
        insights.goals.nodes.map(({ progress }) => `${Math.round(progress.share * 100)}%`),
      );
    });
  });

  it("tells managers who fits and why, down to every number", async () => {
    await as("manager", {}, async (page) => {
      await untilShown(page);
      const best = page.locator(".match").first();
      const title = await page.locator(".need h3").first().innerText();
      const { needs } = await service.ask(
        `{ needs(first: 20, filter: { statuses: [OPEN] }) { nodes { title matches(first: 1) { nodes { score worker { name } } } } } }`,
        service.tokens.manager,
      );
      const [match] = needs.nodes.find((need) => need.title === title).matches.nodes;
      assert.equal(match.score, Math.max(...needs.nodes.map(({ matches }) => matches.nodes[0]?.score ?? 0)));
      assert.equal(await best.locator(".who strong").first().innerText(), match.worker.name);
      assert.equal(await best.locator(".score strong").innerText(), String(match.score));
      assert.match(await best.locator(".why").innerText(), /^Would grow in .+\. Covers \d of \d skills\./);
      await best.getByText("How the score comes about").click();
      await best.getByText("What the need gets").waitFor();
    });
  });

  it("tells analysts of no person", async () => {
    const { workers } = await service.ask(
      "{ workers(first: 100) { nodes { name } } }",
      service.tokens.manager,
    );
    await as("analyst", {}, async (page) => {
      await untilShown(page);
      const text = await page.locator("body").innerText();
      assert.deepEqual(
        workers.nodes.filter(({ name }) => name && text.includes(name)),
        [],
      );
    });
  });

  for (const [name, width] of [
    ["wide", 1280],
    ["narrow", 360],
  ])
    for (const colorScheme of ["light", "dark"])
      it(`is accessible where the screen is ${name} and ${colorScheme}`, async () => {
        await as("manager", { width, colorScheme }, async (page) => {
          await untilShown(page);
          await takePicture(page, `${name}-${colorScheme}`);
          assert.deepEqual(await violationsOf(page), []);
          for (const measure of ["Needed", "Want to learn"]) {
            await page.getByLabel(measure, { exact: true }).check();
            assert.deepEqual(await violationsOf(page, ".heat-map"), []);
          }
          const [content, screen] = await page.evaluate(() => [
            document.documentElement.scrollWidth,
            innerWidth,
          ]);
          assert.ok(content <= screen, `the page is ${content} pixels wide on a screen of ${screen}`);
        });
      });

  it("keeps the theme that somebody chose, whatever the system says", async () => {
    await as("analyst", { colorScheme: "light" }, async (page) => {
      await untilShown(page);
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await ground();
      await page.getByLabel("Dark", { exact: true }).check();
      const dark = await ground();
      assert.notEqual(dark, light);
      await page.reload();
      await untilShown(page);
      assert.equal(await ground(), dark);
      await page.getByLabel("System", { exact: true }).check();
      assert.equal(await ground(), light);
    });
  });

  it("needs no mouse", async () => {
    await as("analyst", {}, async (page) => {
      await untilShown(page);
      await page.keyboard.press("Tab");
      assert.equal(
        await page.evaluate(() => document.activeElement.textContent.trim()),
        "Skip to the figures",
      );
      await page.getByLabel("Gap", { exact: true }).focus();
      await page.keyboard.press("ArrowRight");
      assert.ok(await page.getByLabel("Needed", { exact: true }).isChecked());
      const second = page.locator(".heat-map tbody button").nth(1);
      await second.focus();
      await page.keyboard.press("Enter");
      await untilShown(page);
      assert.equal(await page.locator(".trend h3").innerText(), await second.innerText());
    });
  });

  it("keeps what somebody looks at in the address", async () => {
    await as("analyst", {}, async (page) => {
      await untilShown(page);
      await page.getByLabel("Place", { exact: true }).selectOption({ label: "Tamarack County" });
      const early = String(new Date().getUTCFullYear() - 3);
      await page.getByLabel("Year", { exact: true }).selectOption(early);
      await panel(page, "funnel").getByText(`There are no figures of ${early}.`).waitFor();
      await page.reload();
      await panel(page, "funnel").getByText(`There are no figures of ${early}.`).waitFor();
      const chosen = page.getByLabel("Place", { exact: true }).locator("option:checked");
      await untilTrue(async () => (await chosen.innerText()) === "Tamarack County");
    });
  });

  it("says so when the figures are not for somebody's role", async () => {
    await as("worker", { mayComplain: true }, async (page) => {
      await page.getByText("Your role does not see this.").waitFor();
      assert.deepEqual(await violationsOf(page), []);
    });
  });

  it("loads again, panel by panel, what could not be loaded", async () => {
    await as("analyst", { mayComplain: true, address: "?year=" }, async (page) => {
      await untilShown(page);
      await page.route("**/graphql", (route) =>
        route.request().postData().includes("query Funnel") ? route.abort() : route.continue(),
      );
      await page.reload();
      await untilShown(page);
      await panel(page, "funnel").getByText("No connection to the service.").waitFor();
      assert.equal(await page.getByRole("alert").count(), 1);
      assert.deepEqual(await violationsOf(page), []);
      await page.unroute("**/graphql");
      await panel(page, "funnel").getByRole("button", { name: "Try again" }).click();
      await panel(page, "funnel").locator("svg").waitFor();
    });
  });

  it("asks for a new token once the old one is not accepted any more", async () => {
    await as("analyst", { mayComplain: true }, async (page) => {
      await untilShown(page);
      await page.evaluate(() => sessionStorage.setItem("skillbridge.token", "expired"));
      await page.reload();
      await page.getByRole("alert").filter({ hasText: "Sign in again" }).waitFor();
    });
  });
});
