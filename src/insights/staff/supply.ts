import type { PlaceKey } from "../place.js";
import type { StaffCount } from "./count-staff.js";

/** What is counted of a skill. */
export type Measure = keyof StaffCount;
export const MEASURES: readonly Measure[] = ["have", "want", "haveWithin", "wantWithin"];

/** Figures of a skill at a place; null where they are not published. */
export type Supply = Record<Measure, number | null>;
/** What is published of a skill, by place. */
export type SupplyByPlace = ReadonlyMap<PlaceKey, Supply>;

export const NOWHERE: SupplyByPlace = new Map();
export const nothing = (): Supply => ({ have: null, want: null, haveWithin: null, wantWithin: null });
