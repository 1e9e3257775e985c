import { Arg, Args, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql";
import type { Reads } from "../platform/database/reads.js";
import {
  type Connection,
  connectionType,
  decodeCursor,
  PARTS,
  PageArgs,
  pageOf,
} from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../platform/graphql/mutation.js";
import { Payload } from "../platform/graphql/user-errors.js";
import { Consortium } from "./consortium.js";
import { SetDiscoveryInput } from "./discovery.inputs.js";
import { type DiscoveryRow, discoveryOf } from "./discovery.reads.js";
import type { DiscoveryReference, DiscoveryService } from "./discovery.service.js";
import { consortiumById } from "./library.reads.js";
import { maySetDiscovery } from "./worker.policy.js";

@ObjectType({
  description:
    "How two consortia stand to each other. Where both are open, each one's workers, managers and partners find the people of the other who are marked PUBLIC, as pseudonyms unless the name is PUBLIC, too.",
  simpleResolvers: true,
})
export class Discovery {
  otherId: string;

  @Field(() => Boolean, { description: "Whether this consortium is open to the other." })
  isOpen: boolean;

  @Field(() => Boolean, { description: "Whether the other one is open to this." })
  isOpenThere: boolean;
}

const DiscoveryConnection = connectionType("Discovery", () => Discovery, "openings between consortia");
const LIST = "discovery";

@ObjectType({ description: "The answer to a mutation about discovery.", simpleResolvers: true })
class DiscoveryPayload extends Payload {
  consortiumId?: string;
}

@Resolver(() => Discovery)
export class DiscoveryResolver {
  constructor(private readonly service: DiscoveryService) {}

  @Mutate(() => DiscoveryPayload, {
    description:
      "Opens your consortium to another one, or closes it. It counts, at once, while both sides are open. For administrators.",
  })
  setDiscovery(
    @Arg("input", () => SetDiscoveryInput, { description: "To which one." }) input: SetDiscoveryInput,
    @Ctx() { principal }: Context,
  ): Promise<DiscoveryReference> {
    return this.service.set(userOf(principal), input);
  }

  @FieldResolver(() => Consortium, { nullable: true, description: "The other consortium." })
  async consortium(
    @Root() { otherId }: DiscoveryRow,
    @Ctx() { loaders }: Context,
  ): Promise<Consortium | null> {
    return await loaders.load(consortiumById, otherId);
  }
}

@Resolver(() => DiscoveryPayload)
export class DiscoveryPayloadResolver {
  @FieldResolver(() => Consortium, { nullable: true, description: "Your consortium; null when refused." })
  async consortium(
    @Root() { consortiumId }: DiscoveryPayload,
    @Ctx() { loaders }: Context,
  ): Promise<Consortium | null> {
    return consortiumId ? await loaders.load(consortiumById, consortiumId) : null;
  }
}

/** Adds to a consortium how it stands to others. */
@Resolver(() => Consortium)
export class ConsortiumDiscoveryResolver {
  constructor(private readonly reads: Reads) {}

  @Cost(3)
  @Paged()
  @FieldResolver(() => DiscoveryConnection, {
    nullable: true,
    description:
      "The consortia with which there is an opening on either side. For the consortium's administrators, null for others.",
  })
  async discovery(
    @Root() { id }: Consortium,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<DiscoveryRow> | null> {
    if (principal.kind === "anonymous" || !maySetDiscovery(principal) || principal.consortiumId !== id)
      return null;
    const after = decodeCursor(LIST, page.after, [PARTS.id]);
    const rows = await discoveryOf(this.reads, id, page.first + 1, after);
    return pageOf(rows, LIST, page, ({ otherId }) => [otherId]);
  }
}
