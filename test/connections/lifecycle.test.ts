import fc from "fast-check";
import { ConnectionStatus, LibraryConsent } from "../../src/connections/connection.js";
import {
  CONNECTION_EVENTS,
  type ConnectionActor,
  type ConnectionEvent,
  type ConnectionState,
  isOver,
  nextConnectionState,
} from "../../src/connections/connection-lifecycle.js";

const ACTORS = ["WORKER", "PARTNER", "LIBRARY", "SERVICE"] as ConnectionActor[];
const STATUSES = Object.values(ConnectionStatus);

/** A connection to which the worker said yes, and the library is asked. */
const byWorker = (status: ConnectionStatus): ConnectionState => ({
  status,
  workerAccepted: true,
  partnerAccepted: false,
  libraryConsent: LibraryConsent.PENDING,
});
/** One to which everybody said yes. */
const byAll = (status: ConnectionStatus): ConnectionState => ({
  status,
  workerAccepted: true,
  partnerAccepted: true,
  libraryConsent: LibraryConsent.GIVEN,
});

/** Where each event leads, by actor (worker, partner, library, service); a dot where it is refused. */
function leads(states: (status: ConnectionStatus) => ConnectionState, event: ConnectionEvent): string {
  return STATUSES.map((status) => {
    const ends = ACTORS.map((actor) => nextConnectionState(states(status), event, actor).next?.status ?? ".");
    return `${status}: ${ends.join(" ")}`;
  })
    .filter((line) => !line.endsWith(": . . . ."))
    .join("\n");
}

it.each<[ConnectionEvent, string, string]>([
  [
    "ACCEPT",
    `PROPOSED: . ACCEPTED_BY_ONE ACCEPTED_BY_ONE .
ACCEPTED_BY_ONE: . ACCEPTED_BY_ONE ACCEPTED_BY_ONE .`,
    "",
  ],
  [
    "DECLINE",
    `PROPOSED: . DECLINED DECLINED .
ACCEPTED_BY_ONE: . DECLINED DECLINED .`,
    "",
  ],
  [
    "WITHDRAW",
    `PROPOSED: WITHDRAWN . . .
ACCEPTED_BY_ONE: WITHDRAWN . . .
CONNECTED: WITHDRAWN . . .`,
    `PROPOSED: WITHDRAWN WITHDRAWN WITHDRAWN .
ACCEPTED_BY_ONE: WITHDRAWN WITHDRAWN WITHDRAWN .
CONNECTED: WITHDRAWN WITHDRAWN WITHDRAWN .`,
  ],
  ["START", "CONNECTED: . . . COLLABORATING", "CONNECTED: . . . COLLABORATING"],
  ["COMPLETE", "COLLABORATING: COMPLETED COMPLETED . .", "COLLABORATING: COMPLETED COMPLETED . ."],
  ["END_EARLY", "COLLABORATING: ENDED_EARLY ENDED_EARLY . .", "COLLABORATING: ENDED_EARLY ENDED_EARLY . ."],
  [
    "EXPIRE",
    `PROPOSED: . . . EXPIRED
ACCEPTED_BY_ONE: . . . EXPIRED`,
    `PROPOSED: . . . EXPIRED
ACCEPTED_BY_ONE: . . . EXPIRED`,
  ],
])("%s leads where it should, from every status and for everybody", (event, someYes, allYes) => {
  expect(leads(byWorker, event)).toBe(someYes);
  expect(leads(byAll, event)).toBe(allYes);
});

it("connects with the last yes that was missing, and no sooner", () => {
  const asked = byWorker(ConnectionStatus.PROPOSED);
  const partner = nextConnectionState(asked, "ACCEPT", "PARTNER" as ConnectionActor).next!;
  expect(partner.status).toBe("ACCEPTED_BY_ONE");
  expect(nextConnectionState(partner, "ACCEPT", "LIBRARY" as ConnectionActor).next!.status).toBe("CONNECTED");
  const unasked = { ...asked, libraryConsent: LibraryConsent.NOT_REQUIRED };
  expect(nextConnectionState(unasked, "ACCEPT", "PARTNER" as ConnectionActor).next!.status).toBe("CONNECTED");
  expect(nextConnectionState(unasked, "ACCEPT", "LIBRARY" as ConnectionActor).refusal).toMatch("not asked");
});

const walk = fc.array(fc.tuple(fc.constantFrom(...CONNECTION_EVENTS), fc.constantFrom(...ACTORS)), {
  maxLength: 12,
});
const starts = fc.record({
  workerAccepted: fc.boolean(),
  partnerAccepted: fc.boolean(),
  libraryConsent: fc.constantFrom(LibraryConsent.NOT_REQUIRED, LibraryConsent.PENDING, LibraryConsent.GIVEN),
});

it("never connects without every yes, and never leaves where it is over, whatever happens", () => {
  fc.assert(
    fc.property(starts, walk, (start, events) => {
      fc.pre(!(start.workerAccepted && start.partnerAccepted));
      let state: ConnectionState = { status: ConnectionStatus.PROPOSED, ...start };
      for (const [event, actor] of events) {
        const { next } = nextConnectionState(state, event, actor);
        if (!next) continue;
        expect(isOver(state.status)).toBe(false);
        state = next;
        if (["CONNECTED", "COLLABORATING", "COMPLETED"].includes(state.status)) {
          expect(state.workerAccepted && state.partnerAccepted).toBe(true);
          expect(["NOT_REQUIRED", "GIVEN"]).toContain(state.libraryConsent);
        }
      }
    }),
  );
});
