import type { EntityManager } from "typeorm";
import type { Matching } from "../matching/index.js";
import type { Entitle } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import type { Taxonomy } from "../skills/index.js";
import { alone } from "./alone.js";
import { countNeeds } from "./demand/count-needs.js";
import { monthOf } from "./month.js";
import { SkillsAbove } from "./skills-above.js";
import { countLibrary, type Workplace } from "./staff/count-library.js";
import { narrowestFirst, publishSupply } from "./staff/publish-supply.js";

export interface InsightParts {
  /** Those of the owner. */
  readonly commands: Commands;
  readonly taxonomy: Taxonomy;
  readonly matching: Matching;
  readonly entitle: Entitle;
  /** Resolves when what is held in memory knows of all that was committed before. */
  readonly catchUp: () => Promise<void>;
  readonly today: () => string;
}

interface Row {
  readonly id: string;
  readonly xid: string;
  readonly topic: string;
  readonly ids: readonly string[];
}

const BATCH = 1000;

/** What is committed and will not be preceded by anything any more. */
const NEXT = `select id::text, xid::text, topic, record_ids as ids from outbox
  where (xid, id) > ($1::bigint, $2::bigint) and xid < txid_snapshot_xmin(txid_current_snapshot())
    and topic in ('worker', 'need', 'library')
  order by xid, id limit ${BATCH}`;

const POSITION = `select xid::text, row_id::text as "rowId",
    stale or exists (select from outbox_horizon h where (h.xid, h.row_id) > (p.xid, p.row_id)) as stale
  from insight_position p`;

/**
 * Brings the figures up to what is committed: counts the libraries whose staff changed, and the needs that did.
 * @returns whether that was possible; if not, all of them have to be counted anew
 */
export async function followInsights({ commands, taxonomy, catchUp, today }: InsightParts): Promise<boolean> {
  await catchUp();
  const above = new SkillsAbove(taxonomy);
  for (;;) {
    const position = await commands.transact(async ({ manager }) => (await manager.query(POSITION))[0]);
    if (!position || position.stale) return false;
    const rows: Row[] = await commands.transact(({ manager }) =>
      manager.query(NEXT, [position.xid, position.rowId]),
    );
    // Imports change everything of a kind; a library that moves takes its staff to another region.
    if (rows.some(({ topic, ids }) => ids.length === 0 || topic === "library")) return false;
    const month = monthOf(today());
    for (const workplace of await commands.transact(({ manager }) =>
      workplacesOf(manager, changed(rows, "worker")),
    ))
      await commands.transact(async ({ manager }) => {
        await alone(manager);
        const skillIds = narrowestFirst(taxonomy, await countLibrary(manager, workplace, above));
        await publishSupply(manager, taxonomy, workplace.consortiumId, skillIds, month);
      });
    await commands.transact(async ({ manager }) => {
      await alone(manager);
      const [now] = await manager.query(POSITION);
      // Somebody else has been here.
      if (now.xid !== position.xid || now.rowId !== position.rowId) return;
      await countNeeds(manager, above, changed(rows, "need"), month);
      await moveTo(manager, rows.at(-1) ?? null);
    });
    if (rows.length < BATCH) return true;
  }
}

const changed = (rows: readonly Row[], topic: string) => [
  ...new Set(rows.flatMap((row) => (row.topic === topic ? row.ids : []))),
];

const workplacesOf = (manager: EntityManager, workerIds: readonly string[]): Promise<Workplace[]> =>
  manager.query(
    `select distinct coalesce(library_id, consortium_id) as id, consortium_id as "consortiumId" from worker
     where id = any($1)`,
    [workerIds],
  );

const moveTo = (manager: EntityManager, row: Row | null): Promise<unknown> =>
  row
    ? manager.query("update insight_position set xid = $1, row_id = $2, followed_at = now()", [
        row.xid,
        row.id,
      ])
    : manager.query("update insight_position set followed_at = now()");
