import { Arg, Ctx, FieldResolver, ObjectType, Query, Resolver, Root } from "type-graphql";
import {
  Connection,
  ConnectionPayload,
  type ConnectionReference,
  ConnectionSide,
  type ShownConnection,
} from "../../connections/index.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost, ListOf } from "../../platform/graphql/cost/cost.decorators.js";
import { InvalidInput } from "../../platform/graphql/errors.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import { Payload } from "../../platform/graphql/user-errors.js";
import type { Taxonomy } from "../../skills/index.js";
import type { CloseCollaboration } from "./close-collaboration.js";
import { CompleteCollaborationInput, SetOutcomeQuestionsInput } from "./closing.inputs.js";
import { Outcome } from "./outcome.js";
import { outcomeByConnection } from "./outcome.loaders.js";
import { OutcomeQuestion, QUESTIONS } from "./outcome-question.js";
import type { OutcomeQuestions } from "./questions.js";

@ObjectType({
  description: "The answer to a mutation about the questions at the end.",
  simpleResolvers: true,
})
class OutcomeQuestionsPayload extends Payload {}

@Resolver(() => Outcome)
export class OutcomeResolver {
  constructor(
    private readonly closing: CloseCollaboration,
    private readonly questions: OutcomeQuestions,
  ) {}

  @ListOf(QUESTIONS)
  @Query(() => [OutcomeQuestion], {
    description: "The five questions that a side is asked at the end of a collaboration.",
  })
  outcomeQuestions(
    @Arg("side", () => ConnectionSide, { description: "Who is asked: WORKER or PARTNER." })
    side: ConnectionSide,
    @Ctx() { principal }: Context,
  ): Promise<OutcomeQuestion[]> {
    if (side === ConnectionSide.LIBRARY)
      throw new InvalidInput([
        { field: ["side"], message: "libraries are not asked; choose WORKER or PARTNER" },
      ]);
    return this.questions.list(userOf(principal), side);
  }

  @Mutate(() => OutcomeQuestionsPayload, {
    description:
      "Replaces the five questions that a side is asked. Answers keep the text that was asked. For administrators.",
  })
  setOutcomeQuestions(
    @Arg("input", () => SetOutcomeQuestionsInput, { description: "The questions." })
    input: SetOutcomeQuestionsInput,
    @Ctx() { principal }: Context,
  ): Promise<object> {
    return this.questions.set(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, {
    description:
      "Completes a collaboration with what your side says of it: answers, ratings, and for the partner the goal's indicator. Growth goals, the profile and the indicator move in the same step, and the place is free again; the other side is asked. For the worker and members of the partner.",
  })
  completeCollaboration(
    @Arg("input", () => CompleteCollaborationInput, { description: "What you say." })
    input: CompleteCollaborationInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.closing.complete(userOf(principal), input);
  }

  @Mutate(() => ConnectionPayload, {
    description: "Says what came of a collaboration that the other side completed; within 30 days, once.",
  })
  giveFeedback(
    @Arg("input", () => CompleteCollaborationInput, { description: "What you say." })
    input: CompleteCollaborationInput,
    @Ctx() { principal }: Context,
  ): Promise<ConnectionReference> {
    return this.closing.giveFeedback(userOf(principal), input);
  }
}

/** Adds to a connection what came of it. */
@Resolver(() => Connection)
export class ConnectionOutcomeResolver {
  constructor(private readonly taxonomy: Taxonomy) {}

  @Cost(3)
  @FieldResolver(() => Outcome, {
    nullable: true,
    description: "What came of it; null before it is completed, and for a library.",
  })
  async outcome(@Root() { id }: ShownConnection, @Ctx() { loaders }: Context): Promise<Outcome | null> {
    const outcome = await loaders.load(outcomeByConnection, id);
    for (const growth of outcome?.skills ?? []) growth.skill = this.taxonomy.current(growth.skillId);
    return outcome;
  }
}
