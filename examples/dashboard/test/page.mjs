import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { preview } from "vite";

const home = join(import.meta.dirname, "..");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = join(home, "screenshots");
mkdirSync(pictures, { recursive: true });

/** Serves the built page as `npm run dashboard` does, on a free port. */
export async function servePage(serviceUrl) {
  process.env.SKILLBRIDGE_URL = serviceUrl;
  process.env.DASHBOARD_PORT = "0";
  const server = await preview({ root: home, configFile: join(home, "vite.config.ts"), logLevel: "silent" });
  return { url: server.resolvedUrls.local[0], stop: () => server.close() };
}

export const startBrowser = (executablePath) =>
  // Chromium has no sandbox for root, as whom builds run.
  chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

/** Opens a page that remembers what went wrong in it. */
export async function openPage(browser, { width = 1280, colorScheme = "light" } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints, close: () => context.close() };
}

/** Waits until everything that was asked is answered. */
export async function untilShown(page) {
  await page.waitForSelector("[data-panel]");
  await page.waitForFunction(
    () => !document.querySelector('[aria-busy="true"]') && !document.body.textContent.includes("Loading…"),
  );
}

/** What axe finds wrong, each as one line; it looks at what is folded, too. */
export async function violationsOf(page, within = "html") {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  // The page lets no script in but its own; the debugger may.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (selector) => globalThis.axe.run(selector, { resultTypes: ["violations"] }),
    within,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
}

/** Keeps a picture of the whole page for people to look at. */
export const takePicture = (page, name) =>
  page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
