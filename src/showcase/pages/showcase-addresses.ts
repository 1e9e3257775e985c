import { typedId } from "../../platform/graphql/typed-id.js";
import { type CardsWanted, queryOf } from "./cards-wanted.js";

/** Where the public pages of the showcase are found. */
export class ShowcaseAddresses {
  /** @param base the service's own address, without a slash at the end */
  constructor(readonly base: string) {}

  list(wanted: Partial<CardsWanted> = {}): string {
    return `${this.base}/showcase${queryOf(wanted)}`;
  }

  /** @param id as PostgreSQL has it */
  ofConsortium(id: string): string {
    return this.list({ consortium: typedId("consortium", id) });
  }

  feed(wanted: Partial<CardsWanted> = {}): string {
    return `${this.base}/showcase/feed.json${queryOf(wanted)}`;
  }

  /** @param id as PostgreSQL has it */
  card(id: string): string {
    return `${this.base}/showcase/${typedId("card", id)}`;
  }
}
