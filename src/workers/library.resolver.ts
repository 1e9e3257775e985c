import { ValidateNested } from "class-validator";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import type { Reads } from "../platform/database/reads.js";
import { type Connection, connectionType, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { InvalidInput } from "../platform/graphql/errors.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { Optional, Text } from "../platform/graphql/validation.js";
import { Consortium } from "./consortium.js";
import {
  ArchiveLibraryInput,
  CreateLibraryInput,
  LibraryFilter,
  UpdateLibraryInput,
} from "./library.inputs.js";
import { Library } from "./library.js";
import { consortiumById, libraryById, libraryByIsil, listLibraries } from "./library.reads.js";
import type { LibraryReference, LibraryService } from "./library.service.js";
import { mayEditLibrary } from "./worker.policy.js";

const LibraryConnection = connectionType("Library", () => Library, "libraries");

@ArgsType()
class LibraryArgs {
  @Field(() => ID, { nullable: true, description: "Its id." })
  @Optional()
  id?: string | null;

  @Field(() => String, { nullable: true, description: "Its ISIL (ISO 15511)." })
  @Optional()
  @Text(100)
  isil?: string | null;
}

@ArgsType()
class LibrariesArgs extends PageArgs {
  @Field(() => LibraryFilter, { nullable: true, description: "Which libraries; all when left out." })
  @Optional()
  @ValidateNested()
  filter?: LibraryFilter | null;
}

@ObjectType({ description: "The answer to a mutation about a library.", simpleResolvers: true })
class LibraryPayload extends Payload {
  libraryId?: string;
}

@Resolver(() => Library)
export class LibraryResolver {
  constructor(
    private readonly reads: Reads,
    private readonly service: LibraryService,
  ) {}

  @Query(() => Library, {
    nullable: true,
    description: "A library by its id or its ISIL; null when there is none.",
  })
  library(@Args(() => LibraryArgs) args: LibraryArgs, @Ctx() { loaders }: Context): Promise<Library | null> {
    if (args.id && !args.isil) return loaders.load(libraryById, uuidOf("library", args.id));
    if (args.isil && !args.id) return loaders.load(libraryByIsil, args.isil);
    throw new InvalidInput([{ field: ["id"], message: "give either `id` or `isil`" }]);
  }

  @Cost(10)
  @Paged()
  @Query(() => LibraryConnection, { description: "The libraries in use, by name." })
  libraries(@Args(() => LibrariesArgs) { filter, ...page }: LibrariesArgs): Promise<Connection<Library>> {
    return listLibraries(this.reads, filter ?? {}, page);
  }

  @Mutate(() => LibraryPayload, { description: "Sets up a library in your consortium. For administrators." })
  createLibrary(
    @Arg("input", () => CreateLibraryInput, { description: "The library." }) input: CreateLibraryInput,
    @Ctx() { principal }: Context,
  ): Promise<LibraryReference> {
    return this.service.create(userOf(principal), input);
  }

  @Mutate(() => LibraryPayload, { description: "Changes a library. For its manager and administrators." })
  updateLibrary(
    @Arg("input", () => UpdateLibraryInput, { description: "What to change." }) input: UpdateLibraryInput,
    @Ctx() { principal }: Context,
  ): Promise<LibraryReference> {
    return this.service.update(userOf(principal), input);
  }

  @Mutate(() => LibraryPayload, {
    description: "Takes a library without staff out of every list. For its manager and administrators.",
  })
  archiveLibrary(
    @Arg("input", () => ArchiveLibraryInput, { description: "Which one." }) input: ArchiveLibraryInput,
    @Ctx() { principal }: Context,
  ): Promise<LibraryReference> {
    return this.service.archive(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() library: Library): string {
    return typedId("library", library.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The address to which notifications for its managers are mailed. For its managers and administrators, null for others.",
  })
  contactEmail(@Root() library: Library, @Ctx() { principal }: Context): string | null {
    return principal.kind === "user" && mayEditLibrary(principal, library) ? library.contactEmail : null;
  }

  @FieldResolver(() => Consortium, { description: "The consortium it belongs to." })
  async consortium(@Root() library: Library, @Ctx() { loaders }: Context): Promise<Consortium | null> {
    return await loaders.load(consortiumById, library.consortiumId);
  }
}

@Resolver(() => LibraryPayload)
export class LibraryPayloadResolver {
  @FieldResolver(() => Library, {
    nullable: true,
    description: "The library as it is now; null when refused.",
  })
  async library(@Root() { libraryId }: LibraryPayload, @Ctx() { loaders }: Context): Promise<Library | null> {
    return libraryId ? await loaders.load(libraryById, libraryId) : null;
  }
}

@Resolver(() => Consortium)
export class ConsortiumResolver {
  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() consortium: Consortium): string {
    return typedId("consortium", consortium.id);
  }
}
