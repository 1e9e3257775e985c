import { PARTS } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import { defineLoader, grouped, inOrder } from "../platform/graphql/loaders.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import type { ConnectionTransition } from "./connection.js";
import {
  connectionsOf,
  type OwnerColumn,
  type ReadConnection,
  transitionsOf,
  visibleConnections,
} from "./connection.reads.js";

/** A connection by id; null when absent or not the caller's to see. */
export const connectionById = defineLoader<string, ReadConnection | null>({
  batch: async ({ reads, principal }, ids) =>
    inOrder(ids, await visibleConnections(reads, userOf(principal), ids)),
});

/** The steps that a connection took; PostgreSQL gives them to those who see the connection. */
export const transitionsByConnection = defineLoader<string, ConnectionTransition[]>({
  batch: async ({ reads }, ids) =>
    grouped(ids, await transitionsOf(reads, ids), ({ connectionId }) => connectionId),
});

const pagesBy = (owner: OwnerColumn, ownerOf: (row: ReadConnection) => string) =>
  defineOwnedPages<ReadConnection>({
    name: `connections-by-${owner}`,
    parts: [PARTS.id],
    rows: ({ reads, principal }, ids, limit, after) =>
      connectionsOf(reads, userOf(principal), { owner, ids, limit, after }),
    ownerOf,
    positionOf: ({ id }) => [id],
  });

/** A page of the connections of a worker, a need or a partner that the caller may see. */
export const connectionsByWorker = pagesBy("worker_id", ({ workerId }) => workerId);
export const connectionsByNeed = pagesBy("need_id", ({ needId }) => needId);
export const connectionsByPartner = pagesBy("partner_id", ({ partnerId }) => partnerId);
