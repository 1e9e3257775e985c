import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { STORED_LINK_KINDS, type StoredLinkKind } from "./link.js";

export const BUILD_KINDS = ["FULL", "REFRESH"] as const;

/**
 * A change of the tables below. A FULL build counts profiles, needs and words anew; a REFRESH follows the taxonomy with
 * the counts of the full build before it, and carries them on.
 */
@Entity("affinity_build")
export class AffinityBuild {
  @PrimaryColumn("integer")
  version: number;

  @Column("enum", { enum: BUILD_KINDS, enumName: "affinity_build_kind" })
  kind: (typeof BUILD_KINDS)[number];

  @Column("timestamptz", { default: () => "clock_timestamp()" })
  builtAt: Date;

  /** Profiles and open needs in which skills were counted. */
  @Column("integer")
  documents: number;

  /** Profiles that links were learned from. */
  @Column("integer")
  profiles: number;

  /** Preferred labels in which words were counted. */
  @Column("integer")
  labels: number;

  /** Pairs of skills that fewer workers have together did not count. */
  @Column("integer")
  leastWorkers: number;

  /** How many links there are. */
  @Column("integer")
  links: number;
}

/** `fromId` of a worker stands in for `toId` of a need; the strongest of each required skill, of the newest build. */
@Entity("skill_affinity")
export class SkillAffinity {
  @PrimaryColumn("uuid")
  toId: string;

  @Index()
  @PrimaryColumn("uuid")
  fromId: string;

  @Column("enum", { enum: STORED_LINK_KINDS, enumName: "affinity_kind" })
  kind: StoredLinkKind;

  /** 0.1 to below 1 */
  @Column("double precision")
  value: number;

  /** The concept that siblings share. */
  @Column("uuid", { nullable: true })
  viaId: string | null;
}

/** What the newest full build learned from profiles, whether or not another link is stronger. */
@Entity("learned_affinity")
export class LearnedAffinity {
  @PrimaryColumn("uuid")
  toId: string;

  @PrimaryColumn("uuid")
  fromId: string;

  /** 0.1 to 0.6 */
  @Column("double precision")
  value: number;
}

/** A concept as the newest build saw it. */
@Entity("affinity_skill")
export class AffinitySkill {
  @PrimaryColumn("uuid")
  skillId: string;

  /** Of what affinity reads of it; see `fingerprintOf`. */
  @Column("text")
  fingerprint: string;

  /** In how many profiles and open needs it occurred at the newest full build. */
  @Column("integer", { default: 0 })
  documentFrequency: number;
}

/** A word of preferred labels, as the newest full build counted it. */
@Entity("affinity_word")
export class AffinityWord {
  @PrimaryColumn("text")
  word: string;

  @Column("integer")
  labelFrequency: number;
}

/** The tables of affinity, for TypeORM. */
export const affinityEntities = [AffinityBuild, SkillAffinity, LearnedAffinity, AffinitySkill, AffinityWord];
