import type { ClientBase } from "pg";
import type { EntityManager } from "typeorm";
import type { EscoRelease } from "./esco-release.js";

/** How many there are in the release, and what became of them. */
export interface EscoTally {
  readonly read: number;
  readonly added: number;
  /** Were there and are different now. */
  readonly changed: number;
}

/** What the storing of a release works with. */
export interface EscoStoring {
  readonly manager: EntityManager;
  /** The connection under `manager`, for COPY. */
  readonly client: ClientBase;
  readonly release: EscoRelease;
}
