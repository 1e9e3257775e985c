import { Client } from "pg";
import { milliseconds, table, times } from "../measure/markdown.js";
import { median } from "../measure/median.js";
import type { World } from "../world/world.js";
import type { RunningContender } from "./contender.js";
import { oursOf } from "./contenders.js";
import { type Operation, operationsIn } from "./operations.js";
import type { GraphqlScene, GraphqlSection } from "./section.js";
import { startContender } from "./start-contender.js";
import { fittingAmount, type Turn, takeTurn } from "./turns.js";

const TIMES = 10;
const CONNECTIONS = 8;
/** A request costs at most so many times as much; source: the issue that asked for this benchmark. */
const BAR = 1.2;

/** A world that is asked. */
interface Side {
  readonly world: World;
  readonly ours: RunningContender;
  readonly scene: Pick<GraphqlScene, "load" | "postgres" | "client">;
}

/** What ten times the rows add to the cost of a request. */
export const rowsSection: GraphqlSection = {
  name: "rows",
  title: "Ten times the rows",
  async measure(scene) {
    const { workers } = scene.world.spec;
    const size = { workers: workers * TIMES, needs: scene.world.needs * TIMES };
    const large = await scene.openWorld(size);
    const client = new Client({ connectionString: large.url });
    await client.connect();
    const source = oursOf(scene.contenders);
    const running: RunningContender[] = [];
    try {
      for (const { url } of [scene, large]) running.push(await startContender(source, url));
      const sides: [Side, Side] = [
        { world: scene.world, ours: running[0]!, scene },
        { world: large.world, ours: running[1]!, scene: { ...scene, client } },
      ];
      const rows: string[][] = [];
      for (const { name } of scene.operations) {
        scene.onProgress("Ten times the rows", rows.length, scene.operations.length);
        rows.push(rowOf(name, await measureOperation(scene, sides, name)));
      }
      return `${how(scene, size)}\n\n${table(HEADER, rows)}`;
    } finally {
      for (const ours of running) await ours.stop();
      await client.end();
    }
  },
};

const how = (
  { world, rounds, seconds }: GraphqlScene,
  { workers, needs }: { workers: number; needs: number },
) =>
  `${world.spec.workers.toLocaleString("en")} workers and ${world.needs.toLocaleString("en")} needs, against ${workers.toLocaleString("en")} and ${needs.toLocaleString("en")}, on one PostgreSQL; ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s, in turn. CPU of the service and of PostgreSQL together, per answer; the ratio is the median of the rounds. The bar is ${BAR}x.`;

const HEADER = ["operation", "CPU ms", "with ten times", "ratio", "met", "p50 ms", "with ten times", "ratio"];

/** @returns the turns of both sides */
async function measureOperation(
  { rounds, seconds }: GraphqlScene,
  sides: readonly [Side, Side],
  name: Operation["name"],
): Promise<[Turn[], Turn[]]> {
  const operations = sides.map(({ world }) => operationsIn(world).find((each) => each.name === name)!);
  const amounts: number[] = [];
  for (const [place, side] of sides.entries())
    amounts.push(
      await fittingAmount(side.scene, side.ours, operations[place]!, { connections: CONNECTIONS, seconds }),
    );
  const turns: [Turn[], Turn[]] = [[], []];
  for (let round = 0; round < rounds; round++)
    for (const [place, side] of sides.entries()) {
      const load = { connections: CONNECTIONS, amount: amounts[place]! };
      turns[place as 0 | 1].push(await takeTurn(side.scene, side.ours, operations[place]!, load));
    }
  return turns;
}

function rowOf(name: string, [small, large]: readonly [Turn[], Turn[]]): string[] {
  const compare = (of: (turn: Turn) => number) => {
    const ratio = median(large.map((turn, round) => of(turn) / of(small[round]!)));
    return { values: [small, large].map((turns) => milliseconds(median(turns.map(of)))), ratio };
  };
  const cpu = compare((turn) => (turn.cpu + (turn.postgresCpu ?? 0)) / turn.load.latencies.length);
  const p50 = compare(({ load }) => median([...load.latencies]));
  return [
    `\`${name}\``,
    ...cpu.values,
    times(cpu.ratio),
    cpu.ratio <= BAR ? "yes" : "no",
    ...p50.values,
    times(p50.ratio),
  ];
}
