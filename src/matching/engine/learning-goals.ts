import { inLearningOrder, type LearningGoal } from "../teaching.js";

/** A learning goal as the index takes it in. */
export interface PartnerGoal extends LearningGoal {
  readonly partnerId: string;
}

const NONE: readonly LearningGoal[] = [];

/** What the people of partners in use want to learn. Lists never change; a change of a partner gives it another one. */
export class LearningGoals {
  private byPartner = new Map<string, readonly LearningGoal[]>();

  get count(): number {
    let count = 0;
    for (const goals of this.byPartner.values()) count += goals.length;
    return count;
  }

  /** What the people of a partner want to learn, in the order of `inLearningOrder`. */
  of(partnerId: string): readonly LearningGoal[] {
    return this.byPartner.get(partnerId) ?? NONE;
  }

  replaceAll(goals: readonly PartnerGoal[]): void {
    this.byPartner = new Map();
    this.put(goals);
  }

  /** @param partnerIds whose goals these are, all that each of them has now */
  apply(partnerIds: readonly string[], goals: readonly PartnerGoal[]): void {
    for (const partnerId of partnerIds) this.byPartner.delete(partnerId);
    this.put(goals);
  }

  private put(goals: readonly PartnerGoal[]): void {
    const grouped = new Map<string, LearningGoal[]>();
    for (const { partnerId, ...goal } of goals)
      grouped.set(partnerId, [...(grouped.get(partnerId) ?? []), goal]);
    for (const [partnerId, own] of grouped) this.byPartner.set(partnerId, inLearningOrder(own));
  }
}
