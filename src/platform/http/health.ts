import type { FastifyInstance } from "fastify";

/** What has to hold before requests should come here; a check throws, or says what is missing. */
export type Readiness = () => Promise<Readonly<Record<string, string>>>;

/** `/healthz`: the process lives. `/readyz`: it can answer; 503 with the reason when it cannot. */
export function serveHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_, reply) => {
    try {
      return { status: "ok", ...(await readiness()) };
    } catch (error) {
      return reply.code(503).send({ status: "unavailable", reason: (error as Error).message });
    }
  });
}
