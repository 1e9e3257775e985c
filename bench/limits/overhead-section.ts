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

const CONTENDERS = ["open", "unlimited", "limited", "shared"] as const;

/** The same operations with and without limits and authorisation, in turn, so that whatever else the machine does meets all of them. */
export async function measureOverhead(
  client: LimitsClient,
  ports: Ports,
  options: OverheadOptions,
): Promise<string> {
  const rows: string[][] = [];
  for (const operation of options.operations) {
    options.onProgress(operation.name);
    const taken = await alternateOver(client, ports, operation, options);
    const [open, ...others] = CONTENDERS.map((name) => taken[name]) as [Taken, ...Taken[]];
    rows.push([
      operation.name,
      milliseconds(open.cpu.p50),
      ...others.map(({ cpu }) => times(cpu.p50 / open.cpu.p50)),
      milliseconds(open.durations.p50),
      ...others.map(({ durations }) => times(durations.p50 / open.durations.p50)),
    ]);
  }
  const others = ["authorised", "and limited", "by PostgreSQL"];
  return table(["operation", "CPU ms, open", ...others, "p50 ms, open", ...others], rows);
}

async function alternateOver(
  client: LimitsClient,
  ports: Ports,
  { query, variables }: MainOperation,
  { rounds, requests, token }: OverheadOptions,
): Promise<Record<(typeof CONTENDERS)[number], Taken>> {
  const fresh = (): Taken => ({ durations: new Durations(), cpu: new Durations() });
  const taken = { open: fresh(), unlimited: fresh(), limited: fresh(), shared: fresh() };
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
