/** Everything that tests ask, answered by the plain executor as well: `npm run test:plain`. */
module.exports = {
  ...require("../../jest.config.js"),
  rootDir: "../..",
  globals: { PLAIN_RUN: true },
};
