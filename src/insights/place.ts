import type { Library } from "../workers/index.js";

/** Where people or needs are, as the figures know it: the consortium as a whole, one of its regions, or a library. */
export type PlaceKey = string;

export const CONSORTIUM: PlaceKey = "consortium";
export const regionPlace = (region: string): PlaceKey => `region ${region}`;
export const libraryPlace = (libraryId: string): PlaceKey => `library ${libraryId}`;

/** Where a need or a library is beside in the consortium; nothing where it names no region. */
export const regionsOf = (region: string | null): PlaceKey[] =>
  region === null ? [] : [regionPlace(region)];

/** What of a library tells where it is. */
export type Placed = Pick<Library, "id" | "region">;
