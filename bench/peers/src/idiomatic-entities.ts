import { Directive, Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";

export enum NeedStatus {
  DRAFT = "DRAFT",
  OPEN = "OPEN",
  FILLED = "FILLED",
  CLOSED = "CLOSED",
  EXPIRED = "EXPIRED",
}
registerEnumType(NeedStatus, { name: "NeedStatus" });

export enum Modality {
  ON_SITE = "ON_SITE",
  REMOTE = "REMOTE",
  HYBRID = "HYBRID",
}
registerEnumType(Modality, { name: "Modality" });

export enum Importance {
  MUST = "MUST",
  NICE = "NICE",
}
registerEnumType(Importance, { name: "Importance" });

export enum Proficiency {
  NOVICE = "NOVICE",
  ADVANCED_BEGINNER = "ADVANCED_BEGINNER",
  COMPETENT = "COMPETENT",
  PROFICIENT = "PROFICIENT",
  EXPERT = "EXPERT",
}
registerEnumType(Proficiency, { name: "Proficiency" });

export enum Visibility {
  PRIVATE = "PRIVATE",
  LIBRARY = "LIBRARY",
  CONSORTIUM = "CONSORTIUM",
  PARTNERS = "PARTNERS",
  PUBLIC = "PUBLIC",
}

/** What partners see. */
export const PARTNERS_SEE: readonly Visibility[] = [Visibility.PARTNERS, Visibility.PUBLIC];

const visibility = (name: string): PropertyDecorator =>
  Column("enum", { name, enum: Visibility, enumName: "visibility", default: Visibility.CONSORTIUM });

/** What every record has. Ids are typed by resolvers. */
abstract class Stored {
  @PrimaryColumn("uuid")
  id: string;

  @Column("int", { default: 1 })
  version: number;

  @Column("timestamptz", { name: "created_at", default: () => "now()" })
  createdAt: Date;

  @Column("timestamptz", { name: "updated_at", default: () => "now()" })
  updatedAt: Date;

  @Column("timestamptz", { name: "archived_at", nullable: true })
  archivedAt: Date | null;
}

@ObjectType()
@Entity("partner")
export class Partner extends Stored {
  @Column("uuid", { name: "consortium_id" })
  consortiumId: string;

  @Field(() => String)
  @Column("text")
  name: string;

  @Column("text")
  description: string;

  @Column("text", { nullable: true })
  url: string | null;

  @Column("text")
  sector: string;

  @Column("text", { nullable: true })
  country: string | null;

  @Column("text", { nullable: true })
  region: string | null;
}

@ObjectType()
@Entity("skill")
export class Skill extends Stored {
  @Column("text")
  uri: string;

  @Column("text")
  scheme: string;

  @Column("text")
  kind: string;

  @Field(() => String)
  @Column("text", { name: "preferred_label" })
  preferredLabel: string;

  @Column("text")
  description: string;

  @Column("text")
  status: string;
}

@Directive('@key(fields: "id")')
@ObjectType()
@Entity("need")
export class Need extends Stored {
  @Column("uuid", { name: "consortium_id" })
  consortiumId: string;

  @Column("uuid", { name: "partner_id" })
  partnerId: string;

  @ManyToOne(() => Partner)
  @JoinColumn({ name: "partner_id" })
  partner: Partner;

  @Field(() => String)
  @Column("text")
  title: string;

  @Column("text", { default: "" })
  description: string;

  @Field(() => NeedStatus)
  @Column("enum", { enum: NeedStatus, enumName: "need_status" })
  status: NeedStatus;

  @Field(() => Int)
  @Column("int")
  capacity: number;

  @Column("double precision", { name: "hours_per_week", nullable: true })
  hoursPerWeek: number | null;

  @Field(() => Modality)
  @Column("enum", { enum: Modality, enumName: "modality" })
  modality: Modality;

  @Column("text", { nullable: true })
  country: string | null;

  @Column("text", { nullable: true })
  region: string | null;

  @Column("text", { array: true, default: [] })
  languages: string[];

  @Column("date", { name: "starts_on", nullable: true })
  startsOn: string | null;

  @Column("date", { name: "ends_on", nullable: true })
  endsOn: string | null;
}

@ObjectType()
@Entity("need_skill")
export class NeedSkill {
  @PrimaryColumn("uuid", { name: "need_id" })
  needId: string;

  @PrimaryColumn("uuid", { name: "skill_id" })
  skillId: string;

  @Field(() => Importance)
  @Column("enum", { enum: Importance, enumName: "importance" })
  importance: Importance;

  @Field(() => Proficiency)
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  proficiency: Proficiency;

  @Column("boolean")
  mentored: boolean;
}

@Entity("library")
export class Library extends Stored {
  @Column("text")
  name: string;

  @Column("text", { nullable: true })
  country: string | null;

  @Column("text", { nullable: true })
  region: string | null;
}

@ObjectType()
@Entity("worker")
export class Worker extends Stored {
  @Column("uuid", { name: "consortium_id" })
  consortiumId: string;

  @Column("uuid", { name: "library_id", nullable: true })
  libraryId: string | null;

  @Column("text")
  name: string;

  @Column("text", { nullable: true })
  email: string | null;

  @Column("text", { name: "job_title", nullable: true })
  jobTitle: string | null;

  @Column("text", { nullable: true })
  summary: string | null;

  @Column("double precision", { name: "hours_per_week", nullable: true })
  hoursPerWeek: number | null;

  @Column("boolean")
  remote: boolean;

  @Column("text", { array: true })
  languages: string[];

  @visibility("discoverability")
  discoverability: Visibility;

  @visibility("visibility_name")
  visibilityName: Visibility;

  @visibility("visibility_job_title")
  visibilityJobTitle: Visibility;
}

@ObjectType()
@Entity("worker_skill")
export class WorkerSkill extends Stored {
  @Column("uuid", { name: "worker_id" })
  workerId: string;

  @Column("uuid", { name: "skill_id" })
  skillId: string;

  @Field(() => Proficiency)
  @Column("enum", { enum: Proficiency, enumName: "proficiency" })
  proficiency: Proficiency;

  @Column("text", { nullable: true })
  evidence: string | null;

  @visibility("visibility")
  visibility: Visibility;
}

/** A worker with their score for a need; no table. */
@ObjectType()
export class Match {
  workerId: string;

  /** 0 to 100 */
  @Field(() => Float)
  score: number;
}

/** What a gateway refers to a need by. */
export interface NeedReference {
  readonly __typename: "Need";
  readonly id: string;
}

export const ENTITIES = [Partner, Skill, Need, NeedSkill, Library, Worker, WorkerSkill];
