import type { User } from "../platform/auth/principal.js";
import { CurationStatus } from "./skill.js";

/** Who decides about the vocabulary. */
export const mayCurate = (user: User): boolean => user.role === "ADMIN";

/** Everybody may propose a concept; what a curator adds is accepted at once. */
export const statusOfNewSkill = (user: User): CurationStatus =>
  mayCurate(user) ? CurationStatus.ACCEPTED : CurationStatus.PROPOSED;

/** A label must have something that can be looked for. */
export const hasLettersOrDigits = (label: string): boolean => /[\p{L}\p{N}]/u.test(label);

/** Labels to store: without space around them, without repetitions, and without the preferred one. */
export function tidyLabels(labels: readonly string[], preferredLabel: string): string[] {
  const tidy = new Set(labels.map((label) => label.trim()));
  tidy.delete(preferredLabel);
  return [...tidy];
}
