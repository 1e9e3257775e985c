import { goalClass, skillOfGoal, visibilityOfGoal } from "./packed-entries.js";
import { PostingList } from "./posting-list.js";

/** The goals of a worker as they are in the lists: packed, each skill once. */
export class PostedGoals {
  readonly goals: Uint32Array;
  count = 0;

  constructor(most: number) {
    this.goals = new Uint32Array(most);
  }

  has(goal: number): boolean {
    for (let at = 0; at < this.count; at++) if (this.goals[at] === goal) return true;
    return false;
  }
}

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

  /** Brings the lists from one state of a worker's goals to another; what stays is not touched. */
  move(slot: number, before: PostedGoals, after: PostedGoals): void {
    for (let at = 0; at < before.count; at++)
      if (!after.has(before.goals[at]!)) this.remove(slot, before.goals[at]!);
    for (let at = 0; at < after.count; at++)
      if (!before.has(after.goals[at]!)) this.set(slot, after.goals[at]!);
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
