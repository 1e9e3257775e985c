// Kills what it was told of when the process that told it ends, however that ends: by Ctrl-C, a crash or kill -9.
// Lines on standard input: "+<pid>" for a process to look after, "-<pid>" for one that has ended.
import { createInterface } from "node:readline";

const charges = new Set();
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const pid = Number(line.slice(1));
  if (line.startsWith("+")) charges.add(pid);
  else charges.delete(pid);
});
lines.on("close", () => {
  for (const pid of charges) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It is gone already.
    }
  }
});
