import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import { selectionOf } from "../platform/graphql/look-ahead.js";
import type { ReferenceResolver } from "../platform/graphql/schema.js";
import { uuidOrNull } from "../platform/graphql/typed-id.js";
import type { Taxonomy } from "../skills/index.js";
import { needByIdFor } from "./need.reads.js";
import { NeedMutationResolver, NeedResolver } from "./need.resolver.js";
import { NeedService } from "./need.service.js";
import { NeedDirectory } from "./need-directory.js";

export { endNeeds, expirePastNeeds, NEEDS_AT_ONCE } from "./end-needs.js";
export { needExports } from "./export-needs.js";
export { importNeeds } from "./import-needs.js";
export { needsSkillReferences } from "./merged-skills.js";
export { needAccess } from "./need.access.js";
export { Modality, Need, NeedStatus } from "./need.js";
export { maySeeNeed } from "./need.policy.js";
export { needById, skillsByNeed } from "./need.reads.js";
export { type NeedDetails, NeedService } from "./need.service.js";
export { isReachable } from "./need-lifecycle.js";
export { freePlace, takePlace } from "./need-places.js";
export { Importance, NeedSkill } from "./need-skill.js";

/** The resolvers of this domain. */
export const needResolvers = (
  reads: Reads,
  commands: Commands,
  taxonomy: Taxonomy,
  today: () => string,
): object[] => [
  new NeedResolver(new NeedDirectory(reads, taxonomy)),
  new NeedMutationResolver(new NeedService(commands, taxonomy, today)),
];

/** How other subgraphs' references are found. */
export const needReferences: Record<string, ReferenceResolver> = {
  Need: async ({ id = "" }, context, info) => {
    const uuid = uuidOrNull("need", id);
    return uuid && (await context.loaders.load(needByIdFor(selectionOf(info, context)), uuid));
  },
};
