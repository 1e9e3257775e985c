/**
 * Statistical disclosure control for counts of people. Every count is published as the largest multiple of k that it
 * reaches, and as nothing below k; where even that would tell more, parts are withheld besides (complementary
 * suppression). See A. Hundepool et al., "Statistical Disclosure Control" (Wiley, 2012), chapter 4, on both.
 */

/** k: nothing is said of fewer people. */
export const SMALLEST_GROUP = 5;

/** What an exact count may exceed the published one by. */
export const SLACK = SMALLEST_GROUP - 1;

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
  // With no part published there is nothing left to withhold but the whole: five below 5 that are 20 are 4 each.
  const mayOpen = (group: Group) =>
    group.count >= SMALLEST_GROUP && !isWithheld(group) && !tells(group, [], group.parts);
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

/**
 * The whole is compared with what its parts can be at most: where one of them would have to have somebody for the others
 * to suffice, its part in the whole is told.
 */
const tellsByRounding: Tells = ({ count, parts, empty = 0 }, open, hidden) =>
  parts.length > 0 &&
  isTight(
    count,
    open.map((part) => part.count),
    hidden.reduce((sum, part) => sum + mostOf(part), SLACK * empty),
  );

/** What somebody has to think possible of a group that is not published, and whose parts are not. */
const mostOf = ({ count, parts, empty = 0 }: Group): number => {
  if (count < SMALLEST_GROUP) return SLACK;
  if (parts.length === 0) return Number.POSITIVE_INFINITY;
  return parts.reduce((sum, part) => sum + mostOf(part), SLACK * empty);
};

/**
 * Whether a whole that is published is so large that not each of its parts can be any count that is rounded as it is.
 * @param open the counts of the published parts
 * @param hidden how many people the others can be at most together
 */
export function isTight(whole: number, open: readonly number[], hidden: number): boolean {
  const most = open.reduce((sum, count) => sum + floored(count) + SLACK, hidden);
  return floored(whole) > most - SLACK;
}

const tellsByDifference: Tells = (_, __, hidden) => {
  const left = hidden.reduce((sum, { count }) => sum + count, 0);
  return left > 0 && left < SMALLEST_GROUP;
};
