import type { SlotRange } from "./library-blocks.js";
import { type Sights, sightOn } from "./sights.js";
import type { TeachingPlan } from "./teaching-plan.js";
import { type Ranked, TopList } from "./top-list.js";
import type { WorkerGates } from "./worker-gates.js";
import type { WorkerIndex } from "./worker-index.js";
import { RowView } from "./worker-rows.js";

export interface TeacherQuery {
  readonly plan: TeachingPlan;
  readonly sights: Sights;
  readonly gates: Pick<WorkerGates, "pass" | "ranges">;
  /** Ids of workers whom the viewer finds by their consent, however narrow their discoverability. */
  readonly disclosed: readonly string[];
  /** Whether what somebody teaches, above 0 to 1, is enough to be listed. */
  isEnough(teaching: number): boolean;
  /** How many, 1 or more. */
  readonly first: number;
  /** Only what stands behind this place. */
  readonly after: Ranked | null;
}

/** So many rows are looked at without a pause, some tenths of a millisecond. */
const STRETCH = 8192;

/**
 * Who teaches what some people want to learn, the best first. Rows stand in memory in the order of their slots and are
 * short, so all of them are read, one after the other: held skills are in no posting list, and most rows are done with
 * after a look at each skill. Pauses now and then; who does not change meanwhile is ranked as if nobody had.
 */
export function* rankTeachers(index: WorkerIndex, query: TeacherQuery): Generator<void, readonly Ranked[]> {
  const top = new TopList<Ranked>(query.first, query.after);
  const row = new RowView();
  const { sights, plan, gates } = query;
  const weigh = (slot: number, sight: number) => {
    const rank = plan.run(row, sight);
    if (rank === 0 || !top.takes(rank) || !query.isEnough(rank) || !gates.pass(slot, row, sight)) return;
    top.offer({ rank, id: index.ids.idOf(slot) });
  };
  for (const id of query.disclosed) {
    const slot = index.ids.slotOf(id);
    if (!index.rows.open(slot, row)) continue;
    const sight = sightOn(sights, slot, row.library);
    // Whom the viewer finds anyhow comes below.
    if (row.discoverability < sight) weigh(slot, sight);
  }
  for (const [from, to] of stretchesOf(gates.ranges())) {
    for (let slot = from; slot < to; slot++) {
      if (!index.rows.open(slot, row)) continue;
      const sight = sightOn(sights, slot, row.library);
      if (row.discoverability >= sight) weigh(slot, sight);
    }
    yield;
    top.expectRepeats();
  }
  return top.entries;
}

function* stretchesOf(ranges: readonly SlotRange[]): Generator<SlotRange> {
  for (const [from, to] of ranges)
    for (let start = from; start < to; start += STRETCH) yield [start, Math.min(to, start + STRETCH)];
}
