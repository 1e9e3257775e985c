import { Conditions, statement } from "../../platform/database/statement.js";
import type { Position } from "../../platform/graphql/connection.js";
import { PARTS } from "../../platform/graphql/connection.js";
import { defineLoader, type LoaderSources } from "../../platform/graphql/loaders.js";
import { defineOwnedPages } from "../../platform/graphql/owned-pages.js";
import type { Message } from "./message.js";

/** A page of the messages of a connection, newest first; empty for whom PostgreSQL shows none. */
export const messagesByConnection = defineOwnedPages<Message>({
  name: "messages",
  parts: [PARTS.id],
  rows: messagesOf,
  ownerOf: ({ connectionId }) => connectionId,
  positionOf: ({ id }) => [id],
});

async function messagesOf(
  { reads }: LoaderSources,
  connectionIds: readonly string[],
  limit: number,
  after: Position | null,
): Promise<Message[]> {
  const where = new Conditions();
  const owners = where.value(connectionIds);
  where.add("m.connection_id = o.id");
  if (after) where.add(`m.id < ${where.value(after[0])}::uuid`);
  const text = `select page.* from unnest(${owners}::uuid[]) o(id) cross join lateral (
      select m.id, m.connection_id as "connectionId", m.worker_id as "workerId", m.side, m.body, m.created_at as "createdAt"
      from connection_message m where ${where} order by m.id desc limit ${where.value(limit)}) page`;
  return await reads.run(statement("messages.by-connections", text), where.values);
}

/** Messages that a side has not read. */
const unread = {
  name: "messages.unread",
  text: `select c.id, (select count(*)::int from connection_message m where m.connection_id = c.id and m.side <> s.side
      and m.created_at > coalesce(case s.side when 'WORKER' then c.worker_read_at else c.partner_read_at end, '-infinity')
    ) as unread
    from unnest($1::uuid[], $2::connection_side[]) s(id, side) join connection c on c.id = s.id`,
};

export interface UnreadKey {
  readonly connectionId: string;
  /** Who reads. */
  readonly side: string;
}

/** How many messages of the other side somebody has not read. */
export const unreadMessages = defineLoader<UnreadKey, number>({
  keyOf: ({ connectionId, side }) => `${connectionId} ${side}`,
  batch: async ({ reads }, keys) => {
    const rows = await reads.run<{ id: string; unread: number }>(unread, [
      keys.map(({ connectionId }) => connectionId),
      keys.map(({ side }) => side),
    ]);
    const counts = new Map(rows.map((row) => [row.id, row.unread]));
    return keys.map(({ connectionId }) => counts.get(connectionId) ?? 0);
  },
});
