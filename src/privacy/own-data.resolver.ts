import { GraphQLDateTimeISO, GraphQLJSONObject } from "graphql-scalars";
import { Arg, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { Payload } from "../platform/graphql/user-errors.js";
import type { ErasureReference, ErasureService } from "./erasure.service.js";
import type { OwnData, OwnDataService } from "./own-data.service.js";
import { EraseMeInput, EraseWorkerInput } from "./privacy.inputs.js";

@ObjectType({ description: "All that is held about whoever asks.", simpleResolvers: true })
class PersonalDataExport {
  @Field(() => GraphQLDateTimeISO, { description: "When it was put together." })
  madeAt: Date;

  @Field(() => GraphQLJSONObject, {
    description:
      "A list of rows for each kind of data, with every column of the database; skills with their labels and URIs. To be kept as a file of JSON.",
  })
  document: Record<string, unknown>;
}

@ObjectType({ description: "The answer to an erasure.", simpleResolvers: true })
class ErasurePayload extends Payload {
  @Field(() => Boolean, {
    nullable: true,
    description: "True when nothing about the worker is held any more; null when refused.",
  })
  isErased?: boolean | null;
}

@Resolver()
export class OwnDataResolver {
  constructor(
    private readonly ownData: OwnDataService,
    private readonly erasure: ErasureService,
  ) {}

  @Cost(100)
  @Query(() => PersonalDataExport, {
    description:
      "All that is held about you. For workers that is the profile and everything that hangs on it; for everybody, what their token did.",
  })
  exportMyData(@Ctx() { principal }: Context): Promise<OwnData> {
    return this.ownData.of(userOf(principal));
  }

  @Mutate(() => ErasurePayload, {
    description:
      "Erases a worker for good: profile, skills, growth goals and all that hangs on them, in every replica at once. For the worker. What remains on record tells of nobody any more.",
  })
  eraseMe(
    @Arg("input", () => EraseMeInput, { description: "That you mean it." }) _input: EraseMeInput,
    @Ctx() { principal }: Context,
  ): Promise<ErasureReference> {
    return this.erasure.ofSelf(userOf(principal));
  }

  @Mutate(() => ErasurePayload, {
    description:
      "The same on behalf of a worker who cannot. For administrators who have broken the glass for them.",
  })
  eraseWorker(
    @Arg("input", () => EraseWorkerInput, { description: "Whom." }) input: EraseWorkerInput,
    @Ctx() { principal }: Context,
  ): Promise<ErasureReference> {
    return this.erasure.ofWorker(userOf(principal), input.workerId);
  }
}
