import type { LoadResult } from "../peers/src/load-contract.js";
import { type RunningContender, wireRequest } from "./contender.js";
import { deleteMade } from "./delete-made.js";
import type { Operation } from "./operations.js";
import type { GraphqlScene } from "./section.js";

/** What one contender did in one round. */
export interface Turn {
  readonly load: LoadResult;
  /** CPU time of its process, in milliseconds. */
  readonly cpu: number;
  /** CPU time of PostgreSQL, in milliseconds; null where it is not known. */
  readonly postgresCpu: number | null;
}

/** The part of a scene that a turn needs. */
export type Measuring = Pick<GraphqlScene, "load" | "postgres" | "client">;

/** Asks `amount` times, one operation with its variables in turn, over so many connections. */
export async function takeTurn(
  { load, postgres, client }: Measuring,
  contender: RunningContender,
  operation: Operation,
  { connections, amount }: { readonly connections: number; readonly amount: number },
): Promise<Turn> {
  const requests = operation.variables.map((variables) =>
    wireRequest(contender.source, operation, variables),
  );
  const before = await cpuTimes(contender, postgres);
  const result = await load.run({ origin: contender.origin, requests, connections, amount });
  const after = await cpuTimes(contender, postgres);
  if (operation.writes) await deleteMade(client);
  if (result.wrong > 0)
    throw new Error(`${contender.source.name} does not answer ${operation.name}: ${result.example}`);
  return {
    load: result,
    cpu: after.own - before.own,
    postgresCpu:
      after.postgres === null || before.postgres === null ? null : after.postgres - before.postgres,
  };
}

async function cpuTimes(contender: RunningContender, postgres: Measuring["postgres"]) {
  return { own: await contender.cpu(), postgres: (await postgres?.read()) ?? null };
}

/** Good answers per second of a turn. */
export const rateOf = ({ load: { latencies, seconds } }: Turn): number => latencies.length / seconds;

export interface Rounds {
  readonly connections: number;
  readonly rounds: number;
  /** About how long a turn lasts. */
  readonly seconds: number;
  onTurn(): void;
}

/**
 * Lets the contenders take turns, A B A B, so that whatever else the machine does meets all of them. A first round that
 * does not count warms each of them up and tells how many requests fit into a turn.
 * @returns the turns of each contender
 */
export async function alternateTurns(
  measuring: Measuring,
  contenders: readonly RunningContender[],
  operation: Operation,
  { connections, rounds, seconds, onTurn }: Rounds,
): Promise<Turn[][]> {
  const amounts: number[] = [];
  for (const contender of contenders) {
    amounts.push(await fittingAmount(measuring, contender, operation, { connections, seconds }));
    onTurn();
  }
  const turns: Turn[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [place, contender] of contenders.entries()) {
      const amount = amounts[place]!;
      turns[place]!.push(await takeTurn(measuring, contender, operation, { connections, amount }));
      onTurn();
    }
  return turns;
}

/** One whose answers take more than this part of a turn is asked once over each connection, and not warmed up for long. */
const SLOW = 0.5;

/** Asks for as long as a turn lasts, without noting it. @returns how many requests fit into a turn, one for each connection at least */
export async function fittingAmount(
  measuring: Measuring,
  contender: RunningContender,
  operation: Operation,
  { connections, seconds }: Pick<Rounds, "connections" | "seconds">,
): Promise<number> {
  const alone = async () =>
    (await takeTurn(measuring, contender, operation, { connections: 1, amount: 1 })).load.seconds;
  // The first answer is slow: statements are prepared, and connections made.
  if ((await alone()) > SLOW * seconds && (await alone()) > SLOW * seconds) return connections;
  let amount = connections;
  // The first answers are slow: each time more of them, until they last as long as a turn.
  for (let spent = 0; spent < seconds; ) {
    const turn = await takeTurn(measuring, contender, operation, { connections, amount });
    spent += turn.load.seconds;
    const fit = Math.max(connections, Math.ceil(rateOf(turn) * seconds));
    amount = spent < seconds ? Math.min(fit, 8 * amount) : fit;
  }
  return amount;
}
