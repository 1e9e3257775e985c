import { comparisonTable } from "./comparison-table.js";
import type { RunningContender } from "./contender.js";
import { LIMIT, OURS } from "./contenders.js";
import { deleteMade } from "./delete-made.js";
import type { Operation } from "./operations.js";
import { expectSameAnswers } from "./same-answers.js";
import type { GraphqlScene, GraphqlSection } from "./section.js";
import { startContender } from "./start-contender.js";
import { alternateTurns, fittingAmount } from "./turns.js";

/** Every operation, every contender, side by side. */
export const peersSection: GraphqlSection = {
  name: "peers",
  title: "Ours, the peers and the limit",
  async measure(scene) {
    const running: RunningContender[] = [];
    try {
      for (const source of scene.contenders) {
        scene.onProgress("Starting", running.length, scene.contenders.length);
        running.push(await startContender(source, scene.url));
      }
      const parts: string[] = [];
      for (const [place, operation] of scene.operations.entries()) {
        const answering = running.filter(
          ({ source }) => source.answersOnly?.includes(operation.name) ?? true,
        );
        parts.push(await measureOperation(scene, operation, answering, place));
      }
      return [how(scene), ...parts].join("\n\n");
    } finally {
      for (const contender of running) await contender.stop();
    }
  },
};

const how = ({ rounds, seconds, world }: GraphqlScene): string =>
  `${world.spec.workers.toLocaleString("en")} workers, ${world.needs.toLocaleString("en")} needs; ${rounds} rounds of ${seconds} s, in turn, each contender in a process of its own. req/s: the median of the rounds; ratios: the median of the rounds, each against the same round; CPU: of the contender's process and of PostgreSQL, per answer.`;

const WARM_UP_SECONDS = 3;

/** What is compiled while it runs is compiled for this operation before anybody is measured. */
async function warmUpAll(
  scene: GraphqlScene,
  operation: Operation,
  running: readonly RunningContender[],
): Promise<void> {
  const connections = Math.max(...scene.connections);
  for (const contender of running)
    await fittingAmount(scene, contender, operation, { connections, seconds: WARM_UP_SECONDS });
}

async function measureOperation(
  scene: GraphqlScene,
  operation: Operation,
  running: readonly RunningContender[],
  place: number,
): Promise<string> {
  const compared = await expectSameAnswers(running, operation);
  if (operation.writes) await deleteMade(scene.client);
  await warmUpAll(scene, operation, running);
  const { connections: all, rounds, seconds, operations, onProgress } = scene;
  const turnsEach = running.length * (rounds + 1) * all.length;
  let done = place * turnsEach;
  const onTurn = () => onProgress("Asking in turn", ++done, turnsEach * operations.length);
  const tables: string[] = [];
  for (const connections of all) {
    const turns = await alternateTurns(scene, running, operation, { connections, rounds, seconds, onTurn });
    const measured = running.map(({ source }, index) => ({ name: source.name, turns: turns[index]! }));
    tables.push(`${connections === 1 ? "One connection" : `${connections} connections`}:

${comparisonTable(measured, [OURS, LIMIT])}`);
  }
  return `#### \`${operation.name}\`: ${operation.title}

${compared === 1 ? "One answer was" : `${compared} answers were`} the same from everybody.

${tables.join("\n\n")}`;
}
