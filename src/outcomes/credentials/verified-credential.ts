import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Proficiency } from "../../skills/index.js";
import { RevocationReason } from "./credential.js";

/** What came of checking a credential. */
export enum VerificationStatus {
  VALID = "VALID",
  REVOKED = "REVOKED",
  EXPIRED = "EXPIRED",
  NOT_YET_VALID = "NOT_YET_VALID",
  BAD_SIGNATURE = "BAD_SIGNATURE",
  UNKNOWN_ISSUER = "UNKNOWN_ISSUER",
  MALFORMED = "MALFORMED",
}

registerEnumType(VerificationStatus, {
  name: "VerificationStatus",
  description: "What came of checking a credential.",
  valuesConfig: {
    VALID: { description: "This service issued it as it is, and it counts." },
    REVOKED: { description: "This service issued it, and took it back." },
    EXPIRED: { description: "This service issued it, and its time is over." },
    NOT_YET_VALID: { description: "This service issued it for later." },
    BAD_SIGNATURE: { description: "It says that this service issued it, but was changed or made up." },
    UNKNOWN_ISSUER: {
      description: "Somebody else issued it. Ask them: this service knows no keys but its own.",
    },
    MALFORMED: { description: "It is not a signed credential of Open Badges 3.0." },
  },
});

@ObjectType({
  description:
    "A credential that was checked. What it says is shown only where this service issued it; null otherwise.",
  simpleResolvers: true,
})
export class VerifiedCredential {
  @Field(() => VerificationStatus, { description: "What came of it." })
  status: VerificationStatus;

  @Field(() => String, { nullable: true, description: "The credential's own address." })
  credential: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The name of the library or consortium that issued it.",
  })
  issuerName: string | null;

  @Field(() => String, { nullable: true, description: "What was achieved: the skill's name." })
  achievement: string | null;

  @Field(() => String, { nullable: true, description: "The skill's URI." })
  skillUri: string | null;

  @Field(() => Proficiency, { nullable: true, description: "The level that was shown." })
  proficiency: Proficiency | null;

  @Field(() => String, { nullable: true, description: "The work that showed it." })
  evidence: string | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "From when on it is valid." })
  validFrom: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "Until when; null where it does not expire.",
  })
  validUntil: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was revoked; null if never." })
  revokedAt: Date | null;

  @Field(() => RevocationReason, { nullable: true, description: "Why it was revoked; null if never." })
  revocationReason: RevocationReason | null;
}
