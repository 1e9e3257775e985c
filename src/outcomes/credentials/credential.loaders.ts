import { PARTS } from "../../platform/graphql/connection.js";
import { userOf } from "../../platform/graphql/context.js";
import { defineLoader, inOrder } from "../../platform/graphql/loaders.js";
import { defineOwnedPages } from "../../platform/graphql/owned-pages.js";
import { credentialsOfWorkers, type ShownCredential, visibleCredentials } from "./credential.reads.js";

/** A credential by id; null when absent or hidden. */
export const credentialById = defineLoader<string, ShownCredential | null>({
  batch: async ({ reads, principal }, ids) =>
    inOrder(ids, await visibleCredentials(reads, userOf(principal), ids)),
});

/** A page of the credentials of a worker that the caller may see. */
export const credentialsByWorker = defineOwnedPages<ShownCredential>({
  name: "credentials",
  parts: [PARTS.id],
  rows: ({ reads, principal }, workerIds, limit, after) =>
    credentialsOfWorkers(reads, userOf(principal), workerIds, limit, after),
  ownerOf: ({ workerId }) => workerId,
  positionOf: ({ id }) => [id],
});
