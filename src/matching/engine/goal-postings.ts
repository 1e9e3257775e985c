import { goalClass, skillOfGoal, visibilityOfGoal } from "./packed-entries.js";
import { PostingList } from "./posting-list.js";

const VISIBILITIES = 5;
const keyOf = (skill: number, visibility: number): number => skill * VISIBILITIES + visibility;

/**
 * Who wants to grow in which skill: a list for each skill and visibility, so that a search reads nothing that its viewer
 * may not see. Goals that only the worker sees are in no list.
 */
export class GoalPostings {
  private readonly lists = new Map<number, PostingList>();

  /** The goals in a skill of exactly this visibility; undefined where there is none. */
  of(skill: number, visibility: number): PostingList | undefined {
    return this.lists.get(keyOf(skill, visibility));
  }

  /**
   * Brings the lists from one state of a worker's goals to another; what stays is not touched.
   * @param before packed, as they are in the lists
   * @param after packed, each skill once
   */
  move(slot: number, before: readonly number[], after: readonly number[]): void {
    for (const goal of before) if (!after.includes(goal)) this.remove(slot, goal);
    for (const goal of after) if (!before.includes(goal)) this.set(slot, goal);
  }

  private set(slot: number, goal: number): void {
    const visibility = visibilityOfGoal(goal);
    if (visibility === 0) return;
    const key = keyOf(skillOfGoal(goal), visibility);
    let list = this.lists.get(key);
    if (!list) {
      list = new PostingList();
      this.lists.set(key, list);
    }
    list.set(slot, goalClass(goal));
  }

  private remove(slot: number, goal: number): void {
    const key = keyOf(skillOfGoal(goal), visibilityOfGoal(goal));
    const list = this.lists.get(key);
    list?.remove(slot);
    if (list?.isEmpty) this.lists.delete(key);
  }

  get bytes(): number {
    let bytes = 0;
    for (const list of this.lists.values()) bytes += list.bytes;
    return bytes;
  }
}
