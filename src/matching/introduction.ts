import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Need } from "../needs/index.js";
import type { Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { Worker } from "../workers/index.js";

/** That a worker was introduced to a partner about a need; kept for as long as it counts in a fair order. */
@Entity("introduction")
export class Introduction {
  @PrimaryColumn("uuid")
  id: string;

  @Index()
  @Column("uuid")
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string;

  @Column("uuid")
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string;

  @Index()
  @Column("timestamptz", { default: () => "now()" })
  introducedAt: Date;
}

/** Notes an introduction, so that a fair order gives others a turn. For whoever makes introductions. */
export async function recordIntroduction(
  { manager, changed }: Transaction,
  introduction: Pick<Introduction, "workerId" | "needId">,
): Promise<void> {
  await manager.insert(Introduction, { id: newId(), ...introduction });
  changed("worker", introduction.workerId);
}

const DAYS = 30;

/** Forgets the introductions that are 30 days old. */
export async function forgetIntroductions({ manager, changed }: Transaction): Promise<void> {
  const [rows] = (await manager.query(
    `delete from introduction where introduced_at < now() - make_interval(days => $1) returning worker_id as "workerId"`,
    [DAYS],
  )) as [{ workerId: string }[], number];
  if (rows.length > 0) changed("worker", ...new Set(rows.map(({ workerId }) => workerId)));
}
