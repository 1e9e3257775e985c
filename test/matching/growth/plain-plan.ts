import type { NeedCandidate, WorkerCandidate } from "../../../src/matching/candidates.js";
import type { HeldSkill } from "../../../src/matching/formula.js";
import { isVisible, Visibility } from "../../../src/platform/auth/visibility.js";
import { type Library, TODAY, type World } from "../engine/generated-world.js";

/** What one of the staff has and wants, as the library sees it. */
export interface Member {
  readonly id: string;
  readonly skills: readonly HeldSkill[];
  readonly goals: readonly { readonly skillId: string; readonly current: number }[];
}

export const staffOf = ({ workers }: World, { id }: Library): Member[] =>
  workers
    .filter((worker) => worker.libraryId === id && isSeen({ visibility: worker.discoverability }))
    .map((worker) => ({
      id: worker.id,
      skills: worker.skills.filter(isSeen),
      goals: worker.goals.filter(isSeen),
    }));

const isSeen = ({ visibility }: { visibility: WorkerCandidate["discoverability"] }) =>
  isVisible(visibility, Visibility.LIBRARY);

const agree = (one: string | null, other: string | null) => one === null || other === null || one === other;

export const localNeeds = ({ needs }: World, library: Library): NeedCandidate[] =>
  needs.filter(
    (need) =>
      need.consortiumId === library.consortiumId &&
      (need.endsOn === null || need.endsOn >= TODAY) &&
      (need.modality === "REMOTE" ||
        (agree(need.country, library.country) && agree(need.region, library.region))),
  );

/**
 * The gap in two-millionths of a level, by its definition: for each skill and level, the people who have it, the best
 * first, one for each need, the MUSTs first.
 */
export function gapOf(
  { skills, model }: World,
  needs: readonly NeedCandidate[],
  staff: readonly Member[],
): number {
  let gap = 0;
  for (const skillId of skills)
    for (let level = 1; level <= 5; level++) {
      const weights = needs
        .flatMap((need) => need.skills.filter((asked) => asked.skillId === skillId && asked.level >= level))
        .map(({ importance }) => (importance === "MUST" ? 2 : 1))
        .sort((one, other) => other - one);
      const people = staff
        .map((member) => {
          const held = member.skills.filter((each) => each.level >= level);
          return Math.max(0, ...held.map((each) => Math.round(model.affinity(each.skillId, skillId) * 1e6)));
        })
        .sort((one, other) => other - one);
      weights.forEach((weight, place) => {
        gap += weight * (1e6 - (people[place] ?? 0));
      });
    }
  return gap;
}

/** Whether somebody can take a step in a skill, and to which level; null where not. */
export function stepOf({ model }: World, { skills, goals }: Member, skillId: string): number | null {
  const held = skills.find((each) => each.skillId === skillId)?.level ?? 0;
  const isNear = [...skills, ...goals].some((entry) => model.affinity(entry.skillId, skillId) > 0);
  const goal = goals.find((each) => each.skillId === skillId);
  return held === 5 || !isNear ? null : Math.max(held + 1, goal?.current ?? 0);
}

export function raised(member: Member, skillId: string, level: number): Member {
  const others = member.skills.filter((held) => held.skillId !== skillId);
  return { ...member, skills: [...others, { skillId, level }] };
}

/** The staff after everybody who can took a step in each of some skills, from where they stand today. */
export const afterSteps = (world: World, staff: readonly Member[], skillIds: readonly string[]): Member[] =>
  staff.map((member) =>
    skillIds.reduce((now, skillId) => {
      const level = stepOf(world, member, skillId);
      return level === null ? now : raised(now, skillId, level);
    }, member),
  );
