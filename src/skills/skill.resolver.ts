import { Arg, Args, Ctx, FieldResolver, ObjectType, Query, Resolver, Root } from "type-graphql";
import { type Connection, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { Payload } from "../platform/graphql/user-errors.js";
import type { SkillMerging } from "./merge-skills.js";
import {
  ArchiveSkillInput,
  CreateSkillInput,
  MergeSkillsInput,
  SkillArgs,
  SkillsArgs,
  SuggestSkillsArgs,
  UpdateSkillInput,
} from "./skill.inputs.js";
import { Skill } from "./skill.js";
import type { SkillReference, SkillService } from "./skill.service.js";
import { SkillConnection, SkillSuggestion } from "./skill-connection.js";
import type { SkillDirectory } from "./skill-directory.js";
import type { SkillSearch, Suggestion } from "./skill-search.js";
import type { SkillNode, Taxonomy } from "./taxonomy.js";

@ObjectType({ description: "The answer to a mutation about a skill.", simpleResolvers: true })
export class SkillPayload extends Payload {
  skillId?: string;
}

@Resolver(() => Skill)
export class SkillResolver {
  constructor(
    private readonly directory: SkillDirectory,
    private readonly finder: SkillSearch,
  ) {}

  @Query(() => Skill, {
    nullable: true,
    description:
      "A skill by id or by URI, of which exactly one is given; null when there is none. One that was merged is shown itself, with `mergedInto`.",
  })
  skill(@Args(() => SkillArgs) key: SkillArgs): SkillNode | null {
    return this.directory.find(key);
  }

  @Paged()
  @Query(() => SkillConnection, { description: "The skills in use: the best fit first, or by label." })
  skills(
    @Args(() => SkillsArgs) { search, filter, ...page }: SkillsArgs,
  ): Connection<SkillNode> | Promise<Connection<SkillNode>> {
    return search?.trim()
      ? this.finder.search(search, filter ?? {}, page)
      : this.directory.list(filter ?? {}, page);
  }

  // Likeness is looked up in PostgreSQL, whatever `first` says.
  @Cost(100)
  @ListOf(5)
  @Query(() => [SkillSuggestion], {
    description:
      "The skills that a free text may stand for, the likeliest first; empty when none is likely. Headings, deprecated and merged concepts are not suggested.",
  })
  suggestSkills(@Args(() => SuggestSkillsArgs) { text, first }: SuggestSkillsArgs): Promise<Suggestion[]> {
    return this.finder.suggest(text, first);
  }

  @FieldResolver(() => [String], { description: "Other names it is found by, in alphabetical order." })
  alternativeLabels(@Root() skill: SkillNode): readonly string[] {
    return skill.alternativeLabels;
  }

  @FieldResolver(() => Skill, {
    nullable: true,
    description: "With status MERGED: the concept that has taken over.",
  })
  mergedInto(@Root() skill: SkillNode): SkillNode | null {
    return this.directory.mergedInto(skill);
  }

  // ESCO has 1 to 4.
  @ListOf(5)
  @FieldResolver(() => [Skill], { description: "The next broader concepts, by label; at most 100." })
  broader(@Root() skill: SkillNode): SkillNode[] {
    return this.directory.broader(skill);
  }

  @Paged()
  @FieldResolver(() => SkillConnection, { description: "The next narrower concepts, by label." })
  narrower(@Root() skill: SkillNode, @Args(() => PageArgs) page: PageArgs): Connection<SkillNode> {
    return this.directory.narrower(skill, page);
  }

  @Paged()
  @FieldResolver(() => SkillConnection, {
    description: "Concepts that belong together with this one without being broader or narrower, by label.",
  })
  related(@Root() skill: SkillNode, @Args(() => PageArgs) page: PageArgs): Connection<SkillNode> {
    return this.directory.related(skill, page);
  }
}

@Resolver(() => SkillPayload)
export class SkillPayloadResolver {
  constructor(
    private readonly taxonomy: Taxonomy,
    private readonly service: SkillService,
    private readonly merging: SkillMerging,
  ) {}

  @Mutate(() => SkillPayload, {
    description:
      "Adds a concept to the taxonomy. Everybody signed in may propose one, which is then PROPOSED; an administrator's is ACCEPTED.",
  })
  createSkill(
    @Arg("input", () => CreateSkillInput, { description: "The concept." }) input: CreateSkillInput,
    @Ctx() { principal }: Context,
  ): Promise<SkillReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => SkillPayload, { description: "Changes a concept. For administrators." })
  updateSkill(
    @Arg("input", () => UpdateSkillInput, { description: "What to change." }) input: UpdateSkillInput,
    @Ctx() { principal }: Context,
  ): Promise<SkillReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => SkillPayload, {
    description:
      "Takes a concept out of every list and out of further use; whoever has it keeps it. For administrators.",
  })
  archiveSkill(
    @Arg("input", () => ArchiveSkillInput, { description: "Which one." }) input: ArchiveSkillInput,
    @Ctx() { principal }: Context,
  ): Promise<SkillReference> {
    return this.service.archive(userOf(principal), input);
  }

  @Mutate(() => SkillPayload, {
    description:
      "Makes one concept of two. The survivor, which is answered, takes over the duplicate's labels, its links, and everything that refers to it. For administrators.",
  })
  mergeSkills(
    @Arg("input", () => MergeSkillsInput, { description: "Which two." }) input: MergeSkillsInput,
    @Ctx() { principal }: Context,
  ): Promise<SkillReference> {
    return this.merging.merge(userOf(principal), input);
  }

  @FieldResolver(() => Skill, {
    nullable: true,
    description: "The concept as it is now; null when refused.",
  })
  skill(@Root() { skillId }: SkillPayload): SkillNode | null {
    return skillId ? this.taxonomy.get(skillId) : null;
  }
}
