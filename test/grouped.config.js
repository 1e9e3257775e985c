const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");
const { maxWorkers, testTimeout, ...config } = require("../jest.config.js");

const base = { ...config, rootDir: join(__dirname, "..") };

// For `npm test`. To load the service takes a test file as long as its tests often do, so many files share what is loaded,
// each with a database of its own as ever. A single file is run by `npx jest PATH`, on its own.

/** Not those that replace something of the process, */
const REPLACES = /jest\.(spyOn|useFakeTimers|resetModules|setTimeout)|only-the-date|process\.env/;

/**
 * nor those that need no service, or one that was loaded in its own order, or in which processes, their memory or many
 * questions matter.
 */
const ALONE =
  /^((architecture|insights\/attack|schema|allocation\/solver|skills\/(typed|whole))|(auth|bench|chaos|faults|import|journeys|limits|live|matching\/engine|matching\/feed|plain|platform|policies|probes|start)\/)/;

const GROUPS = 16;

const files = readdirSync(__dirname, { recursive: true })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => ({ file, text: readFileSync(join(__dirname, file), "utf8") }));
const isShared = ({ file, text }) => !REPLACES.test(text) && !ALONE.test(file);
const shared = files
  .filter(isShared)
  .sort((a, b) => b.text.length - a.text.length)
  .map(({ file }) => file);
const alone = files.filter((file) => !isShared(file)).map(({ file }) => `<rootDir>/test/${file}`);

module.exports = {
  maxWorkers,
  testTimeout,
  projects: [
    { ...base, testMatch: alone },
    ...Array.from({ length: GROUPS }, (_, group) => ({
      ...base,
      displayName: `group ${group + 1} of ${GROUPS}`,
      testMatch: ["<rootDir>/test/support/group.ts"],
      globals: { GROUP: shared.filter((_, place) => place % GROUPS === group) },
    })),
  ],
};
