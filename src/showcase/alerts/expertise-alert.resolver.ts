import { Arg, Args, Ctx, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Reads } from "../../platform/database/reads.js";
import { connectionType, type Connection as Page, PageArgs } from "../../platform/graphql/connection.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import { typedId } from "../../platform/graphql/typed-id.js";
import { Payload } from "../../platform/graphql/user-errors.js";
import { Skill, type SkillNode, type Taxonomy } from "../../skills/index.js";
import type { ShownCard } from "../card-view.js";
import { cardById } from "../showcase.loaders.js";
import { ShowcaseCard } from "../showcase-card.js";
import {
  ArchiveExpertiseAlertInput,
  CreateExpertiseAlertInput,
  UpdateExpertiseAlertInput,
} from "./expertise-alert.inputs.js";
import { ExpertiseAlert, ExpertiseFind } from "./expertise-alert.js";
import { expertiseAlertById, listFinds, ownExpertiseAlerts } from "./expertise-alert.reads.js";
import {
  type ExpertiseAlertReference,
  type ExpertiseAlertService,
  MOST_EXPERTISE_ALERTS,
} from "./expertise-alert.service.js";

const ExpertiseFindConnection = connectionType(
  "ExpertiseFind",
  () => ExpertiseFind,
  "cards that an alert found",
);

@ObjectType({ description: "The answer to a mutation about an alert on expertise.", simpleResolvers: true })
class ExpertiseAlertPayload extends Payload {
  expertiseAlertId?: string;
}

@Resolver(() => ExpertiseAlert)
export class ExpertiseAlertResolver {
  constructor(
    private readonly reads: Reads,
    private readonly taxonomy: Taxonomy,
  ) {}

  @Cost(3)
  @ListOf(MOST_EXPERTISE_ALERTS)
  @Query(() => [ExpertiseAlert], {
    description: `Your organisation's alerts on expertise in use, newest first; at most ${MOST_EXPERTISE_ALERTS}. For members of partners.`,
  })
  async expertiseAlerts(@Ctx() { principal }: Context): Promise<ExpertiseAlert[]> {
    const user = userOf(principal);
    return user.partnerId ? await ownExpertiseAlerts(this.reads, user, user.partnerId) : [];
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: ExpertiseAlert): string {
    return typedId("expertise_alert", id);
  }

  @FieldResolver(() => Skill, { nullable: true, description: "The skill that is sought; null where any is." })
  skill(@Root() { skillId }: ExpertiseAlert): SkillNode | null {
    return skillId === null ? null : this.taxonomy.get(skillId);
  }

  @Cost(10)
  @Paged()
  @FieldResolver(() => ExpertiseFindConnection, { description: "What it found, newest first." })
  finds(
    @Root() alert: ExpertiseAlert,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal }: Context,
  ): Promise<Page<ExpertiseFind>> {
    return listFinds(this.reads, userOf(principal), alert, page);
  }
}

@Resolver(() => ExpertiseFind)
export class ExpertiseFindResolver {
  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() { id }: ExpertiseFind): string {
    return typedId("expertise_find", id);
  }

  @FieldResolver(() => ID, { description: "The id of the alert that found it." })
  alertId(@Root() { alertId }: ExpertiseFind): string {
    return typedId("expertise_alert", alertId);
  }

  @FieldResolver(() => ShowcaseCard, {
    nullable: true,
    description: "The card as it is now; null when you may not see it any more.",
  })
  async card(@Root() { cardId }: ExpertiseFind, @Ctx() { loaders }: Context): Promise<ShownCard | null> {
    return await loaders.load(cardById, cardId);
  }
}

@Resolver(() => ExpertiseAlertPayload)
export class ExpertiseAlertMutationResolver {
  constructor(private readonly service: ExpertiseAlertService) {}

  @Mutate(() => ExpertiseAlertPayload, {
    description: `Saves what expertise you want to be told of; at most ${MOST_EXPERTISE_ALERTS} in use. For members of partners.`,
  })
  createExpertiseAlert(
    @Arg("input", () => CreateExpertiseAlertInput, { description: "The alert." })
    input: CreateExpertiseAlertInput,
    @Ctx() { principal }: Context,
  ): Promise<ExpertiseAlertReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => ExpertiseAlertPayload, {
    description: "Changes an alert on expertise, or lets it rest. What it found stays.",
  })
  updateExpertiseAlert(
    @Arg("input", () => UpdateExpertiseAlertInput, { description: "What to change." })
    input: UpdateExpertiseAlertInput,
    @Ctx() { principal }: Context,
  ): Promise<ExpertiseAlertReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => ExpertiseAlertPayload, { description: "Takes an alert on expertise out of use for good." })
  archiveExpertiseAlert(
    @Arg("input", () => ArchiveExpertiseAlertInput, { description: "Which one." })
    input: ArchiveExpertiseAlertInput,
    @Ctx() { principal }: Context,
  ): Promise<ExpertiseAlertReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => ExpertiseAlert, {
    nullable: true,
    description: "The alert as it is now; null when refused.",
  })
  async alert(
    @Root() { expertiseAlertId }: ExpertiseAlertPayload,
    @Ctx() { loaders }: Context,
  ): Promise<ExpertiseAlert | null> {
    return expertiseAlertId ? await loaders.load(expertiseAlertById, expertiseAlertId) : null;
  }
}
