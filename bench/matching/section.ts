import type { ClientBase } from "pg";
import type { WorldAffinities } from "../world/ensure-affinities.js";
import type { Progress } from "../world/load-world.js";
import type { OpenWorld } from "../world/open-world.js";
import type { Bar } from "./bar.js";

/** A world that is ready to be measured in. */
export interface Scene extends OpenWorld, WorldAffinities {
  readonly client: ClientBase;
  /** How many needs are asked in a round. */
  readonly needs: number;
  /** How many rounds count. */
  readonly rounds: number;
  /** YYYY-MM-DD, the same at every run. */
  readonly today: string;
  readonly onProgress: Progress;
  /** Takes note of what is measured of the bar. */
  readonly bar: Bar;
}

/** One thing that is measured in every world. */
export interface BenchSection {
  /** What it is called on the command line. */
  readonly name: string;
  title(scene: Scene): string;
  /** @returns Markdown */
  measure(scene: Scene): Promise<string>;
}

/** Needs spread evenly over those of the world; popular themes come as often as in all of them. */
export const spreadNeeds = ({ world, needs }: Pick<Scene, "world" | "needs">): number[] => {
  const count = Math.min(needs, world.needs);
  return Array.from({ length: count }, (_, place) => Math.floor((place * world.needs) / count));
};
