import { ConfigError } from "./config.js";
import { DatabaseStartError } from "./platform/database/embedded/database-start-error.js";
import { ImportError } from "./platform/import/import-error.js";
import { ProcessesError } from "./platform/processes/processes.js";

/** Ends the process with 1, after saying what happened and what to do; only the unexpected shows its stack. */
export function exitWithMessage(error: unknown): never {
  console.error(`\n${messageOf(error)}`);
  process.exit(1);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, address, port } = error as Error & { code?: string; address?: string; port?: number };
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} of ${address} is taken, perhaps by another Skillbridge. Stop that one, or choose another: PORT=${(port ?? 4000) + 1} npm start`;
    case "EACCES":
      if (port !== undefined)
        return `Listening on port ${port} is not allowed for this account. Choose one above 1023: PORT=4000 npm start`;
      break;
    case "EADDRNOTAVAIL":
      return `This machine has no address ${address}. Correct HOST; 127.0.0.1 serves this machine only, 0.0.0.0 everybody.`;
    case "ENOSPC":
      return "The disk is full. Free some space and start again; nothing half-written is kept.";
  }
  const expected = [ConfigError, DatabaseStartError, ImportError, ProcessesError];
  return expected.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
}
