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
import { type Connection, connectionType, PageArgs } from "../../platform/graphql/connection.js";
import { type Context, userOf } from "../../platform/graphql/context.js";
import { Cost, Paged } from "../../platform/graphql/cost/cost.decorators.js";
import { Mutate } from "../../platform/graphql/mutation.js";
import { typedId } from "../../platform/graphql/typed-id.js";
import { Payload } from "../../platform/graphql/user-errors.js";
import { Text } from "../../platform/graphql/validation.js";
import { Skill, type SkillNode, type Taxonomy } from "../../skills/index.js";
import { type ShownWorker, Worker } from "../../workers/index.js";
import type { CredentialAddresses } from "./addresses.js";
import { ClaimCredentialInput, RevokeCredentialInput, ShareCredentialInput } from "./credential.inputs.js";
import { Credential } from "./credential.js";
import { credentialById, credentialsByWorker } from "./credential.loaders.js";
import type { ShownCredential } from "./credential.reads.js";
import type { CredentialReference, CredentialService } from "./credential.service.js";
import { VerifiedCredential } from "./verified-credential.js";
import type { CredentialVerifier } from "./verify-credential.js";

export const CredentialConnection = connectionType("Credential", () => Credential, "credentials");

/** Those that are issued here have some 4,000. */
const LONGEST_JWT = 20_000;

@ObjectType({ description: "The answer to a mutation about a credential.", simpleResolvers: true })
class CredentialPayload extends Payload {
  credentialId?: string;
}

@ArgsType()
class VerifyCredentialArgs {
  @Field(() => String, { description: `The compact JWS, at most ${LONGEST_JWT} characters.` })
  @Text(LONGEST_JWT)
  jwt: string;
}

@Resolver(() => Credential)
export class CredentialResolver {
  constructor(
    private readonly service: CredentialService,
    private readonly taxonomy: Taxonomy,
    private readonly addresses: CredentialAddresses,
  ) {}

  @Mutate(() => CredentialPayload, {
    description:
      "Issues a credential for a skill that you showed: the collaboration was completed, and the partner's rating of the skill reaches the level that you agreed on. For workers.",
  })
  claimCredential(
    @Arg("input", () => ClaimCredentialInput, { description: "What for." }) input: ClaimCredentialInput,
    @Ctx() { principal }: Context,
  ): Promise<CredentialReference> {
    return this.service.claim(userOf(principal), input);
  }

  @Mutate(() => CredentialPayload, {
    description:
      "Says whether everybody who has its address may download a credential, and whether others see it with you. For the worker who holds it.",
  })
  shareCredential(
    @Arg("input", () => ShareCredentialInput, { description: "Which one." }) input: ShareCredentialInput,
    @Ctx() { principal }: Context,
  ): Promise<CredentialReference> {
    return this.service.share(userOf(principal), input);
  }

  @Mutate(() => CredentialPayload, {
    description:
      "Takes a credential back for good; its id stands in the public status list from then on. For managers of the library that issued it, administrators, and the worker who holds it. The payload shows it to those who may see it.",
  })
  revokeCredential(
    @Arg("input", () => RevokeCredentialInput, { description: "Which one." }) input: RevokeCredentialInput,
    @Ctx() { principal }: Context,
  ): Promise<CredentialReference> {
    return this.service.revoke(userOf(principal), input);
  }

  @FieldResolver(() => ID, { description: "Its id." })
  id(@Root() credential: ShownCredential): string {
    return typedId("credential", credential.id);
  }

  @FieldResolver(() => Skill, { nullable: true, description: "The skill that was shown." })
  skill(@Root() { skillId }: ShownCredential): SkillNode | null {
    return this.taxonomy.current(skillId);
  }

  @FieldResolver(() => String, { description: "The name of the library or consortium that issued it." })
  issuerName(@Root() { issuerName }: ShownCredential): string {
    return issuerName;
  }

  @FieldResolver(() => String, {
    description: "The signed credential, a compact JWS: keep it as a file that ends with .jwt.",
  })
  jwt(@Root() { jwt }: ShownCredential): string {
    return jwt;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Where everybody can download it; null while it is not shared.",
  })
  shareUrl(@Root() { id, shared }: ShownCredential): string | null {
    return shared ? this.addresses.credential(id) : null;
  }
}

@Resolver(() => CredentialPayload)
export class CredentialPayloadResolver {
  @FieldResolver(() => Credential, {
    nullable: true,
    description: "The credential as it is now; null when refused, or where you may not see it.",
  })
  async credential(
    @Root() { credentialId }: CredentialPayload,
    @Ctx() { loaders }: Context,
  ): Promise<ShownCredential | null> {
    return credentialId ? await loaders.load(credentialById, credentialId) : null;
  }
}

@Resolver()
export class VerifyCredentialResolver {
  constructor(private readonly verifier: CredentialVerifier) {}

  @Cost(50)
  @Query(() => VerifiedCredential, {
    description:
      "Checks a credential that this service may have issued, and tells what it says. For everybody.",
  })
  verifyCredential(
    @Args(() => VerifyCredentialArgs) { jwt }: VerifyCredentialArgs,
  ): Promise<VerifiedCredential> {
    return this.verifier.verify(jwt);
  }
}

/** Adds to a worker what they earned. */
@Resolver(() => Worker)
export class WorkerCredentialsResolver {
  @Cost(3)
  @Paged()
  @FieldResolver(() => CredentialConnection, {
    description:
      "The worker's credentials, newest first: the worker sees all of them, others those that are shared.",
  })
  async credentials(
    @Root() { id }: ShownWorker,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: Context,
  ): Promise<Connection<ShownCredential>> {
    return await loaders.load(credentialsByWorker, { ownerId: id, ...page });
  }
}
