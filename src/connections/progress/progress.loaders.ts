import { Conditions, statement } from "../../platform/database/statement.js";
import { versionedColumns } from "../../platform/database/versioned.js";
import { PARTS, type Position } from "../../platform/graphql/connection.js";
import { defineLoader, grouped, type LoaderSources } from "../../platform/graphql/loaders.js";
import { defineOwnedPages } from "../../platform/graphql/owned-pages.js";
import type { HoursEntry } from "./hours-entry.js";
import type { Milestone } from "./milestone.js";

const milestones = {
  name: "milestones.by-connections",
  text: `select ${versionedColumns("m")}, m.connection_id as "connectionId", m.title, m.due_on as "dueOn",
      m.reached_at as "reachedAt"
    from milestone m where m.connection_id = any($1::uuid[]) and m.archived_at is null
    order by m.due_on nulls last, m.id`,
};

/** The milestones of a connection that the caller takes part in, the next one first. */
export const milestonesByConnection = defineLoader<string, Milestone[]>({
  batch: async ({ reads }, ids) =>
    grouped(ids, await reads.run<Milestone>(milestones, [ids]), ({ connectionId }) => connectionId),
});

/** A page of the hours of a connection, the last day first. */
export const hoursByConnection = defineOwnedPages<HoursEntry>({
  name: "hours",
  parts: [PARTS.text, PARTS.id],
  rows: hoursOf,
  ownerOf: ({ connectionId }) => connectionId,
  positionOf: ({ workedOn, id }) => [workedOn, id],
});

async function hoursOf(
  { reads }: LoaderSources,
  connectionIds: readonly string[],
  limit: number,
  after: Position | null,
): Promise<HoursEntry[]> {
  const where = new Conditions();
  const owners = where.value(connectionIds);
  where.add("h.connection_id = o.id and h.archived_at is null");
  if (after)
    where.add(`(h.worked_on::text, h.id) < (${where.value(after[0])}::text, ${where.value(after[1])}::uuid)`);
  const text = `select page.* from unnest(${owners}::uuid[]) o(id) cross join lateral (
      select ${versionedColumns("h")}, h.connection_id as "connectionId", h.worked_on as "workedOn", h.hours, h.note, h.side
      from hours_entry h where ${where} order by h.worked_on desc, h.id desc limit ${where.value(limit)}) page`;
  return await reads.run(statement("hours.by-connections", text), where.values);
}

const sums = {
  name: "hours.sums",
  text: `select connection_id as id, sum(hours)::float8 as hours from hours_entry
    where connection_id = any($1::uuid[]) and archived_at is null group by connection_id`,
};

/** All hours that were logged for a connection. */
export const hoursLogged = defineLoader<string, number>({
  batch: async ({ reads }, ids) => {
    const rows = await reads.run<{ id: string; hours: number }>(sums, [ids]);
    const found = new Map(rows.map(({ id, hours }) => [id, hours]));
    return ids.map((id) => found.get(id) ?? 0);
  },
});
