/** The long form of the chaos test, for `npm run test:chaos`. */
module.exports = {
  ...require("../../jest.config.js"),
  rootDir: "../..",
  roots: ["<rootDir>/test/chaos"],
  globals: { kills: { service: 100, postgres: 30 } },
};
