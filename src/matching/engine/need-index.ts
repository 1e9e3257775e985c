import type { NeedCandidate } from "../candidates.js";
import type { RequiredSkill } from "../formula.js";
import { IdTable } from "./id-table.js";
import { PostingList } from "./posting-list.js";

/** The class of a required skill: its level 1 to 5, and whether it is mentored. */
export const requiredClass = ({ level, mentored }: Pick<RequiredSkill, "level" | "mentored">): number =>
  level * 2 + Number(mentored);

/** The open needs of one consortium, and for each skill the list of those that ask for it. */
export class NeedIndex {
  readonly ids = new IdTable();
  private readonly bySlot: (NeedCandidate | undefined)[] = [];
  private readonly postings = new Map<string, PostingList>();

  get size(): number {
    return this.ids.size;
  }

  all(): Iterable<NeedCandidate> {
    return this.bySlot.filter((need) => need !== undefined);
  }

  get(id: string): NeedCandidate | null {
    const slot = this.ids.slotOf(id);
    return slot < 0 ? null : this.at(slot);
  }

  /** The need in a slot; null when it is gone. */
  at(slot: number): NeedCandidate | null {
    return this.bySlot[slot] ?? null;
  }

  /** Which needs ask for a skill, with the class of what they ask; undefined where none does. */
  asking(skillId: string): PostingList | undefined {
    return this.postings.get(skillId);
  }

  /** Takes in a need; replaces what was known of it, in its place: a search that pauses must not lose it. */
  put(need: NeedCandidate): void {
    const slot = this.ids.add(need.id);
    this.unpost(slot);
    this.bySlot[slot] = need;
    for (const required of need.skills) {
      const { skillId } = required;
      let list = this.postings.get(skillId);
      if (!list) {
        list = new PostingList();
        this.postings.set(skillId, list);
      }
      list.set(slot, requiredClass(required));
    }
  }

  /** Forgets a need; one that is not there stays so. */
  remove(id: string): void {
    const slot = this.ids.slotOf(id);
    if (slot < 0) return;
    this.unpost(slot);
    this.bySlot[slot] = undefined;
    this.ids.remove(slot);
  }

  private unpost(slot: number): void {
    for (const { skillId } of this.bySlot[slot]?.skills ?? []) {
      const list = this.postings.get(skillId)!;
      list.remove(slot);
      if (list.isEmpty) this.postings.delete(skillId);
    }
  }
}
