import { consentingWorker, expiryFault, maySeeConsents } from "../../src/consent/consent.policy.js";
import { maySeeCandidates, maySeeOpportunity } from "../../src/matching/match.policy.js";
import { NeedStatus } from "../../src/needs/need.js";
import { maySeeNeed } from "../../src/needs/need.policy.js";
import { mayCreatePartner, mayEditPartner } from "../../src/partners/partner.policy.js";
import type { Principal, User } from "../../src/platform/auth/principal.js";
import { isVisible, sightOf, VISIBILITIES } from "../../src/platform/auth/visibility.js";
import {
  mayBreakGlass,
  mayErase,
  mayEraseThemselves,
  mayKnowActor,
} from "../../src/privacy/privacy.policy.js";
import { mayCurate } from "../../src/skills/skill.policy.js";
import {
  mayCreateLibrary,
  mayCreateWorker,
  mayEditGrowthGoals,
  mayEditLibrary,
  mayEditWorker,
  maySetDiscovery,
  maySetVisibility,
} from "../../src/workers/worker.policy.js";
import { ASKERS, cellsOf, LIBRARIES, NEEDS, PARTNERS, WORKERS } from "./users.js";

/** Checks a policy against a table that was written from SECURITY's, cell by cell. */
function says(what: string, table: string, decide: (asker: never, relation: never) => unknown): void {
  it.each(cellsOf(table))(`${what}: %s, %s: %s`, (asker, relation, expected) => {
    const found = decide(ASKERS[asker] as never, relation as never);
    expect(typeof found === "boolean" ? (found ? "yes" : "no") : String(found)).toBe(expected);
  });
}

describe("what somebody may see of a person", () => {
  says(
    "the narrowest visibility that is open",
    `
                  own      library  consortium  elsewhere
     worker       PRIVATE  LIBRARY  CONSORTIUM  null
     manager      LIBRARY  LIBRARY  CONSORTIUM  null
     partner      PARTNERS PARTNERS PARTNERS    null
     analyst      null     null     null        null
     admin        null     null     null        null
     discoverer   PRIVATE  LIBRARY  CONSORTIUM  PUBLIC
     broken-glass null     null     PRIVATE     null`,
    (user: User, relation: keyof typeof WORKERS) => sightOf(user, WORKERS[relation]),
  );

  it("is what is marked so, or wider", () => {
    const [own, library, consortium, partners, everybody] = VISIBILITIES;
    expect(VISIBILITIES.filter((marked) => isVisible(marked, own!))).toEqual(VISIBILITIES);
    expect(VISIBILITIES.filter((marked) => isVisible(marked, library!))).toEqual(VISIBILITIES.slice(1));
    expect(VISIBILITIES.filter((marked) => isVisible(marked, partners!))).toEqual([partners, everybody]);
    expect(isVisible(consortium!, partners!)).toBe(false);
    expect(VISIBILITIES.filter((marked) => isVisible(marked, null))).toEqual([]);
  });
});

describe("who changes what in libraries", () => {
  type Where = keyof typeof WORKERS;
  says(
    "registers staff",
    `
                  library  consortium  elsewhere
     worker       no       no          no
     manager      yes      no          no
     partner      no       no          no
     analyst      no       no          no
     admin        no       no          no
     broken-glass no       no          no`,
    (user: User, relation: Where) => mayCreateWorker(user, WORKERS[relation]),
  );
  says(
    "changes a profile",
    `
                  own  library  consortium  elsewhere
     worker       yes  no       no          no
     manager      yes  yes      no          no
     partner      no   no       no          no
     analyst      no   no       no          no
     admin        no   no       no          no
     discoverer   yes  no       no          no
     broken-glass no   no       yes         no`,
    (user: User, relation: Where) => mayEditWorker(user, WORKERS[relation]),
  );
  const OWN_DECISION = `
                  own  library  consortium  elsewhere
     worker       yes  no       no          no
     manager      no   no       no          no
     partner      no   no       no          no
     analyst      no   no       no          no
     admin        no   no       no          no
     broken-glass no   no       yes         no`;
  says("says who finds a worker and sees what", OWN_DECISION, (user: User, relation: Where) =>
    maySetVisibility(user, WORKERS[relation]),
  );
  says("sets growth goals", OWN_DECISION, (user: User, relation: Where) =>
    mayEditGrowthGoals(user, WORKERS[relation]),
  );
  says(
    "changes a library",
    `
                  library  consortium  elsewhere
     worker       no       no          no
     manager      yes      no          no
     partner      no       no          no
     analyst      no       no          no
     admin        yes      yes         no`,
    (user: User, relation: keyof typeof LIBRARIES) => mayEditLibrary(user, LIBRARIES[relation]),
  );
});

describe("who does what for the consortium", () => {
  const only = (...allowed: string[]) => `
     anything
     ${["worker", "manager", "partner", "analyst", "admin"]
       .map((asker) => `${asker} ${allowed.includes(asker) ? "yes" : "no"}`)
       .join("\n")}`;
  says("sets up libraries", only("admin"), (user: User) => mayCreateLibrary(user));
  says("opens it to another one", only("admin"), (user: User) => maySetDiscovery(user));
  says("breaks glass", only("admin"), (user: User) => mayBreakGlass(user));
  says("erases themselves", only("worker"), (user: User) => mayEraseThemselves(user));
  says("registers partners", only("admin", "manager"), (user: User) => mayCreatePartner(user));
  says("curates the taxonomy", only("admin"), (user: User) => mayCurate(user));
});

