import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Connection } from "../../connections/index.js";
import { Proficiency, Skill } from "../../skills/index.js";
import { Consortium, Library, Worker } from "../../workers/index.js";

/** Why a credential does not count any more. One of a list, because it is published: words could be about somebody. */
export enum RevocationReason {
  ISSUED_IN_ERROR = "ISSUED_IN_ERROR",
  MISREPRESENTED = "MISREPRESENTED",
  SUPERSEDED = "SUPERSEDED",
  HOLDER_WISH = "HOLDER_WISH",
}

registerEnumType(RevocationReason, {
  name: "RevocationReason",
  description: "Why a credential does not count any more; everybody can read it in the status list.",
  valuesConfig: {
    ISSUED_IN_ERROR: { description: "It should not have been issued." },
    MISREPRESENTED: { description: "What it was issued on turned out not to be so." },
    SUPERSEDED: { description: "Another one takes its place." },
    HOLDER_WISH: { description: "Its holder does not want it." },
  },
});

@ObjectType({
  description:
    "An Open Badge: what a worker carries to the next job. It says which skill was shown, at which level, and by which work; it is signed, so that anybody can check it.",
  simpleResolvers: true,
})
@Entity("credential")
@Index(["workerId", "id"])
@Index(["connectionId", "skillId"], { unique: true, where: "revoked_at is null" })
@Index(["skillId"])
export class Credential {
  /** Its address ends with it, which is no secret, but cannot be guessed. */
  @PrimaryColumn("uuid")
  id: string;

  @Field(() => Int, { description: "Grows when it is shared, no longer shared, or revoked." })
  @Column("integer", { default: 1 })
  version: number;

  @Field(() => GraphQLDateTimeISO, { description: "When it was issued; it is valid from then on." })
  @CreateDateColumn({ type: "timestamptz" })
  issuedAt: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "Until when it is valid; null where it does not expire.",
  })
  @Column("timestamptz", { nullable: true })
  validUntil: Date | null;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  /** The library that issued it; the consortium did where it is null. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Library)
  libraryId: string | null;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Connection, { onDelete: "SET NULL" })
  connectionId: string | null;

  @Column("uuid")
  @ForeignKey(() => Skill)
  skillId: string;

  @Field(() => Proficiency, { description: "The level that was shown." })
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  proficiency: Proficiency;

  /** As it was signed: it says the same for good. */
  @Column("text")
  jwt: string;

  @Field(() => Boolean, {
    description: "Whether it names its holder, by a salted hash that only those can check who know the name.",
  })
  @Column("boolean")
  withName: boolean;

  @Field(() => Boolean, { description: "Whether everybody who has its address may download it." })
  @Column("boolean", { default: false })
  shared: boolean;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When it was revoked; null if never." })
  @Column("timestamptz", { nullable: true })
  revokedAt: Date | null;

  @Field(() => RevocationReason, { nullable: true, description: "Why it was revoked; null if never." })
  @Column("enum", { enum: RevocationReason, enumName: "revocation_reason", nullable: true })
  revocationReason: RevocationReason | null;
}

/**
 * That a credential does not count any more. It stays when its holder is erased, whose copy would count again otherwise,
 * and tells of nobody.
 */
@Entity("credential_revocation")
@Index(["issuerId"])
export class CredentialRevocation {
  @PrimaryColumn("uuid")
  credentialId: string;

  /** The library or the consortium that issued it. */
  @Column("uuid")
  issuerId: string;

  @Column("enum", { enum: RevocationReason, enumName: "revocation_reason" })
  reason: RevocationReason;

  @Column("timestamptz", { default: () => "now()" })
  revokedAt: Date;
}
