import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Modality } from "../needs/index.js";
import { Visibility } from "../platform/auth/visibility.js";
import { Versioned } from "../platform/database/versioned.js";
import { Proficiency, Skill } from "../skills/index.js";
import { Consortium, Library, Worker } from "../workers/index.js";

export enum ShowcaseKind {
  WORKER = "WORKER",
  LIBRARY = "LIBRARY",
}

registerEnumType(ShowcaseKind, {
  name: "ShowcaseKind",
  description: "Whose expertise a card shows.",
  valuesConfig: {
    WORKER: { description: "A worker's, written by the worker." },
    LIBRARY: { description: "A service that a library offers, written by its managers." },
  },
});

export enum ShowcaseStatus {
  DRAFT = "DRAFT",
  SUBMITTED = "SUBMITTED",
  PUBLISHED = "PUBLISHED",
  REJECTED = "REJECTED",
  WITHDRAWN = "WITHDRAWN",
}

registerEnumType(ShowcaseStatus, {
  name: "ShowcaseStatus",
  description: "Where a card of the showcase stands.",
  valuesConfig: {
    DRAFT: { description: "Being written; only its author sees it." },
    SUBMITTED: { description: "Waits for a manager of the library, who publishes or rejects it." },
    PUBLISHED: { description: "In the showcase." },
    REJECTED: { description: "Not published; `note` says why. It can be changed and submitted again." },
    WITHDRAWN: { description: "Taken back by its author, or taken out by a manager of the library." },
  },
});

/** A column that PostgreSQL keeps, and no use case reads or writes. */
const KEPT = { select: false, insert: false, update: false } as const;

@ObjectType({
  description:
    "Expertise that a worker or a library has consented to show to partners. A worker's card is pseudonymous unless the worker chose otherwise, and is in the showcase only while the worker may be found, with the skills that whoever looks may see.",
  simpleResolvers: true,
})
@Entity("showcase_card")
@Index(["workerId"])
@Index(["libraryId"])
@Index("showcase_card_turn_idx", ["consortiumId", "turn", "id"], {
  where: "status = 'PUBLISHED' and archived_at is null",
})
@Index("showcase_card_public_turn_idx", ["turn", "id"], {
  where: "status = 'PUBLISHED' and archived_at is null and open_to = 'PUBLIC'",
})
@Index("showcase_card_published_idx", ["publishedAt", "id"], {
  where: "status = 'PUBLISHED' and archived_at is null",
})
@Index("showcase_card_turned_idx", ["consortiumId", "turned"], {
  where: "status = 'PUBLISHED' and archived_at is null",
})
@Index("showcase_card_public_turned_idx", ["turned"], {
  where: "status = 'PUBLISHED' and archived_at is null and open_to = 'PUBLIC'",
})
@Check(
  "showcase_card_author_check",
  "(kind = 'WORKER') = (worker_id is not null) and (kind = 'LIBRARY') = (library_id is not null)",
)
export class ShowcaseCard extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Field(() => ShowcaseKind, { description: "Whose expertise it shows." })
  @Column("enum", { enum: ShowcaseKind, enumName: "showcase_kind" })
  kind: ShowcaseKind;

  /** Of a worker's card; which library moderates it is asked of the worker. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string | null;

  /** Of a library's card. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Library)
  libraryId: string | null;

  @Field(() => String, { description: "What is offered, in a line; at most 200 characters." })
  @Column("text")
  title: string;

  @Field(() => String, { description: "More about it; at most 2,000 characters; may be empty." })
  @Column("text", { default: "" })
  summary: string;

  /** The words of title (weight A) and summary (B) as searches compare them; PostgreSQL keeps it. */
  @Column({ type: "tsvector", ...KEPT })
  words?: string;

  @Field(() => Modality, { description: "Where it can be done." })
  @Column("enum", { enum: Modality, enumName: "modality", default: Modality.HYBRID })
  modality: Modality;

  @Field(() => [String], { description: "In which languages, as BCP 47 tags; at most 10." })
  @Column("text", { array: true, default: "{}" })
  languages: string[];

  @Field(() => String, {
    nullable: true,
    description: "Country where it can be done on site, a code of ISO 3166-1 alpha-2. Null: not said.",
  })
  @Column("text", { nullable: true })
  country: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Region where it can be done on site, as the consortium names its regions. Null: not said.",
  })
  @Column("text", { nullable: true })
  region: string | null;

  @Field(() => Boolean, { description: "Whether the worker chose to show their name on it." })
  @Column("boolean", { default: false })
  showName: boolean;

  @Field(() => ShowcaseStatus, { description: "Where it stands." })
  @Column("enum", { enum: ShowcaseStatus, enumName: "showcase_status", default: ShowcaseStatus.DRAFT })
  status: ShowcaseStatus;

  /** What the library's manager said when the card was last decided on; for its author and the managers. */
  @Column("text", { nullable: true })
  note: string | null;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When it was last published; null where it never was.",
  })
  @Column("timestamptz", { nullable: true })
  publishedAt: Date | null;

  /** The discoverability of the worker, to find cards by: a hint, which PostgreSQL keeps. Of a library's card: PUBLIC. */
  @Column({ type: "enum", enum: Visibility, enumName: "visibility", ...KEPT })
  openTo?: Visibility;

  /** Among cards of equal merit the lowest comes first; grows with each impression. See docs/showcase.md. */
  @Column("bigint", { default: 0 })
  turn: string;

  /** The step of `ShowcaseClock` that last moved its turn. */
  @Column("bigint", { default: 0 })
  turned: string;
}

