import type { User } from "../platform/auth/principal.js";
import { isVisible, sightOf, Visibility } from "../platform/auth/visibility.js";
import { typedId } from "../platform/graphql/typed-id.js";
import type { Worker } from "./worker.js";

type Identity = Pick<Worker, "id" | "libraryId" | "consortiumId" | "name" | "email">;

const sightOn = (user: User, worker: Identity) => sightOf(user, { ...worker, workerId: worker.id });

/** The name within the consortium's libraries; for everybody else a pseudonym that is always the same for a worker. */
export const nameShownTo = (user: User, worker: Identity): string =>
  isVisible(Visibility.CONSORTIUM, sightOn(user, worker)) ? worker.name : pseudonymOf(worker.id);

/** The email address for the worker and the worker's library only. */
export const emailShownTo = (user: User, worker: Identity): string | null =>
  isVisible(Visibility.LIBRARY, sightOn(user, worker)) ? worker.email : null;

/** Made of the random end of the id, which whoever sees the worker knows anyway. */
const pseudonymOf = (workerId: string) => `Candidate ${typedId("worker", workerId).slice(-6).toUpperCase()}`;
