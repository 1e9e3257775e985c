import type { EntityManager } from "typeorm";
import type { PlaceKey } from "../place.js";
import type { StaffCount } from "./count-staff.js";
import { type PlaceGroup, type Places, withParts } from "./place-groups.js";
import type { Measure } from "./supply.js";

interface CountRow extends StaffCount {
  readonly skillId: string;
  readonly libraryId: string;
}

/** The exact counts of some skills in a consortium. */
export const readCounts = (
  manager: EntityManager,
  consortiumId: string,
  skillIds: readonly string[],
): Promise<CountRow[]> =>
  manager.query(
    `select skill_id as "skillId", library_id as "libraryId", have, want, have_within as "haveWithin",
       want_within as "wantWithin"
     from insight_staff where consortium_id = $1 and skill_id = any($2)`,
    [consortiumId, skillIds],
  );

/** The exact counts of skills. */
export class SkillCounts {
  private readonly rows = new Map<string, CountRow[]>();
  private readonly totals = new Map<string, ReadonlyMap<PlaceKey, number>>();

  constructor(
    private readonly places: Places,
    rows: readonly CountRow[],
  ) {
    this.add(rows);
  }

  add(rows: readonly CountRow[]): void {
    for (const row of rows) {
      const known = this.rows.get(row.skillId);
      if (known) known.push(row);
      else this.rows.set(row.skillId, [row]);
    }
  }

  has(skillId: string): boolean {
    return this.rows.has(skillId);
  }

  groups(skillId: string, measure: Measure): PlaceGroup {
    const rows = this.rows.get(skillId) ?? [];
    return this.places.groups(new Map(rows.map((row) => [row.libraryId, row[measure]])));
  }

  /** How many people there are at a place. */
  at(skillId: string, measure: Measure, place: PlaceKey): number {
    const key = `${skillId} ${measure}`;
    let totals = this.totals.get(key);
    if (!totals) {
      totals = new Map(
        [...withParts(this.groups(skillId, measure))].map((group) => [group.place, group.count]),
      );
      this.totals.set(key, totals);
    }
    return totals.get(place) ?? 0;
  }
}
