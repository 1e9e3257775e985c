import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";
import { Column, CreateDateColumn, PrimaryColumn, UpdateDateColumn } from "typeorm";

/**
 * What every record that people edit has: an id, a version for optimistic concurrency, its dates, and an archive mark.
 * Archived records leave every list and keep the references to them intact.
 */
@ObjectType({ simpleResolvers: true })
export abstract class Versioned {
  /** UUIDv7, so that ids sort by creation; shown to clients as a typed id (`need_01h...`). */
  @PrimaryColumn("uuid")
  id: string;

  @Field(() => Int, {
    description:
      "Grows by one with every change. Send it back as `expectedVersion` to change only what you have seen.",
  })
  @Column("integer", { default: 1 })
  version: number;

  @Field(() => GraphQLDateTimeISO, { description: "When this was created." })
  @CreateDateColumn({ type: "timestamptz" })
  createdAt: Date;

  @Field(() => GraphQLDateTimeISO, { description: "When this was last changed." })
  @UpdateDateColumn({ type: "timestamptz" })
  updatedAt: Date;

  @Field(() => GraphQLDateTimeISO, {
    nullable: true,
    description: "When this was archived; null while it is in use.",
  })
  @Column("timestamptz", { nullable: true })
  archivedAt: Date | null;
}

/** The columns of `Versioned` as every `*.reads.ts` selects them, for the table alias given. */
export const versionedColumns = (alias: string) =>
  `${alias}.id, ${alias}.version, ${alias}.created_at as "createdAt", ${alias}.updated_at as "updatedAt", ${alias}.archived_at as "archivedAt"`;
