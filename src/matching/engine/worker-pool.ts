import type { WorkerCandidate } from "../candidates.js";
import type { Interner } from "../interner.js";
import { RowArena } from "./row-arena.js";
import { WorkerIndex } from "./worker-index.js";

/** The workers of every consortium: staff data stays within the consortium, and so does every ranking. */
export class WorkerPool {
  readonly arena = new RowArena();
  private readonly consortia = new Map<string, WorkerIndex>();

  /** @param skills numbers of skills */
  constructor(private readonly skills: Interner) {}

  /** The workers of a consortium; empty for one that is not known yet. */
  of(consortiumId: string): WorkerIndex {
    let workers = this.consortia.get(consortiumId);
    if (!workers) {
      workers = new WorkerIndex(this.skills, this.arena);
      this.consortia.set(consortiumId, workers);
    }
    return workers;
  }

  put(worker: WorkerCandidate): void {
    this.of(worker.consortiumId).putCandidate(worker);
  }

  remove(id: string): void {
    for (const index of this.consortia.values()) index.remove(id);
  }

  get size(): number {
    let size = 0;
    for (const index of this.consortia.values()) size += index.size;
    return size;
  }

  /** What the workers take in memory. */
  get bytes(): number {
    let { bytes } = this.arena;
    for (const index of this.consortia.values()) bytes += index.bytes;
    return bytes;
  }
}
