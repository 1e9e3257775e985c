import { defineConfig } from "vite";

/** Where the service answers: the page asks its own origin, which passes the questions on. */
const service = process.env.SKILLBRIDGE_URL ?? "http://127.0.0.1:4000";
const port = Number(process.env.DASHBOARD_PORT ?? 4400);

const served = {
  host: "127.0.0.1",
  port,
  strictPort: true,
  proxy: { "/graphql": { target: service, changeOrigin: true } },
};

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: { target: "es2022", chunkSizeWarningLimit: 700 },
  server: served,
  preview: served,
});
