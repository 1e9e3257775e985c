import { grown } from "../engine/grown.js";

const STRETCH = 65_536;

/** Packed skills or goals of numbered workers, noted in any order and then put together by worker. */
export class LoadedProfiles {
  private owners = new Uint32Array(1024);
  private entries = new Uint32Array(1024);
  private starts = new Uint32Array(0);
  private count = 0;

  add(worker: number, entry: number): void {
    this.owners = grown(this.owners, this.count + 1, 2);
    this.entries = grown(this.entries, this.count + 1, 2);
    this.owners[this.count] = worker;
    this.entries[this.count++] = entry;
  }

  /**
   * Puts together what belongs together; nothing is added after this. Yields now and then.
   * @param workers how many there are
   */
  *group(workers: number): Generator<void, void> {
    const starts = new Uint32Array(workers + 1);
    for (let at = 0; at < this.count; at++) {
      starts[this.owners[at]! + 1]! += 1;
      if (at % STRETCH === 0) yield;
    }
    for (let worker = 0; worker < workers; worker++) starts[worker + 1]! += starts[worker]!;
    const next = starts.slice();
    const grouped = new Uint32Array(this.count);
    for (let at = 0; at < this.count; at++) {
      grouped[next[this.owners[at]!]!++] = this.entries[at]!;
      if (at % STRETCH === 0) yield;
    }
    this.starts = starts;
    this.entries = grouped;
    this.owners = new Uint32Array(0);
  }

  /** What a worker has, in the order in which it was noted. */
  of(worker: number): Uint32Array {
    return this.entries.subarray(this.starts[worker]!, this.starts[worker + 1]!);
  }
}
