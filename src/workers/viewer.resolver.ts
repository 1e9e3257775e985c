import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../platform/graphql/context.js";
import { Consortium } from "./consortium.js";
import { Library } from "./library.js";
import { consortiumById, libraryById } from "./library.reads.js";
import { Viewer, ViewerRole } from "./viewer.js";
import { Worker } from "./worker.js";
import { workerById } from "./worker.loaders.js";
import type { ShownWorker } from "./worker.shape.js";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: "Whoever asks, as the token says." })
  me(@Ctx() { principal }: Context): Viewer {
    if (principal.kind === "anonymous") return { role: ViewerRole.ANONYMOUS };
    return { ...principal, role: ViewerRole[principal.role] };
  }

  @FieldResolver(() => Consortium, { nullable: true, description: "Your consortium." })
  async consortium(
    @Root() { consortiumId }: Viewer,
    @Ctx() { loaders }: Context,
  ): Promise<Consortium | null> {
    return consortiumId ? await loaders.load(consortiumById, consortiumId) : null;
  }

  @FieldResolver(() => Library, { nullable: true, description: "Your library, if you work in one." })
  async library(@Root() { libraryId }: Viewer, @Ctx() { loaders }: Context): Promise<Library | null> {
    return libraryId ? await loaders.load(libraryById, libraryId) : null;
  }

  @FieldResolver(() => Worker, { nullable: true, description: "Your own profile, if you are a worker." })
  async worker(@Root() { workerId }: Viewer, @Ctx() { loaders }: Context): Promise<ShownWorker | null> {
    return workerId ? await loaders.load(workerById, workerId) : null;
  }
}
