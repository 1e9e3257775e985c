import type { User } from "../platform/auth/principal.js";
import { glassBroken } from "../platform/auth/visibility.js";
import type { Worker } from "./worker.js";

type Placed = Pick<Worker, "consortiumId" | "libraryId">;

const isAdministrator = (user: User, { consortiumId }: { readonly consortiumId: string }) =>
  user.role === "ADMIN" && user.consortiumId === consortiumId;

const isManager = (user: User, worker: Placed) =>
  user.role === "MANAGER" &&
  user.consortiumId === worker.consortiumId &&
  user.libraryId !== undefined &&
  user.libraryId === worker.libraryId;

/** Libraries are set up by administrators; a manager may correct the own one. */
export const mayCreateLibrary = (user: User): boolean => user.role === "ADMIN";
export const mayEditLibrary = (
  user: User,
  library: { readonly id: string; readonly consortiumId: string },
): boolean => isAdministrator(user, library) || (user.role === "MANAGER" && user.libraryId === library.id);

/** Whom a consortium opens itself to is its administrators' decision. */
export const maySetDiscovery = (user: User): boolean => user.role === "ADMIN";

/** Staff are registered by the manager of their library. */
export const mayCreateWorker = (user: User, worker: Placed): boolean => isManager(user, worker);

/** Whose profile it is; or an administrator who broke the glass for it. */
const ownsProfile = (user: User, worker: Placed & { readonly id: string }) =>
  user.workerId === worker.id ||
  (user.consortiumId === worker.consortiumId && glassBroken(user).includes(worker.id));

/** A profile is changed by the worker and the manager of the worker's library. */
export const mayEditWorker = (user: User, worker: Placed & { readonly id: string }): boolean =>
  ownsProfile(user, worker) || isManager(user, worker);

/** Who finds a worker, and who sees what of them, is the worker's own decision. */
export const maySetVisibility = ownsProfile;

/** Growth goals are the worker's own; not even a manager sets them. */
export const mayEditGrowthGoals = ownsProfile;
