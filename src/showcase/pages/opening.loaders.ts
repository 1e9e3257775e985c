import { defineLoader } from "../../platform/graphql/loaders.js";
import { publicAmong } from "./public-card.reads.js";

const OPEN = {
  name: "showcase-openings.among",
  text: `select consortium_id as "consortiumId" from showcase_opening where consortium_id = any($1::uuid[])`,
};

/** Whether a consortium has a public showcase. */
export const consortiumIsOpen = defineLoader<string, boolean>({
  batch: async ({ reads }, ids) => {
    const rows = await reads.run<{ consortiumId: string }>(OPEN, [ids]);
    const open = new Set(rows.map(({ consortiumId }) => consortiumId));
    return ids.map((id) => open.has(id));
  },
});

/** Whether a card has a public page. */
export const cardIsPublic = defineLoader<string, boolean>({
  batch: async ({ reads }, ids) => {
    const found = await publicAmong(reads, ids);
    return ids.map((id) => found.has(id));
  },
});
