import { Arg, Ctx, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { BreakGlass } from "./break-glass.js";
import { breakGlassById } from "./break-glass.reads.js";
import type { BreakGlassReference, BreakGlassService } from "./break-glass.service.js";
import { BreakGlassInput, EndBreakGlassInput } from "./privacy.inputs.js";

@ObjectType({ description: "The answer to a mutation about broken glass.", simpleResolvers: true })
class BreakGlassPayload extends Payload {
  breakGlassId?: string;
}

@Resolver(() => BreakGlass)
export class BreakGlassResolver {
  constructor(private readonly service: BreakGlassService) {}

  @Mutate(() => BreakGlassPayload, {
    description:
      "Lets an administrator see and correct all of one worker for some minutes, from the next request on. Every read is on record, and the worker can look it up.",
  })
  breakGlass(
    @Arg("input", () => BreakGlassInput, { description: "Whose data, and why." }) input: BreakGlassInput,
    @Ctx() { principal }: Context,
  ): Promise<BreakGlassReference> {
    return this.service.open(userOf(principal), input);
  }

  @Mutate(() => BreakGlassPayload, {
    description: "Ends such an access before its time, from the next request on. For who opened it.",
  })
  endBreakGlass(
    @Arg("input", () => EndBreakGlassInput, { description: "Which one." }) input: EndBreakGlassInput,
    @Ctx() { principal }: Context,
  ): Promise<BreakGlassReference> {
    return this.service.end(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "The id of this access, with which it can be ended." })
  id(@Root() access: BreakGlass): string {
    return typedId("break_glass", access.id);
  }

  @FieldResolver(() => ID, { description: "The id of the worker whose data it opens." })
  workerId(@Root() access: BreakGlass): string {
    return typedId("worker", access.workerId);
  }
}

@Resolver(() => BreakGlassPayload)
export class BreakGlassPayloadResolver {
  @FieldResolver(() => BreakGlass, { nullable: true, description: "The access; null when refused." })
  async breakGlass(
    @Root() { breakGlassId }: BreakGlassPayload,
    @Ctx() { loaders }: Context,
  ): Promise<BreakGlass | null> {
    return breakGlassId ? await loaders.load(breakGlassById, breakGlassId) : null;
  }
}
