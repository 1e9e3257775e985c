import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
} from "typeorm";
import { ConsentGrant } from "../consent/index.js";
import { Need } from "../needs/index.js";
import { Partner } from "../partners/index.js";
import { Consortium, Library, Worker } from "../workers/index.js";

/** Where an introduction stands on its way to a completed collaboration. */
export enum ConnectionStatus {
  PROPOSED = "PROPOSED",
  ACCEPTED_BY_ONE = "ACCEPTED_BY_ONE",
  CONNECTED = "CONNECTED",
  COLLABORATING = "COLLABORATING",
  COMPLETED = "COMPLETED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
  EXPIRED = "EXPIRED",
  ENDED_EARLY = "ENDED_EARLY",
}

registerEnumType(ConnectionStatus, {
  name: "ConnectionStatus",
  description: "Where an introduction stands on its way to a completed collaboration.",
  valuesConfig: {
    PROPOSED: { description: "Somebody proposed it; the others have not answered." },
    ACCEPTED_BY_ONE: { description: "Somebody accepted it; a yes is still missing." },
    CONNECTED: { description: "Everybody said yes: worker and partner know each other." },
    COLLABORATING: { description: "Both agreed on the work." },
    COMPLETED: { description: "The work is done." },
    DECLINED: { description: "Somebody said no." },
    WITHDRAWN: { description: "Somebody who had said yes took it back before the work began." },
    EXPIRED: { description: "Not everybody answered in time." },
    ENDED_EARLY: { description: "The work ended before it was done." },
  },
});

/** Who has a say in a connection. */
export enum ConnectionSide {
  WORKER = "WORKER",
  PARTNER = "PARTNER",
  LIBRARY = "LIBRARY",
}

registerEnumType(ConnectionSide, {
  name: "ConnectionSide",
  description: "Who has a say in a connection.",
  valuesConfig: {
    WORKER: { description: "The worker." },
    PARTNER: { description: "The members of the partner." },
    LIBRARY: { description: "The managers of the worker's library." },
  },
});

/** What the worker's library says, where it is asked. */
export enum LibraryConsent {
  NOT_REQUIRED = "NOT_REQUIRED",
  PENDING = "PENDING",
  GIVEN = "GIVEN",
  REFUSED = "REFUSED",
}

registerEnumType(LibraryConsent, {
  name: "LibraryConsent",
  description: "What the worker's library says to a connection, where it is asked.",
  valuesConfig: {
    NOT_REQUIRED: { description: "The library does not ask to be asked." },
    PENDING: { description: "A manager has to answer." },
    GIVEN: { description: "A manager said yes." },
    REFUSED: { description: "A manager said no." },
  },
});

/** An introduction between a worker and a partner about a need, and what became of it. */
@ObjectType({
  description:
    "An introduction between a worker and a partner about a need, and what became of it. Both must say yes, and the worker's library where it asks to be asked; until then the partner sees a pseudonym. Seen by those who take part.",
  simpleResolvers: true,
})
@Entity("connection")
@Index(["workerId", "id"])
@Index(["needId", "id"])
@Index(["needId", "workerId"], {
  unique: true,
  where: "status in ('PROPOSED', 'ACCEPTED_BY_ONE', 'CONNECTED', 'COLLABORATING')",
})
@Index(["partnerId", "id"])
@Index(["libraryId", "id"])
@Index(["status", "expiresAt"])
@Check(
  "connection_scores_check",
  "score between 0 and 1 and growth between 0 and 1 and coverage between 0 and 1",
)
export class Connection {
  @PrimaryColumn("uuid")
  id: string;

  @Field(() => Int, {
    description:
      "Grows by one with every step. Send it back as `expectedVersion` to answer to what you have seen.",
  })
  @Column("integer", { default: 1 })
  version: number;

  @Field(() => GraphQLDateTimeISO, { description: "When it was proposed." })
  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;

  @Field(() => GraphQLDateTimeISO, { description: "When it last changed." })
  @UpdateDateColumn({ type: "timestamptz" })
  updatedAt: Date;

  /** That of the worker, whose data this is. */
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Column("uuid")
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string;

  /** The need's. */
  @Column("uuid")
  @ForeignKey(() => Partner, { onDelete: "CASCADE" })
  partnerId: string;

