import { availableParallelism } from "node:os";
import { milliseconds, table, times } from "../measure/markdown.js";
import { median } from "../measure/median.js";
import { latenciesOf, rate, timesAsFast } from "./comparison-table.js";
import type { RunningContender } from "./contender.js";
import { oursOf } from "./contenders.js";
import type { GraphqlScene, GraphqlSection } from "./section.js";
import { startService } from "./start-service.js";
import { alternateTurns, rateOf, type Turn } from "./turns.js";

const PROCESSES = [1, 2] as const;
const CONNECTIONS = 32;
/** Two processes do so many times as much as one; source: the issue that asked for this benchmark. */
const BAR = 1.7;
/** The first is worked out by the service itself, the second mostly waits for PostgreSQL. */
const OPERATIONS: readonly string[] = ["needsMatches", "needsList"];

/** What a second process behind the same port adds. */
export const processesSection: GraphqlSection = {
  name: "processes",
  title: "Two processes behind one port",
  async measure(scene) {
    const running: RunningContender[] = [];
    try {
      for (const processes of PROCESSES)
        running.push(
          await startService(oursOf(scene.contenders), scene.url, { PROCESSES: String(processes) }),
        );
      const rows: string[][] = [];
      for (const operation of scene.operations.filter(({ name }) => OPERATIONS.includes(name))) {
        const { rounds, seconds, onProgress } = scene;
        const load = { connections: CONNECTIONS, rounds, seconds };
        let done = 0;
        const onTurn = () =>
          onProgress(`Processes, ${operation.name}`, ++done, PROCESSES.length * (rounds + 1));
        const turns = await alternateTurns(scene, running, operation, { ...load, onTurn });
        const ratio = timesAsFast(turns[1]!, turns[0]!);
        for (const [place, processes] of PROCESSES.entries())
          rows.push([
            `\`${operation.name}\``,
            ...rowOf(processes, turns[place]!),
            place === 0 ? "" : `${times(ratio)}${ratio >= BAR ? "" : ", missed"}`,
          ]);
      }
      return `${how(scene)}\n\n${table(HEADER, rows)}`;
    } finally {
      for (const service of running) await service.stop();
    }
  },
};

const how = ({ rounds, seconds }: GraphqlScene) =>
  `The service as \`npm start\` runs it with \`PROCESSES\`; ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s, in turn. The clients and PostgreSQL have the same ${availableParallelism()} cores, so the columns of cores tell how many of them each had; what is left of them went to the clients and to the system. The bar is ${BAR}x, which two processes can reach only where the service alone takes nearly all of the time.`;

const HEADER = [
  "operation",
  "processes",
  "req/s",
  "p50 ms",
  "p99 ms",
  "cores, service",
  "PostgreSQL",
  "left",
  "ratio",
];

function rowOf(processes: number, turns: readonly Turn[]): string[] {
  const { p50, p99 } = latenciesOf(turns);
  const cores = (of: (turn: Turn) => number) =>
    median(turns.map((turn) => of(turn) / (1000 * turn.load.seconds)));
  const service = cores(({ cpu }) => cpu);
  const postgres = cores(({ postgresCpu }) => postgresCpu ?? 0);
  return [
    String(processes),
    rate(median(turns.map(rateOf))),
    milliseconds(p50),
    milliseconds(p99),
    service.toFixed(2),
    postgres.toFixed(2),
    (availableParallelism() - service - postgres).toFixed(2),
  ];
}