describe("who acts for a partner", () => {
  says(
    "changes it, its goals and needs",
    `
                  own  consortium  elsewhere
     anonymous    no   no          no
     worker       no   no          no
     manager      no   no          no
     partner      yes  no          no
     analyst      no   no          no
     admin        yes  yes         no`,
    (principal: Principal, relation: keyof typeof PARTNERS) => mayEditPartner(principal, PARTNERS[relation]),
  );
});

describe("who sees a need", () => {
  const seeing = (status: NeedStatus) => (principal: Principal, relation: keyof typeof NEEDS) =>
    maySeeNeed(principal, { ...NEEDS[relation], status });
  const EVERYBODY = `
                  own  consortium  elsewhere
     anonymous    yes  yes         yes
     worker       yes  yes         yes
     manager      yes  yes         yes
     partner      yes  yes         yes
     analyst      yes  yes         yes
     admin        yes  yes         yes`;
  const CONSORTIUM = `
                  own  consortium  elsewhere
     anonymous    no   no          no
     worker       yes  yes         no
     manager      yes  yes         no
     partner      yes  yes         no
     analyst      yes  yes         no
     admin        yes  yes         no`;
  says("that is open", EVERYBODY, seeing(NeedStatus.OPEN));
  says("that is filled", CONSORTIUM, seeing(NeedStatus.FILLED));
  says("that is closed", CONSORTIUM, seeing(NeedStatus.CLOSED));
  says("that has expired", CONSORTIUM, seeing(NeedStatus.EXPIRED));
  says(
    "that is a draft",
    `
                  own  consortium  elsewhere
     anonymous    no   no          no
     worker       no   no          no
     manager      no   no          no
     partner      yes  no          no
     analyst      no   no          no
     admin        yes  yes         no`,
    seeing(NeedStatus.DRAFT),
  );
});

describe("who sees matches", () => {
  says(
    "candidates for a need",
    `
                  own  consortium  elsewhere
     worker       yes  yes         no
     manager      yes  yes         no
     partner      yes  no          no
     analyst      no   no          no
     admin        no   no          no
     broken-glass no   no          no`,
    (user: User, relation: keyof typeof NEEDS) => maySeeCandidates(user, NEEDS[relation]),
  );
  says(
    "how the own profile, or one behind broken glass, fits another partner's need",
    `
                  own  library  consortium
     worker       yes  yes      yes
     partner      no   no       no
     analyst      no   no       no
     admin        no   no       no
     broken-glass no   no       yes`,
    (user: User, relation: keyof typeof WORKERS) =>
      maySeeOpportunity(user, WORKERS[relation], NEEDS.consortium),
  );
});

describe("who has to do with consents", () => {
  it("gives them: a worker, and nobody else", () => {
    for (const asker of ["manager", "partner", "analyst", "admin", "broken-glass"] as const)
      expect(consentingWorker(ASKERS[asker])).toBeNull();
    expect(consentingWorker(ASKERS.worker)).toBe(WORKERS.own.id);
  });

  says(
    "sees that a worker gave some; a partner those that were given to it",
    `
                  own  library  consortium  elsewhere
     worker       yes  no       no          no
     manager      no   no       no          no
     partner      yes  yes      yes         yes
     analyst      no   no       no          no
     admin        no   no       no          no
     broken-glass no   no       no          no`,
    (user: User, relation: keyof typeof WORKERS) => maySeeConsents(user, WORKERS[relation].id),
  );

  it.each([
    ["2026-06-01T00:00:00Z", "must be in the future"],
    ["2026-06-01T00:00:01Z", null],
    ["2027-06-02T00:00:00Z", null],
    ["2027-06-02T00:00:01Z", "must be at most a year ahead"],
    ["nonsense", "must be in the future"],
  ])("may end on %s: %s", (expiresAt, fault) => {
    expect(expiryFault(new Date(expiresAt), new Date("2026-06-01T00:00:00Z"))).toBe(fault);
  });
});

describe("who has to do with what is on record", () => {
  says(
    "erases somebody",
    `
                  own  library  consortium  elsewhere
     worker       no   no       no          no
     manager      no   no       no          no
     partner      no   no       no          no
     analyst      no   no       no          no
     admin        no   no       no          no
     broken-glass no   no       yes         no`,
    (user: User, relation: keyof typeof WORKERS) => mayErase(user, WORKERS[relation].id),
  );
  says(
    "is told who did something, by the role of whoever did it",
    `
                  WORKER  MANAGER  PARTNER  ADMIN  SYSTEM
     worker       yes     yes      no       yes    yes
     admin        yes     yes      yes      yes    yes`,
    (user: User, role: string) => mayKnowActor(user, { actor: "somebody", role }),
  );
  it("is told of oneself in any case", () => {
    expect(mayKnowActor(ASKERS.partner, { actor: ASKERS.partner.subject, role: "PARTNER" })).toBe(true);
  });
});
