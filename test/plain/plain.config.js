/** Everything that tests ask, answered by the plain executor as well: `npm run test:plain`. */
module.exports = {
  ...require("../../jest.config.js"),
  rootDir: "../..",
  globals: { PLAIN_RUN: true },
  // `npm test` has generated queries compared there, and those for other purposes are many.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/probes/"],
};
