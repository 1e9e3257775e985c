import { type ChildProcess, fork } from "node:child_process";
import type { Load, LoadResult } from "../peers/src/load-contract.js";
import { UNIQUE } from "./operations.js";
import { peersFile } from "./peers-package.js";

/** Asks over HTTP from a process of its own, by autocannon. */
export class LoadGenerator {
  private readonly child: ChildProcess = fork(peersFile("load.js"), {
    stdio: ["ignore", 2, 2, "ipc"],
    // Times come as they are in memory.
    serialization: "advanced",
    execArgv: ["--max-semi-space-size=64"],
  });

  /** One load after the other. @throws Error when the process fails */
  run(load: Omit<Load, "unique">): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`The load generator ended with ${code}.`));
      this.child.once("exit", ended);
      this.child.once("message", ({ result, fault }: { result?: LoadResult; fault?: string }) => {
        this.child.off("exit", ended);
        if (result) resolve(result);
        else reject(new Error(`The load generator failed: ${fault}`));
      });
      this.child.send({ ...load, unique: UNIQUE } satisfies Load);
    });
  }

  stop(): void {
    this.child.removeAllListeners().kill();
  }
}
