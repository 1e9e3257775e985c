import { PARTS } from "../platform/graphql/connection.js";
import { userOf } from "../platform/graphql/context.js";
import { defineLoader, inOrder } from "../platform/graphql/loaders.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import { consentsOfWorkers, visibleConsents } from "./consent.reads.js";
import type { ConsentGrant } from "./consent-grant.js";

/** A consent by id; null when absent or hidden. */
export const consentById = defineLoader<string, ConsentGrant | null>({
  batch: async ({ reads, principal }, ids) =>
    inOrder(ids, await visibleConsents(reads, userOf(principal), ids)),
});

/** A page of the consents of a worker that the caller may see. */
export const consentsByWorker = defineOwnedPages<ConsentGrant>({
  name: "consents",
  parts: [PARTS.id],
  rows: ({ reads, principal }, workerIds, limit, after) =>
    consentsOfWorkers(reads, userOf(principal), workerIds, limit, after),
  ownerOf: ({ workerId }) => workerId,
  positionOf: ({ id }) => [id],
});
