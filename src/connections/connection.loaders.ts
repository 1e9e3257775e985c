import { PARTS } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import { defineLoader, grouped, inOrder } from "../platform/graphql/loaders.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import type { ConnectionTransition } from "./connection.js";
import {
  type ConnectionOwner,
  connectionsByIds,
  connectionsOfOwners,
  type ShownConnection,
  stepsOf,
} from "./connection.reads.js";

/** A connection by id; null when absent, or when the caller takes no part in it. */
export const connectionById = defineLoader<string, ShownConnection | null>({
  batch: async ({ reads, principal }, ids) =>
    principal.kind === "user"
      ? inOrder(ids, await connectionsByIds(reads, principal, ids))
      : ids.map(() => null),
});

const pagesOf = (owner: ConnectionOwner, ownerOf: (row: ShownConnection) => string, begun = false) =>
  defineOwnedPages<ShownConnection>({
    name: `${owner}-${begun ? "collaborations" : "connections"}`,
    parts: [PARTS.id],
    rows: ({ reads, principal }, ids, limit, after) =>
      connectionsOfOwners(reads, userOf(principal), { owner, begun }, ids, limit, after),
    ownerOf,
    positionOf: ({ id }) => [id],
  });

/** A page of the connections about a need in which the caller takes part. */
export const connectionsByNeed = pagesOf("need", ({ needId }) => needId);
/** The same of a worker. */
export const connectionsByWorker = pagesOf("worker", ({ workerId }) => workerId);
/** The same of a partner. */
export const connectionsByPartner = pagesOf("partner", ({ partnerId }) => partnerId);

/** Those of a partner in which work was begun. */
export const collaborationsByPartner = pagesOf("partner", ({ partnerId }) => partnerId, true);

/** The steps that a connection took; the connection itself must be visible to the caller. */
export const stepsByConnection = defineLoader<string, ConnectionTransition[]>({
  batch: async ({ reads }, ids) => grouped(ids, await stepsOf(reads, ids), (step) => step.connectionId),
});
