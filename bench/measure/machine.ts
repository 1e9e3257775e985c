import { arch, cpus, loadavg, platform, totalmem } from "node:os";
import type { ClientBase } from "pg";

/** What figures depend on, one fact a line, as Markdown. */
export async function machineFacts(client: ClientBase): Promise<string> {
  const { rows } = await client.query(
    `select current_setting('server_version') as version, current_setting('shared_buffers') as buffers`,
  );
  return [
    processorFact(),
    `- Node ${process.versions.node}, PostgreSQL ${rows[0].version} (shared_buffers ${rows[0].buffers})`,
    today(),
  ].join("\n");
}

/** The same where no database takes part, and how busy the machine is. */
export const computingFacts = (): string =>
  [
    processorFact(),
    `- Node ${process.versions.node}; load average over a minute ${loadavg()[0]!.toFixed(1)}`,
    today(),
  ].join("\n");

function processorFact(): string {
  const processors = cpus();
  const [first] = processors;
  return `- ${processors.length} cores, ${first?.model.trim() ?? "unknown"}; ${Math.round(totalmem() / 2 ** 30)} GB; ${platform()} ${arch()}`;
}

const today = () => `- ${new Date().toISOString().slice(0, 10)}`;
