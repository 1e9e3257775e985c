import { NotificationKind, recipientsOf } from "../../src/notifications/index.js";

const IDS = { consortiumId: "admins", workerId: "worker", partnerId: "partner", libraryId: "library" };
const told = (kind: string, data: Record<string, string> = {}) =>
  recipientsOf({ kind, ...IDS, data })
    .map(({ recipientId }) => recipientId)
    .join();

/** Kinds that go to whoever did not act. */
const BOTH_SIDES = [
  "connection.proposed",
  "connection.accepted",
  "connection.connected",
  "connection.declined",
  "connection.withdrawn",
  "connection.expired",
  "collaboration.agreement_proposed",
  "collaboration.started",
  "collaboration.completed",
  "collaboration.ended_early",
  "message.sent",
  "milestone.reached",
  "hours.logged",
  "rating.given",
];

describe("the recipients of an event", () => {
  it.each(BOTH_SIDES)("of %s are the sides that did not act", (kind) => {
    expect(told(kind, { side: "WORKER" })).toBe("partner");
    expect(told(kind, { side: "PARTNER" })).toBe("worker");
    expect(told(kind, { side: "LIBRARY" })).toBe("worker,partner");
    expect(told(kind, { side: "SERVICE" })).toBe("worker,partner");
  });

  it.each(["connection.reminded", "collaboration.feedback_asked"])("of %s is who is asked", (kind) => {
    expect(told(kind, { side: "WORKER" })).toBe("worker");
    expect(told(kind, { side: "PARTNER" })).toBe("partner");
    expect(told(kind, { side: "LIBRARY" })).toBe("library");
  });

  it.each([
    ["connection.awaiting_library", {}, "library"],
    ["credential.issued", {}, "worker"],
    ["credential.revoked", {}, "worker"],
    ["match.found", { alertOwner: "WORKER" }, "worker"],
    ["match.found", { alertOwner: "PARTNER" }, "partner"],
    ["expertise.found", {}, "partner"],
    ["showcase.taken_up", { cardKind: "WORKER" }, "worker"],
    ["showcase.taken_up", { cardKind: "LIBRARY" }, "library"],
    ["need.closing_soon", {}, "partner"],
    ["need.closed", {}, "partner"],
    ["webhook.disabled", {}, "partner"],
    ["something.else", {}, ""],
  ])("of %s %j are %s", (kind, data, expected) => {
    expect(told(kind, data as Record<string, string>)).toBe(expected);
  });

  it("are only those whom the event names", () => {
    const event = { kind: "connection.expired", consortiumId: "c", data: { side: "SERVICE" } };
    expect(recipientsOf({ ...event, workerId: null, partnerId: "p", libraryId: null })).toEqual([
      { recipient: "PARTNER", recipientId: "p" },
    ]);
  });

  it("there are for every kind", () => {
    const event = { ...IDS, data: { side: "LIBRARY", alertOwner: "WORKER", cardKind: "WORKER" } };
    for (const kind of Object.values(NotificationKind)) {
      // Only the first underscore stands for the dot.
      expect({ kind, told: recipientsOf({ ...event, kind: kind.toLowerCase().replace("_", ".") }) }).toEqual({
        kind,
        told: expect.arrayContaining([expect.anything()]),
      });
    }
  });
});
