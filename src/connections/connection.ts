import { registerEnumType } from "type-graphql";
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

  @Column("integer", { default: 1 })
  version: number;

  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;

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

  @Column("enum", { enum: ConnectionSide, enumName: "connection_side" })
  initiator: ConnectionSide;

  @Column("enum", { enum: ConnectionStatus, enumName: "connection_status" })
  status: ConnectionStatus;

  /** What whoever proposed it says to the others. */
  @Column("text", { nullable: true })
  message: string | null;

  /** When each side said yes; the initiator did with the proposal. */
  @Column("timestamptz", { nullable: true })
  workerAcceptedAt: Date | null;

  @Column("timestamptz", { nullable: true })
  partnerAcceptedAt: Date | null;

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

  @Column("text")
  scoringVersion: string;

  @Column("integer")
  affinityVersion: number;

  /** Why it ended before it was completed; a word of a list, and words of whoever ended it. */
  @Column("text", { nullable: true })
  endReason: string | null;

  @Column("text", { nullable: true })
  endNote: string | null;

  /** When it expires unless everybody has said yes; null once they have. */
  @Column("timestamptz", { nullable: true })
  expiresAt: Date | null;

  /** When those who had not answered were last reminded. */
  @Column("timestamptz", { nullable: true })
  remindedAt: Date | null;

  /** By which the partner sees who the worker is. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => ConsentGrant, { onDelete: "SET NULL" })
  consentId: string | null;
}

/** A step that a connection took; all of them are its history. */
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
  @Column("text")
  event: string;

  /** Who did it; null for the service itself. */
  @Column("enum", { enum: ConnectionSide, enumName: "connection_side", nullable: true })
  side: ConnectionSide | null;

  @Column("enum", { enum: ConnectionStatus, enumName: "connection_status", nullable: true })
  fromStatus: ConnectionStatus | null;

  @Column("enum", { enum: ConnectionStatus, enumName: "connection_status" })
  toStatus: ConnectionStatus;

  @Column("timestamptz", { default: () => "now()" })
  at: Date;
}
