import { Reads } from "../../src/platform/database/reads.js";

/** Reads as the owner of the tables, whom no policy binds, so that nobody has to be told who asks. */
export class UnboundReads extends Reads {
  override as(): Reads {
    return this;
  }
}
