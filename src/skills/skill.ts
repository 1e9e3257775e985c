import { Directive, Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index } from "typeorm";
import { Versioned } from "../platform/database/versioned.js";

export enum SkillKind {
  SKILL = "SKILL",
  KNOWLEDGE = "KNOWLEDGE",
  GROUP = "GROUP",
}

registerEnumType(SkillKind, {
  name: "SkillKind",
  description: "What a concept of the taxonomy is.",
  valuesConfig: {
    SKILL: { description: "Something one can do." },
    KNOWLEDGE: { description: "Something one can know." },
    GROUP: { description: "A heading that arranges others; nobody has it and no need asks for it." },
  },
});

export enum SkillScheme {
  SKILLBRIDGE = "SKILLBRIDGE",
  ESCO = "ESCO",
  ONET = "ONET",
  LOCAL = "LOCAL",
}

registerEnumType(SkillScheme, {
  name: "SkillScheme",
  description: "Which classification a concept comes from; its URI belongs to it.",
  valuesConfig: {
    SKILLBRIDGE: { description: "The starter taxonomy for libraries that comes with this service." },
    ESCO: { description: "The ESCO classification of the European Commission." },
    ONET: { description: "O*NET of the United States Department of Labor." },
    LOCAL: { description: "Added by the people who use this service." },
  },
});

export enum CurationStatus {
  PROPOSED = "PROPOSED",
  ACCEPTED = "ACCEPTED",
  DEPRECATED = "DEPRECATED",
  MERGED = "MERGED",
}

registerEnumType(CurationStatus, {
  name: "CurationStatus",
  description: "What the curators have decided about a concept.",
  valuesConfig: {
    PROPOSED: { description: "Suggested, and usable, but not looked at by a curator yet." },
    ACCEPTED: { description: "Part of the vocabulary." },
    DEPRECATED: { description: "Kept for those who have it; not offered for new use." },
    MERGED: { description: "A duplicate: `mergedInto` has taken over everything that referred to it." },
  },
});

@ObjectType({
  description:
    "A concept of the taxonomy: something one can do or know. Everybody may see it. Concepts form a directed graph without cycles, in which one may have several broader ones.",
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "uri")')
@Entity("skill")
@Index("skill_normalized_label_trgm_idx", { synchronize: false })
@Index(["normalizedLabel", "id"])
@Check("skill_merged_check", "(status = 'MERGED') = (merged_into_id IS NOT NULL)")
export class Skill extends Versioned {
  /** For clients it is typed, see `SkillNode`. */
  @Field(() => ID, { description: "Its id." })
  declare id: string;

  @Field(() => String, { description: "The concept's URI in its scheme; unique." })
  @Column("text", { unique: true })
  uri: string;

  @Field(() => SkillScheme, { description: "The classification that the URI belongs to." })
  @Column("enum", { enum: SkillScheme, enumName: "skill_scheme" })
  scheme: SkillScheme;

  @Field(() => SkillKind, { description: "Whether it is a skill, knowledge, or only a heading." })
  @Column("enum", { enum: SkillKind, enumName: "skill_kind" })
  kind: SkillKind;

  @Field(() => String, { description: "The name to show, in English; at most 200 characters." })
  @Column("text")
  preferredLabel: string;

  /** The preferred label as searches compare it; PostgreSQL keeps it (trigger `skill_normalize`). */
  @Column({ type: "text", select: false, insert: false, update: false })
  normalizedLabel?: string;

  @Field(() => String, { description: "What is meant, in a sentence or two; may be empty." })
  @Column("text", { default: "" })
  description: string;

  @Field(() => CurationStatus, { description: "What the curators have decided." })
  @Column("enum", { enum: CurationStatus, enumName: "curation_status" })
  status: CurationStatus;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Skill)
  mergedIntoId: string | null;
}

/** Another name of a concept, by which it is found as well. */
@Entity("skill_alternative_label")
@Index("skill_alternative_label_normalized_label_trgm_idx", { synchronize: false })
export class SkillAlternativeLabel {
  @Column("uuid", { primary: true })
  @ForeignKey(() => Skill, { onDelete: "CASCADE" })
  skillId: string;

  @Column("text", { primary: true })
  label: string;

  @Index()
  @Column({ type: "text", select: false, insert: false, update: false })
  normalizedLabel?: string;
}

/** An edge of the graph: `skillId` is a kind of, or a part of, `broaderId`. */
@Entity("skill_broader")
@Check("skill_broader_check", "skill_id <> broader_id")
export class SkillBroader {
  @Column("uuid", { primary: true })
  @ForeignKey(() => Skill, { onDelete: "CASCADE" })
  skillId: string;

  @Index()
  @Column("uuid", { primary: true })
  @ForeignKey(() => Skill, { onDelete: "CASCADE" })
  broaderId: string;
}

/** How one concept bears on another, as its scheme says it; read in both directions. */
export enum SkillRelationKind {
  RELATED = "RELATED",
  ESSENTIAL = "ESSENTIAL",
  OPTIONAL = "OPTIONAL",
}

@Entity("skill_related")
@Check("skill_related_check", "skill_id <> related_id")
export class SkillRelated {
  @Column("uuid", { primary: true })
  @ForeignKey(() => Skill, { onDelete: "CASCADE" })
  skillId: string;

  @Index()
  @Column("uuid", { primary: true })
  @ForeignKey(() => Skill, { onDelete: "CASCADE" })
  relatedId: string;

  @Column("enum", { enum: SkillRelationKind, enumName: "skill_relation_kind" })
  kind: SkillRelationKind;
}
