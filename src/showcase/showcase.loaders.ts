import { defineLoader, grouped, inOrder } from "../platform/graphql/loaders.js";
import type { ShownCard } from "./card-view.js";
import { cardsOf, type ShownSkill, skillsOfCards, visibleCards } from "./showcase.reads.js";

/** A card by id; null when absent, or when the caller may not see it. */
export const cardById = defineLoader<string, ShownCard | null>({
  batch: async ({ reads, principal }, ids) => inOrder(ids, await visibleCards(reads, principal, ids)),
});

/** The cards in use of a worker that the caller may see, newest first. */
export const cardsByWorker = defineLoader<string, ShownCard[]>({
  batch: async ({ reads, principal }, ids) =>
    grouped(ids, await cardsOf(reads, principal, "worker", ids), ({ workerId }) => workerId!),
});

/** The cards in use of a library itself that the caller may see, newest first. */
export const cardsByLibrary = defineLoader<string, ShownCard[]>({
  batch: async ({ reads, principal }, ids) =>
    grouped(ids, await cardsOf(reads, principal, "library", ids), ({ libraryId }) => libraryId!),
});

/** The skills of a card that the caller may see. */
export const skillsByCard = defineLoader<string, ShownSkill[]>({
  batch: async ({ reads, principal }, ids) =>
    grouped(ids, await skillsOfCards(reads, principal, ids), ({ cardId }) => cardId),
});
