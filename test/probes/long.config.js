/** The probes in their long form: `npm run test:long`. */
module.exports = {
  ...require("../../jest.config.js"),
  rootDir: "../..",
  roots: ["<rootDir>/test/probes"],
  globals: { PROBE_QUERIES: 120_000 },
};
