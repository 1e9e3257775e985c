import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Need } from "../needs/index.js";
import { Partner } from "../partners/index.js";
import { Disclosure } from "../platform/auth/disclosure.js";
import { ListOf } from "../platform/graphql/cost/cost.decorators.js";
import { Worker } from "../workers/index.js";

/** What a worker gives a consent for. */
export enum ConsentPurpose {
  INTRODUCTION = "INTRODUCTION",
  COLLABORATION = "COLLABORATION",
  REFERENCE = "REFERENCE",
}

registerEnumType(ConsentPurpose, {
  name: "ConsentPurpose",
  description: "What a worker gives a consent for; the partner may use what it sees for nothing else.",
  valuesConfig: {
    INTRODUCTION: { description: "To get to know each other." },
    COLLABORATION: { description: "To work together." },
    REFERENCE: { description: "To tell others what was achieved together." },
  },
});

@ObjectType("Consent", {
  description:
    "That a worker discloses something to one partner, for a purpose and a time. It is valid until it expires or is revoked. Seen by the worker, and while it is valid by the partner.",
  simpleResolvers: true,
})
@Entity("consent_grant")
@Index(["workerId"])
@Index(["partnerId", "workerId"])
@Index(["needId"])
@Check("consent_grant_discloses_check", "cardinality(discloses) > 0")
export class ConsentGrant {
  @PrimaryColumn("uuid")
  id: string;

  @Field(() => Int, { description: "1 when it was given, 2 once it is revoked." })
  @Column("integer", { default: 1 })
  version: number;

  @Field(() => GraphQLDateTimeISO, { description: "When it was given." })
  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Column("uuid")
  @ForeignKey(() => Partner, { onDelete: "CASCADE" })
  partnerId: string;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string | null;

  @Field(() => ConsentPurpose, { description: "What it is for." })
  @Column("enum", { enum: ConsentPurpose, enumName: "consent_purpose" })
  purpose: ConsentPurpose;

  @ListOf(3)
  @Field(() => [Disclosure], { description: "What it discloses; at least one." })
  @Column("enum", { enum: Disclosure, enumName: "disclosure", array: true })
  discloses: Disclosure[];

  @Field(() => GraphQLDateTimeISO, { description: "Until when it is valid." })
  @Column("timestamptz")
  expiresAt: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When the worker revoked it; null if never.",
  })
  @Column("timestamptz", { nullable: true })
  revokedAt: Date | null;
}
