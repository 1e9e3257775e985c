import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, Float, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { CommunityGoal } from "./community-goal.js";

/** A value that the indicator of a goal took, and the one before it. */
@ObjectType({ description: "A value that an indicator took. Everybody may see it.", simpleResolvers: true })
@Entity("indicator_value")
@Index(["communityGoalId", "id"])
@Index(["connectionId"])
export class IndicatorValue {
  @PrimaryColumn("uuid")
  id: string;

  @Column("uuid")
  @ForeignKey(() => CommunityGoal, { onDelete: "CASCADE" })
  communityGoalId: string;

  @Field(() => Float, { description: "The value before." })
  @Column("double precision")
  before: number;

  @Field(() => Float, { description: "The value." })
  @Column("double precision")
  value: number;

  @Field(() => GraphQLDateTimeISO, { description: "When it was measured." })
  @Column("timestamptz", { default: () => "now()" })
  measuredAt: Date;

  /** The collaboration that moved it, by the name of a later domain's table; null where a member of the partner said so. */
  @Column("uuid", { nullable: true })
  @ForeignKey("Connection", { onDelete: "SET NULL" })
  connectionId: string | null;
}

/** Moves the indicator of a goal, and keeps the value in its history. */
export async function moveIndicator(
  { manager, changed }: Transaction,
  communityGoalId: string,
  value: number,
  connectionId: string | null,
): Promise<void> {
  const [goal] = await manager.query(
    "select indicator_current as before from community_goal where id = $1 for no key update",
    [communityGoalId],
  );
  await manager.query(
    "update community_goal set indicator_current = $2, version = version + 1, updated_at = now() where id = $1",
    [communityGoalId, value],
  );
  await keepValue({ manager }, { communityGoalId, before: goal.before, value, connectionId });
  changed("community_goal", communityGoalId);
}

/** Keeps a value in the history of a goal's indicator. */
export const keepValue = (
  { manager }: Pick<Transaction, "manager">,
  moved: Pick<IndicatorValue, "communityGoalId" | "before" | "value" | "connectionId">,
) => manager.insert(IndicatorValue, { id: newId(), ...moved });