/** A skill that a card names. */
@ObjectType({ description: "A skill that a card of the showcase shows.", simpleResolvers: true })
@Entity("showcase_card_skill")
@Index("showcase_card_skill_turn_idx", ["skillId", "consortiumId", "turn", "cardId"])
@Index("showcase_card_skill_public_turn_idx", ["skillId", "turn", "cardId"], {
  where: "listed_to = 'PUBLIC'",
})
export class ShowcaseSkill {
  @Column("uuid", { primary: true })
  @ForeignKey(() => ShowcaseCard, { onDelete: "CASCADE" })
  cardId: string;

  @Column("uuid", { primary: true })
  @ForeignKey(() => Skill)
  skillId: string;

  /** Of a library's card. A worker's is that of the worker's skill, as it is when somebody looks. */
  @Field(() => Proficiency, {
    nullable: true,
    description: "How well it is mastered: the worker's own proficiency as of now, or what the library says.",
  })
  @Column("enum", { enum: Proficiency, enumName: "proficiency", nullable: true })
  level: Proficiency | null;

  // What follows stands on the card, too: PostgreSQL keeps it here to find cards with a skill in their turn.

  @Column({ type: "uuid", ...KEPT })
  consortiumId?: string;

  @Column({ type: "bigint", ...KEPT })
  turn?: string;

  /** `ShowcaseCard.openTo` of a published card, else null. */
  @Column({ type: "enum", enum: Visibility, enumName: "visibility", nullable: true, ...KEPT })
  listedTo?: Visibility | null;
}

/** How many impressions a card had on a day, in UTC. */
@Entity("showcase_impression")
@Index(["cardId", "day"], { unique: true })
@Index(["consortiumId", "day"])
@Index(["workerId"])
@Check("showcase_impression_count_check", "impressions > 0")
export class ShowcaseImpression {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => ShowcaseCard, { onDelete: "CASCADE" })
  cardId: string;

  @Column("date")
  day: string;

  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  /** Of a worker's card. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string | null;

  @Column("integer")
  impressions: number;
}

/** The turn that a card had until a step; kept for as long as somebody may still walk through pages of before. */
@Entity("showcase_turn")
@Index(["until"])
export class ShowcaseTurn {
  @Column("uuid", { primary: true })
  @ForeignKey(() => ShowcaseCard, { onDelete: "CASCADE" })
  cardId: string;

  @Column("bigint", { primary: true })
  until: string;

  @Column("bigint")
  turn: string;

  @Column("timestamptz", { default: () => "now()" })
  endedAt: Date;
}

/** How often turns were moved: what a walk through pages holds on to. */
@Entity("showcase_clock")
@Check("showcase_clock_one_check", "one")
export class ShowcaseClock {
  /** There is one row. */
  @Column("boolean", { primary: true, default: true })
  one: boolean;

  @Column("bigint", { default: 0 })
  step: string;

  /** Walks from before this step cannot be continued: the turns of then are forgotten. */
  @Column("bigint", { default: 0 })
  keptFrom: string;
}

/** The tables of this domain. */
export const showcaseEntities = [
  ShowcaseCard,
  ShowcaseSkill,
  ShowcaseImpression,
  ShowcaseTurn,
  ShowcaseClock,
];
