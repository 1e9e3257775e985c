import { ANONYMOUS, type Principal, type User } from "../../src/platform/auth/principal.js";

export const HERE = "00000000-0000-7000-8000-00000000000a";
const THERE = "00000000-0000-7000-8000-00000000000b";
const LIBRARY = "00000000-0000-7000-8000-0000000000a1";
const OTHER_LIBRARY = "00000000-0000-7000-8000-0000000000a2";
const LIBRARY_THERE = "00000000-0000-7000-8000-0000000000b1";
const PARTNER = "00000000-0000-7000-8000-0000000000c1";

const user = (role: User["role"], more: Partial<User> = {}): User => ({
  ...{ kind: "user", subject: role, role, consortiumId: HERE },
  ...more,
});

const OWN_WORKER = "00000000-0000-7000-8000-0000000000d1";

/** Everybody who may ask, all of one consortium; the last two have been given more than their role. */
export const ASKERS = {
  anonymous: ANONYMOUS,
  worker: user("WORKER", { libraryId: LIBRARY, workerId: OWN_WORKER }),
  manager: user("MANAGER", { libraryId: LIBRARY }),
  partner: user("PARTNER", { partnerId: PARTNER }),
  analyst: user("ANALYST"),
  admin: user("ADMIN"),
  discoverer: user("WORKER", { libraryId: LIBRARY, workerId: OWN_WORKER, discovers: [THERE] }),
  "broken-glass": user("ADMIN", { breakGlass: ["00000000-0000-7000-8000-0000000000d3"] }),
} satisfies Record<string, Principal>;
export type Asker = keyof typeof ASKERS;

/** Whoever is asked about: the worker that asks, a colleague, somebody of the next library, somebody elsewhere. */
export const WORKERS = {
  own: { id: OWN_WORKER, workerId: OWN_WORKER, libraryId: LIBRARY, consortiumId: HERE },
  library: placed("d2", LIBRARY, HERE),
  consortium: placed("d3", OTHER_LIBRARY, HERE),
  elsewhere: placed("d4", LIBRARY_THERE, THERE),
};

function placed(end: string, libraryId: string, consortiumId: string) {
  const id = `00000000-0000-7000-8000-0000000000${end}`;
  return { id, workerId: id, libraryId, consortiumId };
}

export const LIBRARIES = {
  library: { id: LIBRARY, consortiumId: HERE },
  consortium: { id: OTHER_LIBRARY, consortiumId: HERE },
  elsewhere: { id: LIBRARY_THERE, consortiumId: THERE },
};

export const PARTNERS = {
  own: { id: PARTNER, consortiumId: HERE },
  consortium: { id: "00000000-0000-7000-8000-0000000000c2", consortiumId: HERE },
  elsewhere: { id: "00000000-0000-7000-8000-0000000000c3", consortiumId: THERE },
};

export const NEEDS = {
  own: { partnerId: PARTNER, consortiumId: HERE },
  consortium: { partnerId: PARTNERS.consortium.id, consortiumId: HERE },
  elsewhere: { partnerId: PARTNERS.elsewhere.id, consortiumId: THERE },
};

/** The cells of a table: a line of relations, then a line for each who asks. */
export function cellsOf(table: string): [asker: Asker, relation: string, expected: string][] {
  const [head, ...lines] = table.trim().split("\n");
  const relations = head!.trim().split(/\s+/);
  return lines.flatMap((line) => {
    const [asker, ...cells] = line.trim().split(/\s+/);
    if (cells.length !== relations.length) throw new Error(`Not an outcome for each relation: ${line}`);
    return cells.map((cell, n): [Asker, string, string] => [asker as Asker, relations[n]!, cell]);
  });
}
