import { milliseconds, table, times } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import type { LimitsClient } from "./limits-client.js";
import type { Ports } from "./limits-server.js";
import type { MainOperation } from "./operations.js";

export interface OverheadOptions {
  readonly operations: readonly MainOperation[];
  readonly token: string;
  readonly rounds: number;
  /** Requests of each operation in each round. */
  readonly requests: number;
  onProgress(stage: string): void;
}

interface Taken {
  readonly durations: Durations;
  /** CPU time of the server per request of each round, in milliseconds. */
  readonly cpu: Durations;
}

const CONTENDERS = ["unlimited", "limited", "shared"] as const;

/** The same operations with and without limits, in turn, so that whatever else the machine does meets all of them. */
export async function measureOverhead(
  client: LimitsClient,
  ports: Ports,
  options: OverheadOptions,
): Promise<string> {
  const rows: string[][] = [];
  for (const operation of options.operations) {
    options.onProgress(operation.name);
    const taken = await alternateOver(client, ports, operation, options);
    const [without, limited, shared] = CONTENDERS.map((name) => taken[name]) as [Taken, Taken, Taken];
    rows.push([
      operation.name,
      milliseconds(without.cpu.p50),
      times(limited.cpu.p50 / without.cpu.p50),
      times(shared.cpu.p50 / without.cpu.p50),
      milliseconds(without.durations.p50),
      times(limited.durations.p50 / without.durations.p50),
      times(shared.durations.p50 / without.durations.p50),
    ]);
  }
  return table(
    ["operation", "CPU ms", "limited", "in PostgreSQL", "p50 ms", "limited", "in PostgreSQL"],
    rows,
  );
}

async function alternateOver(
  client: LimitsClient,
  ports: Ports,
  { query, variables }: MainOperation,
  { rounds, requests, token }: OverheadOptions,
): Promise<Record<(typeof CONTENDERS)[number], Taken>> {
  const fresh = (): Taken => ({ durations: new Durations(), cpu: new Durations() });
  const taken = { unlimited: fresh(), limited: fresh(), shared: fresh() };
  // A round that is not counted goes first.
  for (let round = 0; round <= rounds; round++)
    for (const name of CONTENDERS) {
      const before = await client.cpu();
      for (let i = 0; i < requests; i++) {
        const begin = performance.now();
        await client.ask(ports[name], token, { query, variables });
        if (round > 0) taken[name].durations.add(performance.now() - begin);
      }
      if (round > 0) taken[name].cpu.add(((await client.cpu()) - before) / requests);
    }
  return taken;
}
