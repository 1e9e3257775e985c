/** Tests that take long: `npm run test:long`. */
/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  roots: ["<rootDir>/test/probes"],
  globals: { PROBE_QUERIES: 120_000 },
  maxWorkers: 1,
};
