import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * The read models of the figures. They are worked out from the other tables, follow the outbox, and can be worked out
 * again; no foreign keys, as nothing here is the only one of its kind. What callers are shown is read from the published
 * ones alone; only the service itself reads the others.
 */

/** How far the figures have followed the outbox. */
@Entity("insight_position")
export class InsightPosition {
  /** There is one row. */
  @PrimaryColumn("boolean", { default: true })
  one: boolean;

  @Column("bigint")
  xid: string;

  @Column("bigint")
  rowId: string;

  /** Whether all has to be counted anew, because changes were missed or cannot be told one by one. */
  @Column("boolean", { default: false })
  stale: boolean;

  @Column("timestamptz", { default: () => "now()" })
  followedAt: Date;
}

/** When the staff of a library was last counted. */
@Entity("insight_library")
@Index(["consortiumId"])
export class InsightLibrary {
  @PrimaryColumn("uuid")
  libraryId: string;

  @Column("uuid")
  consortiumId: string;

  @Column("integer")
  staff: number;

  @Column("timestamptz")
  countedAt: Date;
}

/** How many of a library's staff have and want a skill, exactly. Not published. */
@Entity("insight_staff")
@Index(["consortiumId", "skillId"])
export class InsightStaff {
  @PrimaryColumn("uuid")
  libraryId: string;

  @PrimaryColumn("uuid")
  skillId: string;

  @Column("uuid")
  consortiumId: string;

  @Column("integer")
  have: number;

  @Column("integer")
  want: number;

  /** The same with everything narrower. */
  @Column("integer")
  haveWithin: number;

  @Column("integer")
  wantWithin: number;
}

/** Supply as it was published for a place from a month on. Null: fewer than k, or withheld. */
@Entity("insight_supply")
@Index(["consortiumId", "skillId"])
export class InsightSupply {
  @PrimaryColumn("uuid")
  consortiumId: string;

  /** See `place.ts`. */
  @PrimaryColumn("text")
  place: string;

  @PrimaryColumn("uuid")
  skillId: string;

  /** The first day of the month from which on it holds. */
  @PrimaryColumn("date")
  month: string;

  /** The month from which on another row holds; null for the present. */
  @Column("date", { nullable: true })
  untilMonth: string | null;

  @Column("integer", { nullable: true })
  have: number | null;

  @Column("integer", { nullable: true })
  want: number | null;

  @Column("integer", { nullable: true })
  haveWithin: number | null;

  @Column("integer", { nullable: true })
  wantWithin: number | null;
}

/** How many open needs ask for a skill, from a month on. */
@Entity("insight_demand")
@Index(["consortiumId", "skillId"])
export class InsightDemand {
  @PrimaryColumn("uuid")
  consortiumId: string;

  @PrimaryColumn("text")
  place: string;

  @PrimaryColumn("uuid")
  skillId: string;

  @PrimaryColumn("date")
  month: string;

  @Column("date", { nullable: true })
  untilMonth: string | null;

  @Column("integer")
  needed: number;

  @Column("integer")
  neededWithin: number;
}

/** A need as it was last counted, and how well it is answered. */
@Entity("insight_need")
@Index(["consortiumId", "openedAt"])
@Index(["consortiumId", "bestScore", "needId"], { where: "open" })
@Index(["lookedAt"], { where: "open" })
export class InsightNeed {
  @PrimaryColumn("uuid")
  needId: string;

  @Column("uuid")
  consortiumId: string;

  @Column("uuid")
  partnerId: string;

  @Column("text", { nullable: true })
  region: string | null;

  /** Those that count as needed. */
  @Column("uuid", { array: true })
  skillIds: string[];

  @Column("boolean")
  open: boolean;

  @Column("timestamptz")
  openedAt: Date;

  /** The best match that its partner is shown, 0 to 1; -1 where there is none, or nobody looked yet. */
  @Column("double precision", { default: -1 })
  bestScore: number;

  /** When somebody last looked for it; null before. */
  @Column("timestamptz", { nullable: true })
  lookedAt: Date | null;

  /** When a match of `MATCHED_FROM` or more was first found. */
  @Column("timestamptz", { nullable: true })
  matchedAt: Date | null;
}

/** How far the needs that opened in a period came, as published. */
@Entity("insight_funnel")
export class InsightFunnel {
  @PrimaryColumn("uuid")
  consortiumId: string;

  @PrimaryColumn("text")
  place: string;

  /** A year, such as 2026, or a month, such as 2026-11. */
  @PrimaryColumn("text")
  period: string;

  @PrimaryColumn("text")
  stage: string;

  @Column("integer", { nullable: true })
  needs: number | null;

  /** Median of the whole days from the stage before. */
  @Column("integer", { nullable: true })
  medianDays: number | null;
}

/** What a place's staff gained in a year, as published. */
@Entity("insight_growth")
export class InsightGrowth {
  @PrimaryColumn("uuid")
  consortiumId: string;

  @PrimaryColumn("text")
  place: string;

  @PrimaryColumn("integer")
  year: number;

  /** What is counted; see `GROWTH_MEASURES`. */
  @PrimaryColumn("text")
  measure: string;

  @Column("integer", { nullable: true })
  workers: number | null;

  @Column("integer", { nullable: true })
  amount: number | null;
}

/** The tables of the figures, for TypeORM. */
export const insightEntities = [
  InsightPosition,
  InsightLibrary,
  InsightStaff,
  InsightSupply,
  InsightDemand,
  InsightNeed,
  InsightFunnel,
  InsightGrowth,
];
