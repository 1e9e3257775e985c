import type { Pool } from "pg";
import { type CreateNeedInput, createNeed } from "./create-need.js";
import { listNeeds, type MatchRow, type NeedRow } from "./need-reads.js";
import { pseudonymOf, shownScore, typedId, uuidOf } from "./typed-ids.js";
import { listWorkers, type WorkerRow } from "./worker-reads.js";

interface NeedsArgs {
  readonly filter?: { readonly statuses?: string[] | null; readonly partnerId?: string | null } | null;
  readonly first: number;
}

interface WorkersArgs {
  readonly filter?: { readonly skillId?: string | null; readonly minProficiency?: string | null } | null;
  readonly first: number;
}

const idOf =
  (type: string) =>
  ({ id }: { readonly id: string }): string =>
    typedId(type, id);

/** What Mercurius and Yoga resolve in the same way: lists, the mutation, and fields that need no statement. */
export const rootResolvers = (pool: Pool) => ({
  Query: {
    needs: (_: unknown, { filter, first }: NeedsArgs) => {
      const partnerId = filter?.partnerId && uuidOf("partner", filter.partnerId);
      return listNeeds(pool, { statuses: filter?.statuses, partnerId }, first);
    },
    workers: (_: unknown, { filter, first }: WorkersArgs) => {
      const skillId = filter?.skillId && uuidOf("skill", filter.skillId);
      return listWorkers(pool, { skillId, minProficiency: filter?.minProficiency }, first);
    },
  },
  Mutation: {
    createNeed: async (_: unknown, { input }: { readonly input: CreateNeedInput }) => ({
      need: await createNeed(pool, input),
    }),
  },
  Need: { id: idOf("need") },
  Partner: { id: idOf("partner") },
  Skill: { id: idOf("skill") },
  Match: { score: ({ score }: MatchRow): number => shownScore(score) },
  Worker: { id: idOf("worker"), name: ({ id, name }: WorkerRow): string => name ?? pseudonymOf(id) },
});

/** A reference by a gateway. */
export interface NeedReference {
  readonly __typename: "Need";
  readonly id: string;
}

export type { MatchRow, NeedRow, WorkerRow };
