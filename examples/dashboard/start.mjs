// Installs what is missing, builds the page and serves it: `npm run dashboard` in the root of the repository.
import { execFile, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const here = import.meta.dirname;
const root = join(here, "..", "..");
const service = process.env.SKILLBRIDGE_URL ?? "http://127.0.0.1:4000";

/** Whether what is installed is older than what the lockfile says. */
function isStale() {
  const installed = join(here, "node_modules", ".package-lock.json");
  return (
    !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(here, "package-lock.json")).mtimeMs
  );
}

function npm(...words) {
  const { status } = spawnSync("npm", words, {
    cwd: here,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

async function whoIs(token) {
  const response = await fetch(new URL("/graphql", service), {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: "{ me { role } }" }),
  }).catch(() => null);
  const reply = await response?.json().catch(() => null);
  return reply?.data?.me.role ?? null;
}

/**
 * Links that sign in, where the service is a development one on this machine that takes the tokens which
 * `npm run token` prints. A token stands behind the `#`, which browsers send nowhere.
 */
async function linksTo(page) {
  const links = [];
  for (const role of ["analyst", "manager"]) {
    const token = await promisify(execFile)(process.execPath, ["dist/src/cli.js", "token", "--role", role], {
      cwd: root,
    })
      .then(({ stdout }) => stdout.trim())
      .catch(() => null);
    if (token && (await whoIs(token)) === role.toUpperCase())
      links.push(`  as ${role.padEnd(8)} ${page}#token=${token}`);
  }
  return links;
}

const isOurs = () =>
  ["127.0.0.1", "localhost", "[::1]"].includes(new URL(service).hostname) &&
  process.env.NODE_ENV !== "production" &&
  (process.env.DATABASE_URL !== undefined || existsSync(join(root, process.env.DATA_DIR ?? ".data")));

if (isStale()) npm("ci", "--no-audit", "--no-fund");
npm("run", "build", "--silent");

const { preview } = await import("vite");
const { resolvedUrls } = await preview({ root: here, configFile: join(here, "vite.config.ts") });
const [page] = resolvedUrls.local;
console.log(
  `\nThe dashboard is at ${page}\n  It asks ${service}; SKILLBRIDGE_URL names another service, DASHBOARD_PORT another port.`,
);
if ((await whoIs(null)) === null)
  console.log(`  Nothing answers there yet: start the service with npm start.`);
else if (isOurs()) {
  const links = await linksTo(page);
  if (links.length > 0) console.log(`\nSigned in, for development only:\n\n${links.join("\n")}`);
}
console.log("\nStop with Ctrl-C.");
