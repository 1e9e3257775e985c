import type { Coverer } from "../matching/index.js";
import type { CoverGroup } from "./cover-group.js";
import { sizeOf, unionOf } from "./skill-sets.js";

/** Workers who together cover what anybody covers. */
export interface Team {
  /** The highest score first, equal ones by id. */
  readonly workers: readonly Coverer[];
  /** The scores together, in billionths. */
  readonly total: number;
  /** How often a must-have is covered once more than needed. */
  readonly overlap: number;
}

function teamOf(workers: readonly Coverer[]): Team {
  const sets = workers.map(({ musts }) => musts);
  return {
    workers: workers.toSorted((one, other) => other.score - one.score || byId(one, other)),
    total: workers.reduce((sum, { score }) => sum + score, 0),
    overlap: sets.reduce((sum, set) => sum + sizeOf(set), 0) - sizeOf(unionOf(sets)),
  };
}

const byId = (one: Coverer, other: Coverer): number =>
  one.workerId < other.workerId ? -1 : Number(one.workerId > other.workerId);

/** Which of two teams of one size comes first: the higher total, then the smaller overlap, then the smaller ids. */
export function compareTeams(one: Team, other: Team): number {
  if (one.total !== other.total) return other.total - one.total;
  if (one.overlap !== other.overlap) return one.overlap - other.overlap;
  const [ids, others] = [one, other].map(({ workers }) => workers.toSorted(byId));
  return ids!.map((worker, at) => byId(worker, others![at]!)).find((order) => order !== 0) ?? 0;
}

/** Keeps the first so many teams of those offered. */
export class FirstTeams {
  readonly teams: Team[] = [];

  constructor(private readonly most: number) {}

  /** A total below this is not kept any more; one equal to it may be. */
  get floor(): number {
    return this.teams.length < this.most ? 0 : this.teams.at(-1)!.total;
  }

  offer(team: Team): void {
    const at = this.teams.findIndex((kept) => compareTeams(team, kept) < 0);
    this.teams.splice(at < 0 ? this.teams.length : at, 0, team);
    if (this.teams.length > this.most) this.teams.pop();
  }

  /** Offers the teams with one worker of each group, from the best down, as far as they may be kept. */
  offerOf(groups: readonly CoverGroup[]): void {
    // Whoever takes the next of a group gets a team that comes later, so each is found before those that it leads to.
    const open = [groups.map(() => 0)];
    const known = new Set([open[0]!.join()]);
    for (let offered = 0; open.length > 0 && offered < this.most; offered++) {
      const teams = open.map((places) => teamOf(places.map((place, at) => groups[at]!.workers[place]!)));
      const first = [...teams.keys()].reduce((best, at) =>
        compareTeams(teams[at]!, teams[best]!) < 0 ? at : best,
      );
      if (teams[first]!.total < this.floor) return;
      this.offer(teams[first]!);
      const [places] = open.splice(first, 1);
      for (const at of groups.keys()) {
        const next = places!.with(at, places![at]! + 1);
        if (next[at]! >= groups[at]!.workers.length || known.has(next.join())) continue;
        known.add(next.join());
        open.push(next);
      }
    }
  }
}
