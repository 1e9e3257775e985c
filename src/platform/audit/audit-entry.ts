import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";

/**
 * That somebody did something, and to what; never what it was before or after. The service may add entries and read
 * those of its viewer; only the owner of the tables, for retention and erasure, may change or delete one.
 */
@Entity("audit_entry")
@Index(["consortiumId", "id"])
@Index(["actor", "id"])
@Index(["at"])
export class AuditEntry {
  /** UUIDv7, so that entries sort by the moment they were made. */
  @PrimaryColumn("uuid")
  id: string;

  @Column("timestamptz", { default: () => "clock_timestamp()" })
  at: Date;

  /** Null for what the service does by itself. */
  @Column("uuid", { nullable: true })
  consortiumId: string | null;

  /** The subject of the token. */
  @Column("text")
  actor: string;

  /** The profile of an actor who is a worker, by which their entries are found when they are erased. */
  @Column("uuid", { nullable: true })
  actorWorkerId: string | null;

  @Column("text")
  role: string;

  /** Name of the mutation, or of the kind of read. */
  @Column("text")
  action: string;

  /** What kind of record, as in typed ids, such as "goal". */
  @Column("text", { nullable: true })
  recordType: string | null;

  @Column("uuid", { nullable: true })
  recordId: string | null;

  /** Why, where a reason is asked for. */
  @Column("text", { nullable: true })
  reason: string | null;

  @Column("text", { nullable: true })
  requestId: string | null;
}

/** A worker whom an entry is about. No foreign key: the entry outlives the worker, whose id is then replaced. */
@Entity("audit_subject")
export class AuditSubject {
  @PrimaryColumn("uuid")
  workerId: string;

  @Index()
  @PrimaryColumn("uuid")
  @ForeignKey(() => AuditEntry, { onDelete: "CASCADE" })
  entryId: string;
}
