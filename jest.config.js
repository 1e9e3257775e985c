/** @type {import("jest").Config} */
module.exports = {
  rootDir: ".",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  testEnvironment: "node",
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.(t|j|mj)s$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
          target: "es2023",
        },
        module: { type: "commonjs" },
      },
    ],
  },
  // Jest loads CommonJS: jose ships ES modules only, and the exporter of traces imports Node's own when they are needed.
  transformIgnorePatterns: ["/node_modules/(?!(jose|@opentelemetry/otlp-exporter-base)/)"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  testTimeout: 60_000,
  setupFiles: ["reflect-metadata"],
  maxWorkers: 2,
};
