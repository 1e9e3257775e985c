import type { User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { Conditions, statement } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import {
  type Connection,
  decodeCursor,
  PARTS,
  type PageArgs,
  type Position,
  pageOf,
} from "../platform/graphql/connection.js";
import { defineLoader, grouped, inOrder, type LoaderSources } from "../platform/graphql/loaders.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import type { AllocationPlace } from "./allocation-place.js";
import type { AllocationPlan } from "./allocation-plan.js";
import type { AllocationUnserved } from "./allocation-unserved.js";

const columns = `${versionedColumns("p")}, p.name, p.goal, p.candidates_per_need as "candidatesPerNeed",
  p.places_per_worker as "placesPerWorker", p.minimum_per_worker as "minimumPerWorker", p.min_score as "minScore",
  p.status, p.progress, p.started_at as "startedAt", p.finished_at as "finishedAt", p.failure, p.needs, p.candidates,
  p.served, p.unserved, p.missing, p.total, p.total_score as "totalScore", p.greedy_total as "greedyTotal",
  p.greedy_missing as "greedyMissing", p.upper_bound as "upperBound", p.gap, p.method, p.approved_at as "approvedAt",
  p.message`;

const BY_IDS = {
  name: "allocation-plans.by-ids",
  text: `select ${columns} from allocation_plan p where p.id = any($1::uuid[])`,
};

/** A plan of the caller's consortium; null when there is none with this id. */
export const planById = defineLoader<string, AllocationPlan | null>({
  batch: async ({ reads }, ids) => inOrder(ids, await reads.run<AllocationPlan>(BY_IDS, [ids])),
});

/** The plans of the caller's consortium, newest first. */
export async function listPlans(
  reads: Reads,
  user: User,
  page: PageArgs,
): Promise<Connection<AllocationPlan>> {
  const list = "allocation-plans";
  const after = decodeCursor(list, page.after, [PARTS.id]);
  const where = new Conditions();
  where.add(`p.consortium_id = ${where.value(user.consortiumId)}::uuid`);
  if (after) where.add(`p.id < ${where.value(after[0])}::uuid`);
  const text = `select ${columns} from allocation_plan p where ${where} order by p.id desc
    limit ${where.value(page.first + 1)}`;
  const rows = await reads.as(user).run<AllocationPlan>(statement("allocation-plans", text), where.values);
  return pageOf(rows, list, page, ({ id }) => [id]);
}

/** How many places of a plan have come to which end. */
export interface Outcome {
  readonly planId: string;
  readonly proposed: number;
  readonly refused: number;
}

const OUTCOMES = {
  name: "allocation-outcomes",
  text: `select a.plan_id as "planId", count(*) filter (where a.state = 'PROPOSED')::int as proposed,
      count(*) filter (where a.state = 'REFUSED')::int as refused
    from allocation_place a where a.plan_id = any($1::uuid[]) group by a.plan_id`,
};

export const outcomeOfPlan = defineLoader<string, Outcome | undefined>({
  batch: async ({ reads }, ids) =>
    grouped(ids, await reads.run<Outcome>(OUTCOMES, [ids]), ({ planId }) => planId).map(([only]) => only),
});

interface Ranked {
  readonly planId: string;
  readonly rank: number;
}

/** Rows of a table that belong to plans, by rank. */
const rankedPages = <Row extends Ranked>(name: string, table: string, shown: string) =>
  defineOwnedPages<Row>({
    name,
    parts: [PARTS.number],
    rows: ({ reads }: LoaderSources, ids: readonly string[], limit: number, after: Position | null) => {
      const where = new Conditions();
      const owners = where.value(ids);
      where.add("a.plan_id = o.id");
      if (after) where.add(`a.rank > ${where.value(after[0])}::float8`);
      const text = `select page.* from unnest(${owners}::uuid[]) o(id) cross join lateral (
        select a.id, a.plan_id as "planId", a.rank, a.worker_id as "workerId", ${shown}
        from ${table} a where ${where} order by a.rank limit ${where.value(limit)}) page`;
      return reads.run<Row>(statement(name, text), where.values);
    },
    ownerOf: ({ planId }) => planId,
    positionOf: ({ rank }) => [rank],
  });

/** A page of the places of a plan, the best match first. */
export const placesOfPlan = rankedPages<AllocationPlace>(
  "allocation-places",
  "allocation_place",
  `a.need_id as "needId", a.score, a.state, a.refusal`,
);

/** A page of those who get less than the minimum. */
export const unservedOfPlan = rankedPages<AllocationUnserved>(
  "allocation-unserved",
  "allocation_unserved",
  "a.missing, a.reason",
);
