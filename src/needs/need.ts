import { GraphQLLocalDate } from "graphql-scalars";
import { Directive, Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index } from "typeorm";
import { CommunityGoal, Partner } from "../partners/index.js";
import { Versioned } from "../platform/database/versioned.js";
import { Consortium } from "../workers/index.js";

export enum NeedStatus {
  DRAFT = "DRAFT",
  OPEN = "OPEN",
  FILLED = "FILLED",
  CLOSED = "CLOSED",
  EXPIRED = "EXPIRED",
}

registerEnumType(NeedStatus, {
  name: "NeedStatus",
  description: "Where a need stands in its life.",
  valuesConfig: {
    DRAFT: { description: "Being written; only its partner sees it." },
    OPEN: { description: "Looking for workers; the only status in which it is matched." },
    FILLED: { description: "All its places are taken." },
    CLOSED: { description: "Ended by its partner." },
    EXPIRED: { description: "Its last day has passed." },
  },
});

export enum Modality {
  ON_SITE = "ON_SITE",
  REMOTE = "REMOTE",
  HYBRID = "HYBRID",
}

registerEnumType(Modality, {
  name: "Modality",
  description: "Where the work is done.",
  valuesConfig: {
    ON_SITE: { description: "At the need's place." },
    REMOTE: { description: "From anywhere." },
    HYBRID: { description: "Some of both." },
  },
});

@ObjectType({
  description:
    "What a community partner looks for. Everybody may see the open ones; a draft only its partner. A closed need receives no matches.",
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Entity("need")
@Index(["consortiumId", "externalId"], { unique: true })
@Index(["partnerId"])
@Index(["status", "id"])
@Index(["communityGoalId"])
@Check("need_capacity_check", "capacity between 1 and 1000")
@Check("need_places_check", "places_taken >= 0")
@Check("need_hours_check", "hours_per_week > 0 and hours_per_week <= 80")
@Check("need_dates_check", "ends_on >= starts_on")
export class Need extends Versioned {
  /** The partner's consortium, so that external ids are unique within it. */
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Column("uuid")
  @ForeignKey(() => Partner)
  partnerId: string;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => CommunityGoal)
  communityGoalId: string | null;

  /** Its id in another system, unique per consortium; the key of imports. */
  @Column("text", { nullable: true })
  externalId: string | null;

  @Field(() => String, { description: "What is looked for, in a line; at most 200 characters." })
  @Column("text")
  title: string;

  @Field(() => String, {
    description: "The task and what the worker gains; at most 5,000 characters; may be empty.",
  })
  @Column("text", { default: "" })
  description: string;

  @Field(() => NeedStatus, { description: "Where it stands in its life." })
  @Column("enum", { enum: NeedStatus, enumName: "need_status", default: NeedStatus.DRAFT })
  status: NeedStatus;

  @Field(() => Int, { description: "How many workers are looked for, 1 to 1,000." })
  @Column("integer", { default: 1 })
  capacity: number;

  @Field(() => Int, {
    description:
      "How many of its places those hold who are connected or collaborate; once all are taken it receives no matches.",
  })
  @Column("integer", { default: 0 })
  placesTaken: number;

  @Field(() => Float, {
    nullable: true,
    description: "Effort of each worker in hours a week; more than 0, at most 80.",
  })
  @Column("double precision", { nullable: true })
  hoursPerWeek: number | null;

  @Field(() => Modality, { description: "Where the work is done." })
  @Column("enum", { enum: Modality, enumName: "modality", default: Modality.ON_SITE })
  modality: Modality;

  @Field(() => String, {
    nullable: true,
    description: "Country of the place, a code of ISO 3166-1 alpha-2. Null: not said.",
  })
  @Column("text", { nullable: true })
  country: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Region of the place, as the consortium names its regions. Null: not said.",
  })
  @Column("text", { nullable: true })
  region: string | null;

  @Field(() => [String], {
    description: "Languages that the work demands, as BCP 47 tags; a worker needs all of them. At most 10.",
  })
  @Column("text", { array: true, default: "{}" })
  languages: string[];

  @Field(() => GraphQLLocalDate, { nullable: true, description: "First day of the work." })
  @Column("date", { nullable: true })
  startsOn: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: "Last day of the work, not before the first.",
  })
  @Column("date", { nullable: true })
  endsOn: string | null;

  /** When its partner was last told that it closes soon because nothing happens to it. */
  @Column("timestamptz", { nullable: true })
  closingNoticeAt: Date | null;

  /** Since when it looks for people; null of a draft. PostgreSQL keeps this and the next up to date by itself. */
  @Column("timestamptz", { nullable: true })
  openedAt: Date | null;

  /** When it ceased to look for people: it was filled, closed, archived, or has expired. Null while it does. */
  @Column("timestamptz", { nullable: true })
  endedAt: Date | null;
}
