/**
 * How the skills and goals of a worker are packed into 32 bits each. Skills are numbered by an `Interner`; levels are 0
 * to 5, visibilities 0 (PRIVATE) to 4 (PUBLIC), priorities 1 to 3.
 *
 *     a skill:  skill 20 bits | visibility 3 | level 3
 *     a goal:   skill 20 bits | visibility 3 | step 4 | priority 2
 */
export const MOST_SKILL_NUMBERS = 2 ** 20;

/** Every pair of a current level 0 to 4 and a target above it, up to 5. */
export const STEPS: readonly { readonly current: number; readonly target: number }[] = [
  0, 1, 2, 3, 4,
].flatMap((current) =>
  [1, 2, 3, 4, 5].filter((target) => target > current).map((target) => ({ current, target })),
);
export const STEP_COUNT = STEPS.length;
const stepNumbers = new Map(STEPS.map(({ current, target }, step) => [current * 8 + target, step]));

/** The number of a step in `STEPS`. */
export const stepOf = (current: number, target: number): number => stepNumbers.get(current * 8 + target)!;

export const packSkill = (skill: number, level: number, visibility: number): number =>
  ((skill << 6) | (visibility << 3) | level) >>> 0;
export const skillOfSkill = (entry: number): number => entry >>> 6;
export const visibilityOfSkill = (entry: number): number => (entry >>> 3) & 7;
export const levelOfSkill = (entry: number): number => entry & 7;

export const packGoal = (skill: number, step: number, priority: number, visibility: number): number =>
  ((skill << 9) | (visibility << 6) | (step << 2) | priority) >>> 0;
export const skillOfGoal = (entry: number): number => entry >>> 9;
export const visibilityOfGoal = (entry: number): number => (entry >>> 6) & 7;
/** A goal that is visible no further than `most`. */
export const withVisibilityUpTo = (entry: number, most: number): number =>
  visibilityOfGoal(entry) <= most ? entry : ((entry & ~(7 << 6)) | (most << 6)) >>> 0;
export const stepOfGoal = (entry: number): number => (entry >>> 2) & 15;
export const priorityOfGoal = (entry: number): number => entry & 3;

/** The class of a goal in the postings: goals of one class in one skill are worth the same. 1 to 63. */
export const goalClass = (entry: number): number => entry & 63;
export const classOf = (step: number, priority: number): number => (step << 2) | priority;
