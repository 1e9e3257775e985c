import { Field, Float, Int, ObjectType } from "type-graphql";
import { SkillLink, type Taught } from "../matching/index.js";
import { Cost, ListOf } from "../platform/graphql/cost/cost.decorators.js";
import { Proficiency } from "../skills/index.js";

@Cost(0)
@ObjectType({
  description:
    "A skill that one side learns from the other: a worker in the work for a need, or a partner's people from a worker.",
  simpleResolvers: true,
})
export class SkillFlow {
  /** What is learned. */
  skillId: string;
  /** What it is learned by. */
  throughId: string;
  /** Of the partner; null where the worker learns. */
  learningGoalId: string | null;

  @Field(() => SkillLink, { description: "How what it is learned by bears on what is learned." })
  link: SkillLink;

  @Field(() => Proficiency, {
    nullable: true,
    description: "Where those who learn stand; null: not yet novices.",
  })
  from: Proficiency | null;

  @Field(() => Proficiency, { description: "How far it can lead them; no further than they want." })
  to: Proficiency;

  @Field(() => Int, { description: "How much it matters to those who learn, 1 to 3; 3 matters most." })
  priority: number;

  @Field(() => Float, { description: "How well it serves the goal of those who learn, above 0 to 1." })
  value: number;

  @Field(() => Float, {
    description:
      "What it adds, above 0 to 1. Those of a direction add up to what that side gains: the `growth` or the `teaching`, as a hundredth of what is shown.",
  })
  contribution: number;
}

@Cost(0)
@ObjectType({
  description:
    "What both sides of a match learn from each other. It counts and shows only what the worker lets you see.",
  simpleResolvers: true,
})
export class MatchExchange {
  @Field(() => Float, {
    description:
      "How far the worker serves what the partner's people want to learn, 0 to 100 with one decimal.",
  })
  teaching: number;

  @Field(() => Float, {
    description:
      "Both directions together, the match's `growth` and `teaching`, 0 to 100 with one decimal; 0 where one side learns nothing.",
  })
  value: number;

  @ListOf(5)
  @Field(() => [SkillFlow], {
    description: "What the worker learns in the work, what matters most first; at most 5.",
  })
  toWorker: SkillFlow[];

  @ListOf(20)
  @Field(() => [SkillFlow], {
    description: "What the partner's people learn from the worker, what matters most first; at most 20.",
  })
  toPartner: SkillFlow[];
}

@ObjectType({
  description: "A worker who has what a partner's people want to learn.",
  simpleResolvers: true,
})
export class Teacher {
  workerId: string;
  /** The rows behind `value`. */
  taught: () => readonly Taught[];

  @Field(() => Float, {
    description: "How far the worker serves what is asked about, above 0 to 100 with one decimal.",
  })
  value: number;
}
