import { arch, cpus, platform, totalmem } from "node:os";
import type { ClientBase } from "pg";

/** What figures depend on, one fact a line, as Markdown. */
export async function machineFacts(client: ClientBase): Promise<string> {
  const { rows } = await client.query(
    `select current_setting('server_version') as version, current_setting('shared_buffers') as buffers`,
  );
  const processors = cpus();
  return [
    `- ${processors.length} cores, ${processors[0]?.model.trim() ?? "unknown"}; ${Math.round(totalmem() / 2 ** 30)} GB; ${platform()} ${arch()}`,
    `- Node ${process.versions.node}, PostgreSQL ${rows[0].version} (shared_buffers ${rows[0].buffers})`,
    `- ${new Date().toISOString().slice(0, 10)}`,
  ].join("\n");
}
