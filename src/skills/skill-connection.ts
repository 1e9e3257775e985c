import { Field, Float, ObjectType } from "type-graphql";
import { PageInfo } from "../platform/graphql/connection.js";
import { Cost } from "../platform/graphql/cost/cost.decorators.js";
import { Skill } from "./skill.js";

@ObjectType({ description: "An entry in a list of skills.", simpleResolvers: true })
export class SkillEdge {
  // It is counted with its edge.
  @Cost(0)
  @Field(() => Skill, { description: "The entry." })
  node: object;

  @Field(() => String, { description: "Where it stands: send it as `after` to continue behind it." })
  cursor: string;

  @Field(() => String, {
    nullable: true,
    description:
      "In a search: the label that was found, which may be an alternative one. Null in other lists.",
  })
  matchedLabel?: string | null;
}

@Cost(0)
@ObjectType({ description: "A page of a list of skills.", simpleResolvers: true })
export class SkillConnection {
  @Field(() => [SkillEdge], { description: "The entries with their cursors." })
  edges: readonly SkillEdge[];

  @Field(() => [Skill], { description: "The entries alone." })
  nodes: readonly object[];

  @Field(() => PageInfo, { description: "Where the page stands, and whether more follow." })
  pageInfo: PageInfo;
}

@ObjectType({ description: "A concept that a free text may stand for.", simpleResolvers: true })
export class SkillSuggestion {
  @Cost(0)
  @Field(() => Skill, { description: "The concept." })
  skill: object;

  @Field(() => String, { description: "The label of it that resembles the text most." })
  matchedLabel: string;

  @Field(() => Boolean, {
    description: "Whether that is an alternative label rather than the preferred one.",
  })
  isAlias: boolean;

  @Field(() => Float, {
    description:
      "How sure this is, 0 to 1; 1 for the preferred label itself. What is below 0.7 is not suggested.",
  })
  confidence: number;
}
