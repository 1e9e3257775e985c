import { comparisonTable } from "./comparison-table.js";
import type { RunningContender } from "./contender.js";
import { LIMIT, OURS } from "./contenders.js";
import { deleteMade } from "./delete-made.js";
import { barTable, cpuTable, type Outcome, ratesTable } from "./graphql-bar.js";
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
      return await measureAll(scene, running);
    } finally {
      for (const contender of running) await contender.stop();
    }
  },
};

const answering = (running: readonly RunningContender[], { name }: Operation): RunningContender[] =>
  running.filter(({ source }) => source.answersOnly?.includes(name) ?? true);

async function measureAll(scene: GraphqlScene, running: readonly RunningContender[]): Promise<string> {
  const { operations, connections, onProgress } = scene;
  const compared = new Map<Operation, number>();
  for (const operation of operations) {
    onProgress("Comparing answers", compared.size, operations.length);
    compared.set(operation, await expectSameAnswers(answering(running, operation), operation));
    if (operation.writes) await deleteMade(scene.client);
  }
  const turns = operations.map(
    (operation) => answering(running, operation).length * (roundsOf(scene, operation) + 1),
  );
  const total = turns.reduce((sum, count) => sum + count, 0) * connections.length;
  let done = 0;
  const onTurn = () => onProgress("Asking in turn", ++done, total);
  const outcomes: Outcome[] = [];
  const failed = new Map<Operation, string>();
  for (const operation of operations)
    try {
      outcomes.push(...(await measureOperation(scene, operation, answering(running, operation), onTurn)));
    } catch (error) {
      // What takes half an hour is not given up for one that breaks down.
      failed.set(operation, `#### \`${operation.name}\` failed\n\n${(error as Error).message}`);
    }
  const bar = barTable(outcomes);
  const names = scene.contenders.map(({ name }) => name);
  return [
    how(scene),
    ...(bar ? [bar] : []),
    ratesTable(outcomes, names),
    cpuTable(outcomes, names),
    ...operations.map(
      (operation) => failed.get(operation) ?? details(operation, compared.get(operation)!, outcomes),
    ),
  ].join("\n\n");
}

const roundsOf = ({ rounds }: GraphqlScene, { mostRounds = rounds }: Operation): number =>
  Math.min(rounds, mostRounds);

const how = ({ rounds, seconds, world }: GraphqlScene): string =>
  `${world.spec.workers.toLocaleString("en")} workers, ${world.needs.toLocaleString("en")} needs; ${rounds} rounds of ${seconds} s, in turn, each contender in a process of its own; of what takes most of them seconds, 2 rounds. req/s: good answers, the median of the rounds; ratios: the median of the rounds, each against the same round; CPU: of the contender's process and of PostgreSQL, per good answer.`;

async function measureOperation(
  scene: GraphqlScene,
  operation: Operation,
  running: readonly RunningContender[],
  onTurn: () => void,
): Promise<Outcome[]> {
  await warmUpAll(scene, operation, running);
  const { seconds } = scene;
  const rounds = roundsOf(scene, operation);
  const outcomes: Outcome[] = [];
  for (const connections of scene.connections) {
    const turns = await alternateTurns(scene, running, operation, { connections, rounds, seconds, onTurn });
    const measured = running.map(({ source }, place) => ({ name: source.name, turns: turns[place]! }));
    outcomes.push({ operation, connections, measured });
  }
  return outcomes;
}

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

function details(operation: Operation, compared: number, outcomes: readonly Outcome[]): string {
  const tables = outcomes
    .filter((outcome) => outcome.operation === operation)
    .map(
      ({ connections, measured }) =>
        `${connections === 1 ? "One connection" : `${connections} connections`}:\n\n${comparisonTable(measured, [OURS, LIMIT])}`,
    );
  return `#### \`${operation.name}\`: ${operation.title}

${compared === 1 ? "One answer was" : `${compared} answers were`} the same from everybody.

${tables.join("\n\n")}`;
}
