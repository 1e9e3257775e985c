import { Conditions, statement } from "../../platform/database/statement.js";
import { PARTS } from "../../platform/graphql/connection.js";
import { userOf } from "../../platform/graphql/context.js";
import { defineLoader } from "../../platform/graphql/loaders.js";
import { defineOwnedPages } from "../../platform/graphql/owned-pages.js";
import { WorkerView } from "../../workers/index.js";
import type { CareerEntry } from "./career-entry.js";

/** The hours that a worker's record shows to the caller; null where it shows nothing. */
export const careerHours = defineLoader<string, number | null>({
  batch: async ({ reads, principal }, ids) => {
    const where = new Conditions();
    const user = userOf(principal);
    const view = new WorkerView(where, user);
    where
      .add(`w.id = any(${where.value(ids)}::uuid[])`)
      .add(view.isOpen)
      .add(view.shows("careerRecord"));
    const own = where.value(user.workerId ?? null);
    const text = `select w.id, (select coalesce(sum(e.hours), 0)::float8 from career_entry e
        where e.worker_id = w.id and (e.shown or w.id = ${own}::uuid)) as hours from worker w where ${where}`;
    const rows = await reads.run<{ id: string; hours: number }>(
      statement("career.hours", text),
      where.values,
    );
    const found = new Map(rows.map(({ id, hours }) => [id, hours]));
    return ids.map((id) => found.get(id) ?? null);
  },
});

/** A page of the completed collaborations that a worker shows to the caller, the latest first. */
export const careerByWorker = defineOwnedPages<CareerEntry>({
  name: "career",
  parts: [PARTS.id],
  rows: async ({ reads, principal }, ids, limit, after) => {
    const where = new Conditions();
    const owners = where.value(ids);
    const own = where.value(userOf(principal).workerId ?? null);
    where.add("e.worker_id = o.id").add(`e.shown or o.id = ${own}::uuid`);
    if (after) where.add(`e.id < ${where.value(after[0])}::uuid`);
    const text = `select page.* from unnest(${owners}::uuid[]) o(id) cross join lateral (
        select e.id, e.worker_id as "workerId", e.connection_id as "connectionId", e.partner_id as "partnerId",
          e.need_title as "needTitle", e.started_on as "startedOn", e.ended_on as "endedOn", e.hours, e.shown
        from career_entry e where ${where} order by e.id desc limit ${where.value(limit)}) page`;
    return await reads.run<CareerEntry>(statement("career.by-workers", text), where.values);
  },
  ownerOf: ({ workerId }) => workerId,
  positionOf: ({ id }) => [id],
});
