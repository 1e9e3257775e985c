import { milliseconds, table } from "../measure/markdown.js";
import { median } from "../measure/median.js";
import { cpuPerAnswer, latenciesOf, rate } from "./comparison-table.js";
import { oursOf } from "./contenders.js";
import type { Operation } from "./operations.js";
import type { GraphqlSection } from "./section.js";
import { startContender } from "./start-contender.js";
import { fittingAmount, rateOf, type Turn, takeTurn } from "./turns.js";

const SIZES = [1, 20, 100] as const;
const CONNECTIONS = 32;
/** As `needsList`, but for skills: with them, more than 30 needs at once are above the limit of 1000 points. */
const QUERY = `query ($first: Int!) { needs(filter: { statuses: [OPEN] }, first: $first) { nodes { id title status modality capacity
  partner { id name } } pageInfo { hasNextPage } } }`;

/** What a longer list costs. */
export const sizesSection: GraphqlSection = {
  name: "sizes",
  title: "From 1 to 100 needs in a list",
  async measure(scene) {
    const needsList = scene.operations.find(({ name }) => name === "needsList");
    if (!needsList) return "`needsList` is not among the operations.";
    const operations = SIZES.map(
      (first): Operation => ({ ...needsList, query: QUERY, variables: [{ first }] }),
    );
    const ours = await startContender(oursOf(scene.contenders), scene.url);
    try {
      const turns = operations.map((): Turn[] => []);
      const amounts: number[] = [];
      const { seconds, rounds } = scene;
      for (const operation of operations)
        amounts.push(await fittingAmount(scene, ours, operation, { connections: CONNECTIONS, seconds }));
      for (let round = 0; round < rounds; round++)
        for (const [place, operation] of operations.entries()) {
          const load = { connections: CONNECTIONS, amount: amounts[place]! };
          turns[place]!.push(await takeTurn(scene, ours, operation, load));
          scene.onProgress("Sizes", round * SIZES.length + place + 1, rounds * SIZES.length);
        }
      const rows = SIZES.map((first, place) => rowOf(first, turns[place]!));
      const header = ["needs", "req/s", "p50 ms", "p99 ms", "CPU ms", "PostgreSQL ms", "both, us a need"];
      return `\`needsList\` without skills over ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s, in turn; CPU of the service and of PostgreSQL per answer.\n\n${table(header, rows)}`;
    } finally {
      await ours.stop();
    }
  },
};

function rowOf(first: number, turns: readonly Turn[]): string[] {
  const { p50, p99 } = latenciesOf(turns);
  const own = cpuPerAnswer(turns, (turn) => turn.cpu) ?? 0;
  const postgres = cpuPerAnswer(turns, (turn) => turn.postgresCpu);
  return [
    String(first),
    rate(median(turns.map(rateOf))),
    milliseconds(p50),
    milliseconds(p99),
    milliseconds(own),
    postgres === null ? "-" : milliseconds(postgres),
    ((1000 * (own + (postgres ?? 0))) / first).toFixed(0),
  ];
}
