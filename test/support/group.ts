import { join } from "node:path";
// Its hooks are to be those of all files, not of the first one that loads it.
import "../plain/both-ways.js";

/** Test files that share what they load: see `test/grouped.config.js`. */
for (const file of (globalThis as unknown as { GROUP: string[] }).GROUP)
  describe(file, () => {
    require(join(__dirname, "..", file));
  });
