import module from "node:module";
import { join } from "node:path";

/**
 * Imported before anything else: keeps what V8 makes of the modules for the next start, where node can (22.1 and newer).
 * Beside the compiled files, not in the folder for temporary files, which others could write to.
 */
(module as { enableCompileCache?: (folder: string) => unknown }).enableCompileCache?.(
  join(__dirname, "..", ".compile-cache"),
);
