import type { ClientBase } from "pg";
import type { PostgresCpu } from "../measure/postgres-cpu.js";
import type { Progress } from "../world/load-world.js";
import type { OpenWorld } from "../world/open-world.js";
import type { ContenderSource } from "./contender.js";
import type { LoadGenerator } from "./load-generator.js";
import type { Operation } from "./operations.js";

/** What the GraphQL layer is measured in. */
export interface GraphqlScene extends OpenWorld {
  /** Connected to the world as the owner of its tables. */
  readonly client: ClientBase;
  /** The chosen ones, ours first. None of them runs yet. */
  readonly contenders: readonly ContenderSource[];
  /** The chosen ones. */
  readonly operations: readonly Operation[];
  /** How many connections ask at once, one measurement for each. */
  readonly connections: readonly number[];
  /** How many rounds count. */
  readonly rounds: number;
  /** How long one contender is asked in one round. */
  readonly seconds: number;
  readonly load: LoadGenerator;
  /** Null where PostgreSQL runs on another machine, or its processes cannot be looked at. */
  readonly postgres: PostgresCpu | null;
  readonly onProgress: Progress;
  /** Another world on the same server, such as one with ten times the rows; with affinities, as this one. */
  openWorld(size: { readonly workers: number; readonly needs: number }): Promise<OpenWorld>;
}

/** One thing that is measured of the GraphQL layer. */
export interface GraphqlSection {
  /** What it is called on the command line. */
  readonly name: string;
  readonly title: string;
  /** @returns Markdown */
  measure(scene: GraphqlScene): Promise<string>;
}
