import type { User } from "../../../src/platform/auth/principal.js";
import type { World } from "./generated-world.js";

const user = (consortiumId: string, role: User["role"], more: Partial<User> = {}): User => ({
  kind: "user",
  subject: "somebody",
  role,
  consortiumId,
  ...more,
});

/** One of every audience that a world has: for each consortium, and strangers to it. */
export function viewersOf({ consortia, libraries, partners, workers }: World): User[] {
  const everywhere = consortia.flatMap((consortiumId) => [
    user(consortiumId, "ADMIN"),
    user(consortiumId, "ANALYST"),
    user(consortiumId, "MANAGER", { libraryId: "00000000-0000-4000-8000-000000000001" }),
    user(consortiumId, "WORKER", { workerId: "00000000-0000-4000-8000-000000000002" }),
  ]);
  const [here, there] = consortia as [string, string];
  const discovering = [
    ...libraries.slice(0, 2).map(({ id }) => user(here, "MANAGER", { libraryId: id, discovers: [there] })),
    ...partners.map(({ id, consortiumId }) =>
      user(consortiumId, "PARTNER", {
        partnerId: id,
        discovers: consortia.filter((other) => other !== consortiumId),
      }),
    ),
    ...workers.slice(0, 3).map((worker) => ({
      ...selfOf(worker),
      discovers: consortia.filter((other) => other !== worker.consortiumId),
    })),
    user(here, "ANALYST", { discovers: [there] }),
    user(here, "ADMIN", { discovers: [there] }),
  ];
  return [
    ...everywhere,
    ...discovering,
    ...partners.map(({ id, consortiumId }) => user(consortiumId, "PARTNER", { partnerId: id })),
    ...libraries.map(({ id, consortiumId }) => user(consortiumId, "MANAGER", { libraryId: id })),
    ...workers.map((worker) => selfOf(worker)),
    ...workers.map(({ id, consortiumId }) => user(consortiumId, "ADMIN", { breakGlass: [id] })),
  ];
}

/** A worker of a world who looks for themselves. */
export const selfOf = ({ id, consortiumId, libraryId }: World["workers"][number]): User =>
  user(consortiumId, "WORKER", { workerId: id, ...(libraryId ? { libraryId } : {}) });