  /** Where the worker worked when it was proposed; its managers are asked, if any are. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Library)
  libraryId: string | null;

  @Field(() => ConnectionSide, { description: "Who proposed it." })
  @Column("enum", { enum: ConnectionSide, enumName: "connection_side" })
  initiator: ConnectionSide;

  @Field(() => ConnectionStatus, { description: "Where it stands." })
  @Column("enum", { enum: ConnectionStatus, enumName: "connection_status" })
  status: ConnectionStatus;

  /** What whoever proposed it says to the others. */
  @Field(() => String, { nullable: true, description: "What whoever proposed it says to the others." })
  @Column("text", { nullable: true })
  message: string | null;

  /** When each side said yes; the initiator did with the proposal. */
  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When the worker said yes; null until then.",
  })
  @Column("timestamptz", { nullable: true })
  workerAcceptedAt: Date | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When the partner said yes; null until then.",
  })
  @Column("timestamptz", { nullable: true })
  partnerAcceptedAt: Date | null;

  @Field(() => LibraryConsent, { description: "What the worker's library says, where it is asked." })
  @Column("enum", { enum: LibraryConsent, enumName: "library_consent" })
  libraryConsent: LibraryConsent;

  /** How the other side reaches them once they are connected, as each chose: an address, a number. */
  @Column("text", { nullable: true })
  workerChannel: string | null;

  @Column("text", { nullable: true })
  partnerChannel: string | null;

  /** Whom to ask for at the partner. */
  @Column("text", { nullable: true })
  partnerContact: string | null;

  /** The match as it was when it was proposed, as the partner sees it; null where it had none. */
  @Column("double precision", { nullable: true })
  score: number | null;

  @Column("double precision", { nullable: true })
  growth: number | null;

  @Column("double precision", { nullable: true })
  coverage: number | null;

  @Field(() => String, { description: "Which version of the formula its scores are of." })
  @Column("text")
  scoringVersion: string;

  @Field(() => Int, {
    description: "Which build of affinities and rarities its scores are of; 0 where there were none.",
  })
  @Column("integer")
  affinityVersion: number;

  /** Why it ended before it was completed; a word of a list, and words of whoever ended it. */
  @Field(() => String, {
    nullable: true,
    description: "Why it ended before it was completed: a `ConnectionEndReason`.",
  })
  @Column("text", { nullable: true })
  endReason: string | null;

  @Field(() => String, { nullable: true, description: "What whoever ended it says about it." })
  @Column("text", { nullable: true })
  endNote: string | null;

  /** When it expires unless everybody has said yes; null once they have. */
  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When it expires unless everybody has said yes; null once they have, or it is over.",
  })
  @Column("timestamptz", { nullable: true })
  expiresAt: Date | null;

  /** When those who had not answered were last reminded. */
  @Column("timestamptz", { nullable: true })
  remindedAt: Date | null;

  /** Until when each side has read the messages. */
  @Column("timestamptz", { nullable: true })
  workerReadAt: Date | null;

  @Column("timestamptz", { nullable: true })
  partnerReadAt: Date | null;

  /** By which the partner sees who the worker is. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => ConsentGrant, { onDelete: "SET NULL" })
  consentId: string | null;
}

/** A step that a connection took; all of them are its history. */
@ObjectType("ConnectionStep", { description: "A step that a connection took.", simpleResolvers: true })
@Entity("connection_transition")
@Index(["connectionId", "id"])
@Index(["workerId"])
export class ConnectionTransition {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string;

  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  /** What happened: an event of the state machine. */
  @Field(() => String, {
    description: "What happened: PROPOSE, ACCEPT, DECLINE, WITHDRAW, START, COMPLETE, END_EARLY or EXPIRE.",
  })
  @Column("text")
  event: string;

  /** Who did it; null for the service itself. */
  @Field(() => ConnectionSide, { nullable: true, description: "Who did it; null for the service itself." })
  @Column("enum", { enum: ConnectionSide, enumName: "connection_side", nullable: true })
  side: ConnectionSide | null;

  @Column("enum", { enum: ConnectionStatus, enumName: "connection_status", nullable: true })
  fromStatus: ConnectionStatus | null;

  @Field(() => ConnectionStatus, { description: "Where it led." })
  @Column("enum", { enum: ConnectionStatus, enumName: "connection_status" })
  toStatus: ConnectionStatus;

  @Field(() => GraphQLDateTimeISO, { description: "When." })
  @Column("timestamptz", { default: () => "now()" })
  at: Date;
}
