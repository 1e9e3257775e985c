/** A worker in a ranking. */
export interface Ranked {
  /** UUID */
  readonly workerId: string;
  /** Above 0 to 1, at full precision. */
  readonly score: number;
}

/** Something that ranks the workers of a world for its needs, as their partners may see them. */
export interface Contender {
  /** As the report names it. */
  readonly name: string;
  /**
   * The workers who fit, the best first.
   * @param need number of the need in the world
   * @param first how many
   */
  rank(need: number, first: number): readonly Ranked[] | Promise<readonly Ranked[]>;
  close?(): Promise<void>;
}
