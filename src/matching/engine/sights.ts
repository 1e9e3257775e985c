/** What a viewer sees of the workers of a consortium: sights are 0 (PRIVATE: all) to 5 (nothing). */
export interface Sights {
  /** On everybody who is not mentioned otherwise, 1 to 5. */
  readonly general: number;
  /** Number of the viewer's library; -1 for none that anybody works in. */
  readonly ownLibrary: number;
  /** On those who work there, 1 to 5. */
  readonly onLibrary: number;
  /** Slot of the viewer's own profile, on which the sight is 0; -1 for none. */
  readonly self: number;
}

/** The sight on a worker. */
export const sightOn = (sights: Sights, slot: number, library: number): number =>
  slot === sights.self ? 0 : library === sights.ownLibrary ? sights.onLibrary : sights.general;

/** The narrowest visibility that the viewer sees of anybody else. */
export const widestSight = ({ general, ownLibrary, onLibrary }: Sights): number =>
  ownLibrary < 0 ? general : Math.min(general, onLibrary);
