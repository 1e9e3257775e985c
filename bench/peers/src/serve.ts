/** What a contender may be asked by whoever has started it. */
export type Question = "cpu" | "memory" | "stop";

/** CPU time that this process has taken so far, in milliseconds. */
export interface CpuAnswer {
  readonly cpu: number;
}

/** In bytes: resident, and the heap in use. */
export interface MemoryAnswer {
  readonly rss: number;
  readonly heap: number;
}

/** Where a contender listens on 127.0.0.1, and how it is brought to an end. */
export interface Listening {
  readonly port: number;
  close(): Promise<unknown>;
}

/**
 * Runs a contender in this process for the one who has forked it: tells the port once it is ready, and answers questions
 * until "stop".
 * @param start given the address of the database
 */
export function serve(start: (databaseUrl: string) => Promise<Listening>): void {
  const started = start(process.env.DATABASE_URL!);
  started.then(
    ({ port }) => process.send!({ port }),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
  process.on("message", async (question: Question) => {
    if (question === "cpu") process.send!(cpuAnswer());
    if (question === "memory") process.send!(memoryAnswer());
    if (question !== "stop") return;
    await (await started).close();
    process.exit(0);
  });
  // Whoever started it is gone.
  process.on("disconnect", () => process.exit(1));
}

function cpuAnswer(): CpuAnswer {
  const { user, system } = process.cpuUsage();
  return { cpu: (user + system) / 1000 };
}

/** Where node has --expose-gc, garbage is collected first. */
function memoryAnswer(): MemoryAnswer {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed };
}
