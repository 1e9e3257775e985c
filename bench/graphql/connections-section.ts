import { milliseconds, table, times } from "../measure/markdown.js";
import { median } from "../measure/median.js";
import { latenciesOf, rate, turnedAway } from "./comparison-table.js";
import type { RunningContender } from "./contender.js";
import { oursOf } from "./contenders.js";
import type { Operation } from "./operations.js";
import type { GraphqlScene, GraphqlSection } from "./section.js";
import { startContender } from "./start-contender.js";
import { fittingAmount, rateOf, type Turn, takeTurn } from "./turns.js";

const CONNECTIONS = [1, 8, 32, 128, 500] as const;
/** What the others are compared with: a busy service in which nobody waits for long. */
const COMPARED_WITH = 8;
const OPERATIONS: readonly Operation["name"][] = ["needsList", "worker"];

/** How answers grow slower, and when some are turned away, with ever more clients that come again at once. */
export const connectionsSection: GraphqlSection = {
  name: "connections",
  title: "From 1 to 500 connections",
  async measure(scene) {
    const ours = await startContender(oursOf(scene.contenders), scene.url);
    try {
      const asked = scene.operations.filter(({ name }) => OPERATIONS.includes(name));
      const tables: string[] = [];
      for (const operation of asked) tables.push(await measureOperation(scene, ours, operation));
      return [how(scene), ...tables].join("\n\n");
    } finally {
      await ours.stop();
    }
  },
};

const how = ({ rounds, seconds }: GraphqlScene) =>
  `Each connection asks again as soon as it is answered, also when it was turned away; ${rounds} rounds of ${seconds} s, all numbers of connections in each. req/s: good answers, the median of the rounds; latencies of good answers; against ${COMPARED_WITH}: p99 as a multiple of that over ${COMPARED_WITH} connections.`;

async function measureOperation(
  scene: GraphqlScene,
  ours: RunningContender,
  operation: Operation,
): Promise<string> {
  const { rounds, seconds, onProgress } = scene;
  const turns = new Map<number, Turn[]>(CONNECTIONS.map((connections) => [connections, []]));
  let done = 0;
  const amounts = new Map<number, number>();
  for (const connections of CONNECTIONS)
    amounts.set(connections, await fittingAmount(scene, ours, operation, { connections, seconds }));
  for (let round = 0; round < rounds; round++)
    for (const connections of CONNECTIONS) {
      onProgress(`Connections, ${operation.name}`, done++, rounds * CONNECTIONS.length);
      const amount = amounts.get(connections)!;
      turns.get(connections)!.push(await takeTurn(scene, ours, operation, { connections, amount }));
    }
  const usual = latenciesOf(turns.get(COMPARED_WITH)!).p99;
  const rows = [...turns].map(([connections, taken]) => rowOf(connections, taken, usual));
  const header = ["connections", "req/s", "p50 ms", "p99 ms", `against ${COMPARED_WITH}`, "turned away %"];
  return `#### \`${operation.name}\`: ${operation.title}\n\n${table(header, rows)}`;
}

function rowOf(connections: number, turns: readonly Turn[], usual: number): string[] {
  const { p50, p99 } = latenciesOf(turns);
  const good = turns.reduce((sum, { load }) => sum + load.latencies.length, 0);
  const away = turnedAway(turns);
  return [
    String(connections),
    rate(median(turns.map(rateOf))),
    milliseconds(p50),
    milliseconds(p99),
    times(p99 / usual),
    ((100 * away) / (good + away)).toFixed(1),
  ];
}
