/**
 * Statistical disclosure control for counts of people. Every count is published as the largest multiple of k that it
 * reaches, and as nothing below k; where even that would tell more, parts are withheld besides (complementary
 * suppression). See A. Hundepool et al., "Statistical Disclosure Control" (Wiley, 2012), chapter 4, on both.
 */

/** k: nothing is said of fewer people. */
export const SMALLEST_GROUP = 5;

/** What an exact count may exceed the published one by. */
const SLACK = SMALLEST_GROUP - 1;

const floored = (count: number): number => count - (count % SMALLEST_GROUP);

/** The figure to publish for a count of people: a multiple of k, or null below k, which 0 is, too. */
export const published = (count: number): number | null => floored(count) || null;

/** Some people, and the groups that they fall into; the parts cover the whole, and may overlap. */
export interface Group {
  readonly count: number;
  readonly parts: readonly Group[];
  /** How many further parts have nobody. */
  readonly empty?: number;
}

/**
 * Which groups of a hierarchy may be published, rounded, so that they say no more together than each says by itself: each
 * exact count might be any of the k that are rounded to the same figure, and one that is not published anything from 0
 * to k - 1, whatever the others are. Where that does not hold, the smallest parts are withheld until it does.
 * @param isWithheld groups that may not be published for another reason
 */
export const roundedGroups = (whole: Group, isWithheld?: (group: Group) => boolean): Set<Group> =>
  openGroups(whole, tellsByRounding, isWithheld);

/**
 * Which groups of a hierarchy may have an amount published that belongs to them, such as hours: what is left when the
 * published parts are taken from the whole is the amount of nobody, or of k people or more. The parts do not overlap.
 */
export const groupsWithAmounts = (whole: Group): Set<Group> => openGroups(whole, tellsByDifference);

/** Whether the published parts of a published whole, and how many are not, tell something of somebody. */
type Tells = (whole: Group, open: readonly Group[], hidden: readonly Group[]) => boolean;

function openGroups(whole: Group, tells: Tells, isWithheld: (group: Group) => boolean = () => false) {
  const mayOpen = (group: Group) => {
    if (group.count < SMALLEST_GROUP || isWithheld(group)) return false;
    // Parts that are all too small can tell of each other by their number alone: five below 5 that are 20 are 4 each.
    return group.parts.some((part) => part.count >= SMALLEST_GROUP) || !tells(group, [], group.parts);
  };
  const shown = new Set<Group>();
  const divide = (group: Group) => {
    const open = group.parts.filter(mayOpen).sort((a, b) => a.count - b.count);
    const hidden = group.parts.filter((part) => !open.includes(part));
    while (open.length > 0 && tells(group, open, hidden)) hidden.push(open.shift()!);
    for (const part of open) {
      shown.add(part);
      divide(part);
    }
  };
  if (mayOpen(whole)) {
    shown.add(whole);
    divide(whole);
  }
  return shown;
}

/** What the parts may be at most is compared with what the whole is at least. */
const tellsByRounding: Tells = ({ count, parts, empty = 0 }, open, hidden) =>
  parts.length > 0 &&
  hidden.every((part) => part.count < SMALLEST_GROUP) &&
  isTight(
    count,
    open.map((part) => part.count),
    hidden.length + empty,
  );

/**
 * Whether a whole that is published is so large that not each of its parts can be any count that is rounded as it is.
 * @param open the counts of the published parts
 * @param hidden how many parts are below k
 */
export function isTight(whole: number, open: readonly number[], hidden: number): boolean {
  const most = open.reduce((sum, count) => sum + floored(count) + SLACK, 0);
  return floored(whole) - most > SLACK * (hidden - 1);
}

const tellsByDifference: Tells = (_, __, hidden) => {
  const left = hidden.reduce((sum, { count }) => sum + count, 0);
  return left > 0 && left < SMALLEST_GROUP;
};
