import { ValidateNested } from "class-validator";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { type Affinities, SkillLink, type SkillLinkKind } from "../matching/index.js";
import { Visibility } from "../platform/auth/visibility.js";
import type { Reads } from "../platform/database/reads.js";
import { type Connection, connectionType, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Optional } from "../platform/graphql/validation.js";
import { Skill, type SkillNode, type Taxonomy } from "../skills/index.js";
import { Library, libraryById, pseudonymOf, type ShownWorker, Worker, workerById } from "../workers/index.js";
import { REMOTE, type ShownCard } from "./card-view.js";
import { MOST_SKILLS, ShowcaseFilter } from "./showcase.inputs.js";
import { cardById, cardsByLibrary, cardsByWorker, skillsByCard } from "./showcase.loaders.js";
import { type ShownSkill, submittedCards } from "./showcase.reads.js";
import { MOST_CARDS, MOST_OFFERS } from "./showcase.service.js";
import { ShowcaseCard, ShowcaseSkill } from "./showcase-card.js";
import type { ShowcaseDirectory } from "./showcase-directory.js";

const ShowcaseConnection = connectionType("Showcase", () => ShowcaseCard, "cards of the showcase");

@ArgsType()
class ShowcaseArgs extends PageArgs {
  @Field(() => ShowcaseFilter, {
    nullable: true,
    description: "Which cards; all that you may see when left out.",
  })
  @Optional()
  @ValidateNested()
  filter?: ShowcaseFilter | null;
}

@Resolver(() => ShowcaseCard)
export class ShowcaseCardResolver {
  constructor(
    private readonly reads: Reads,
    private readonly directory: ShowcaseDirectory,
    private readonly affinities: () => Affinities,
  ) {}

  @Cost(20)
  @Paged()
  @Query(() => ShowcaseConnection, {
    description:
      "The published cards that you may see: the highest merit first, and among equals those that were shown least. Paging on with `after` follows the order of the first page, whatever is shown meanwhile, for an hour at least. What partners and callers without a token are given counts as shown.",
  })
  showcase(
    @Args(() => ShowcaseArgs) { filter, ...page }: ShowcaseArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<ShownCard>> {
    return this.directory.list(principal, filter ?? {}, page);
  }

  @Query(() => ShowcaseCard, {
    nullable: true,
    description: "A card by id; null when there is none that you may see.",
  })
  showcaseCard(
    @Arg("id", () => ID, { description: "Its id." }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<ShownCard | null> {
    return loaders.load(cardById, uuidOf("card", id));
  }

  @Cost(10)
  @Paged()
  @Query(() => ShowcaseConnection, {
    description: "The cards that wait for a decision of your library, the oldest first. For managers.",
  })
  async submittedCards(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<ShownCard>> {
    const user = userOf(principal);
    return await submittedCards(this.reads, user, user.libraryId ?? "", page);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: ShownCard): string {
    return typedId("card", id);
  }

  @FieldResolver(() => String, {
    description:
      "Whose it is: the library's name; or the worker's, where the worker chose to show it or you may see it anyway, and a pseudonym otherwise.",
  })
  async name(@Root() card: ShownCard, @Ctx() { loaders }: Context): Promise<string> {
    if (card.libraryId) return (await loaders.load(libraryById, card.libraryId))?.name ?? "";
    return card.workerName ?? pseudonymOf(card.workerId!);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What the worker is called while you may not know the name; null on a library's card.",
  })
  pseudonym(@Root() { workerId }: ShownCard): string | null {
    return workerId && pseudonymOf(workerId);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: "The worker, where you may know who it is; null on a library's card.",
  })
  async worker(
    @Root() { workerId, workerName }: ShownCard,
    @Ctx() { principal, loaders }: Context,
  ): Promise<ShownWorker | null> {
    if (!workerId || workerName === null || principal.kind === "anonymous") return null;
    return await loaders.load(workerById, workerId);
  }

  @FieldResolver(() => Library, {
    nullable: true,
    description: "The library that offers it, or where the worker works; null where you may not see it.",
  })
  async library(@Root() { shownLibraryId }: ShownCard, @Ctx() { loaders }: Context): Promise<Library | null> {
    return shownLibraryId ? await loaders.load(libraryById, shownLibraryId) : null;
  }

  @FieldResolver(() => Boolean, { description: "Whether it can be done from a distance, in part at least." })
  remote(@Root() { modality }: ShownCard): boolean {
    return (REMOTE as readonly string[]).includes(modality);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What a manager said with the last decision; for the author and the managers, null for others.",
  })
  note(@Root() { note }: ShownCard): string | null {
    return note;
  }

  @Cost(2)
  @ListOf(MOST_SKILLS)
  @FieldResolver(() => [ShowcaseSkill], {
    description: `What it takes, as far as you may see it, the highest level first; at most ${MOST_SKILLS}. Of a worker's card the skills that the worker has and lets partners see.`,
  })
  skills(@Root() { id }: ShownCard, @Ctx() { loaders }: Context): Promise<ShownSkill[]> {
    return loaders.load(skillsByCard, id);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "How well it answers the filter's `search` and `skillId`, above 0 to 1; null without them.",
  })
  merit(@Root() { merit }: ShownCard): number | null {
    return merit;
  }

  @FieldResolver(() => SkillLink, {
    nullable: true,
    description: "With a skill in the filter: how the card's skill that answers it best bears on it.",
  })
  foundBy(@Root() { foundBySkillId, askedSkillId }: ShownCard): SkillLink | null {
    const link = foundBySkillId && askedSkillId && this.affinities().link(foundBySkillId, askedSkillId);
    return link ? { ...link, kind: link.kind as SkillLinkKind } : null;
  }
}

@Resolver(() => ShowcaseSkill)
export class ShowcaseSkillResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(0)
  @FieldResolver(() => Skill, { description: "The skill." })
  skill(@Root() { skillId }: ShownSkill): SkillNode | null {
    return this.taxonomy.get(skillId);
  }

  @FieldResolver(() => Visibility, {
    nullable: true,
    description:
      "Who may see this skill of the worker. Others than the worker are given it from PARTNERS on. Null on a library's card, and for whoever sees no more than everybody.",
  })
  visibility(@Root() { visibility }: ShownSkill): Visibility | null {
    return visibility;
  }
}

/** Adds to a worker the cards about them. */
@Resolver(() => Worker)
export class WorkerShowcaseResolver {
  @Cost(3)
  @ListOf(MOST_CARDS)
  @FieldResolver(() => [ShowcaseCard], {
    description: `The worker's cards in use that you may see, newest first; at most ${MOST_CARDS}. The worker sees all of them, a manager of the library those that were submitted, others what is published.`,
  })
  showcaseCards(@Root() { id }: ShownWorker, @Ctx() { loaders }: Context): Promise<ShownCard[]> {
    return loaders.load(cardsByWorker, id);
  }
}

/** Adds to a library what it offers. */
@Resolver(() => Library)
export class LibraryShowcaseResolver {
  @Cost(3)
  @ListOf(MOST_OFFERS)
  @FieldResolver(() => [ShowcaseCard], {
    description: `What the library itself offers, newest first; at most ${MOST_OFFERS}. Its managers see all of it, others what is published.`,
  })
  serviceOffers(@Root() { id }: Library, @Ctx() { loaders }: Context): Promise<ShownCard[]> {
    return loaders.load(cardsByLibrary, id);
  }
}
