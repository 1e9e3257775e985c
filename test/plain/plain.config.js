/** Everything that tests ask, answered by the plain executor as well: `npm run test:plain`. */
module.exports = {
  ...require("../../jest.config.js"),
  rootDir: "../..",
  globals: { PLAIN_RUN: true },
  testPathIgnorePatterns: [
    "/node_modules/",
    // `npm test` has generated queries compared there, and those for other purposes are many.
    "<rootDir>/test/probes/",
    // Ten thousand changes are about what follows them; those of each kind are made by other tests.
    "<rootDir>/test/matching/feed/converge.test.ts",
    // 1,253 times the same query.
    "<rootDir>/test/skills/typed-names.test.ts",
    // What becomes of a process that is attacked, killed or cut off is no matter of how it answers.
    "<rootDir>/test/faults/",
    "<rootDir>/test/chaos/",
    "<rootDir>/test/journeys/kill.test.ts",
    "<rootDir>/test/limits/attacks.test.ts",
    // What is asked of many worlds there is asked of some in test/insights/supply.test.ts.
    "<rootDir>/test/insights/attack.test.ts",
  ],
};
