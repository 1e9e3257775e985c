import type { Principal } from "../../src/platform/auth/principal.js";
import { typedId, uuidOf } from "../../src/platform/graphql/typed-id.js";
import { milliseconds, table } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import { idOf } from "../world/world-ids.js";
import { ReplicaClient } from "./replica-client.js";
import type { BenchSection, Scene } from "./section.js";

const CHANGES = 240;

/**
 * Two replicas of the service, each a process: a worker hides a goal from partners by one, or shows it again, and the
 * partner asks the other for the match until it says so.
 */
export const freshnessSection: BenchSection = {
  name: "freshness",
  title: () => "One worker's change seen on another replica",
  async measure(scene) {
    const pairs = await pairsOf(scene);
    const writer = await ReplicaClient.start(scene.url);
    const reader = await ReplicaClient.start(scene.url);
    try {
      const [fromSent, fromAnswered] = [new Durations(), new Durations()];
      for (let change = 0; change < CHANGES; change++) {
        const pair = pairs[change % pairs.length]!;
        const times = await hideOrShow(pair, writer, reader);
        fromSent.add(times.seen - times.sent);
        fromAnswered.add(Math.max(0, times.seen - times.answered));
        scene.onProgress("Changes seen elsewhere", change + 1, CHANGES);
      }
      scene.bar.note("freshness", scene.world.spec.workers, fromSent.p99);
      const row = (name: string, durations: Durations) => [
        name,
        ...[durations.p50, durations.p99, durations.max].map(milliseconds),
      ];
      return `${CHANGES} changes of a goal's visibility, by GraphQL mutations, one after the other.

${table(
  ["until the other replica's match shows it", "p50 ms", "p99 ms", "max ms"],
  [row("from sending the mutation", fromSent), row("from its answer", fromAnswered)],
)}`;
    } finally {
      await writer.stop();
      await reader.stop();
      // Whatever happened on the way: the others measure in the same world.
      await showAll(scene, pairs);
    }
  },
};

const showAll = ({ client }: Scene, pairs: readonly Pair[]) =>
  client.query(
    "update growth_goal set visibility = 'PARTNERS' where id = any($1) and visibility <> 'PARTNERS'",
    [pairs.map(({ goal }) => uuidOf("goal", goal.id))],
  );

/** A goal that partners see, and a need that the worker could take on. */
interface Pair {
  readonly goal: { readonly id: string; version: number; visible: boolean };
  readonly worker: Principal;
  readonly partner: Principal;
  readonly ids: { readonly needId: string; readonly workerId: string };
}

const MATCH = `query ($needId: ID!, $workerId: ID!) {
  match(needId: $needId, workerId: $workerId) { explanation { goals { skill { id } } } }
}`;

const UPDATE = `mutation ($input: UpdateGrowthGoalInput!) {
  updateGrowthGoal(input: $input) { userErrors { message } growthGoal { version } }
}`;

async function hideOrShow(
  { goal, worker, partner, ids }: Pair,
  writer: ReplicaClient,
  reader: ReplicaClient,
): Promise<{ sent: number; answered: number; seen: number }> {
  const look = { query: MATCH, variables: ids, principal: partner };
  const before = await reader.ask({ kind: "execute", ...look });
  const visibility = goal.visible ? "PRIVATE" : "PARTNERS";
  const input = { id: goal.id, expectedVersion: goal.version, visibility };
  const seen = reader.ask({ kind: "await", unlike: JSON.stringify(before.data), ...look });
  const sent = Number(process.hrtime.bigint()) / 1e6;
  const answer = await writer.ask({
    kind: "execute",
    query: UPDATE,
    variables: { input },
    principal: worker,
  });
  const { userErrors, growthGoal } = answer.data.updateGrowthGoal;
  if (userErrors.length > 0) throw new Error(`The goal was not changed: ${userErrors[0].message}`);
  goal.version = growthGoal.version;
  goal.visible = !goal.visible;
  return { sent, answered: answer.at, seen: (await seen).at };
}

/** Workers from all over the world, each with a goal that partners see, and some need. */
async function pairsOf({ client, world }: Scene): Promise<Pair[]> {
  const { rows } = await client.query(
    `select g.id, g.version, g.worker_id, w.library_id, w.consortium_id from growth_goal g join worker w on w.id = g.worker_id
     where g.visibility = 'PARTNERS' and g.status = 'ACTIVE' and g.archived_at is null and w.discoverability >= 'PARTNERS'
       and w.library_id is not null and g.id > $1::uuid order by g.id limit $2`,
    [idOf("goal", 0), CHANGES / 4],
  );
  return rows.map((row, place) => {
    const need = Math.floor((place * world.needs) / rows.length);
    const consortiumId = row.consortium_id;
    const partnerId = idOf("partner", world.need(need).partner);
    return {
      goal: { id: typedId("goal", row.id), version: row.version, visible: true },
      worker: {
        kind: "user",
        subject: `worker:${row.worker_id}`,
        role: "WORKER",
        consortiumId,
        libraryId: row.library_id,
        workerId: row.worker_id,
      },
      partner: { kind: "user", subject: `partner:${partnerId}`, role: "PARTNER", consortiumId, partnerId },
      ids: { needId: typedId("need", idOf("need", need)), workerId: typedId("worker", row.worker_id) },
    };
  });
}
