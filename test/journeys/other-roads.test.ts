import { expireConnections } from "../../src/connections/follow-up.js";
import { look, newConnection, newMeeting, propose, step, tryStep } from "../connections/introduced.js";
import { eventually } from "../support/eventually.js";
import { attempt, must } from "../support/people.js";
import { type Journey, startJourney, toldIn } from "./journey.js";

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.stop());

const NOTICES = "subscription { notificationReceived { kind } }";
const REASON = { reason: "PLANS_CHANGED", note: "Sorry." };
const kindsIn = (told: Parameters<typeof toldIn>[0]) =>
  toldIn<{ kind: string }>(told, "notificationReceived").map(({ kind }) => kind);

it("a partner declines: the worker is told, the pseudonym is gone, and both are free for others", async () => {
  const meeting = await newMeeting(journey.test, { worker: { discoverability: "CONSORTIUM" } });
  const { worker, partner } = meeting;
  const notices = await journey.watch(worker.self, NOTICES);
  const proposed = await propose(journey.test, meeting, worker.self);
  await step(journey.test, "declineConnection", proposed, partner.member, REASON);
  await eventually(() => expect(kindsIn(notices)).toContain("CONNECTION_DECLINED"));
  expect(await look(journey.test, proposed.id, worker.self)).toMatchObject({
    status: "DECLINED",
    endNote: "Sorry.",
  });
  expect((await look(journey.test, proposed.id, partner.member)).worker).toBeNull();
  expect((await propose(journey.test, meeting, worker.self)).status).toBe("PROPOSED");
});

it("nobody answers: it expires, both are told, and no yes comes after", async () => {
  const meeting = await newMeeting(journey.test);
  const { worker, partner } = meeting;
  const notices = [await journey.watch(worker.self, NOTICES), await journey.stream(partner.member, NOTICES)];
  const proposed = await propose(journey.test, meeting, worker.self);
  const later = new Date(Date.now() + 15 * 86_400_000);
  await journey.there.test.service.house.commands.transact((transaction) =>
    expireConnections(transaction, later),
  );
  await eventually(() => {
    for (const told of notices) expect(kindsIn(told)).toContain("CONNECTION_EXPIRED");
  });
  const late = await tryStep(journey.test, "acceptConnection", { ...proposed, version: 2 }, partner.member);
  expect(late.userErrors[0].code).toBe("INVALID_TRANSITION");
});

it("the work ends early: the place is free, names are gone, and no credential comes of it", async () => {
  const meeting = await newMeeting(journey.test, { worker: { discoverability: "CONSORTIUM" } });
  const { worker, partner, skillId } = meeting;
  const { id } = await newConnection(journey.test, meeting);
  const terms = { scope: "Teach.", hoursTotal: 4, startsOn: "2030-01-01", endsOn: "2030-02-01" };
  const skills = [{ skillId, target: "PROFICIENT" }];
  const at = async () => (await look(journey.test, id, worker.self)).version;
  const say = async (mutation: string, input: object, user = worker.self) =>
    await must(
      journey.test,
      mutation,
      "connection { id }",
      { connectionId: id, expectedVersion: await at(), ...input },
      user,
    );
  await say("proposeAgreement", { ...terms, skills });
  await say("acceptAgreement", {}, partner.member);
  const changes = await journey.watch(
    worker.self,
    "subscription S($id: ID!) { connectionChanged(id: $id) { status need { placesTaken } } }",
    { id },
  );
  await say("endCollaborationEarly", REASON, partner.member);
  await eventually(() =>
    expect(changes.results.at(-1)!.data.connectionChanged).toEqual({
      status: "ENDED_EARLY",
      need: { placesTaken: 0 },
    }),
  );
  expect((await look(journey.test, id, partner.member)).worker).toBeNull();
  const claimed = await attempt(
    journey.test,
    "claimCredential",
    "credential { id }",
    { connectionId: id, skillId },
    worker.self,
  );
  expect(claimed.userErrors).toHaveLength(1);
});

it("the worker revokes the consent in the middle: from then on nobody at the partner knows who it is", async () => {
  const meeting = await newMeeting(journey.test, { worker: { discoverability: "CONSORTIUM" } });
  const { worker, partner } = meeting;
  const connected = await newConnection(journey.test, meeting);
  expect((await look(journey.test, connected.id, partner.member)).worker.name).toBe("Ada Introduced");
  const { data } = await journey.test.execute(
    "query Q($id: ID!) { worker(id: $id) { consents { nodes { id revokedAt } } } }",
    { id: worker.id },
    worker.self,
  );
  for (const { id, revokedAt } of data.worker.consents.nodes)
    if (!revokedAt) await must(journey.test, "revokeConsent", "consent { id }", { id }, worker.self);
  expect(await look(journey.test, connected.id, partner.member)).toMatchObject({
    worker: null,
    contact: null,
  });
  // The other replica, too.
  const elsewhere = await journey.there.test.execute(
    "query Q($id: ID!) { connection(id: $id) { worker { name } contact { channel } } }",
    { id: connected.id },
    partner.member,
  );
  expect(elsewhere.data.connection).toEqual({ worker: null, contact: null });
  const written = await attempt(
    ...([
      journey.test,
      "sendMessage",
      "connection { id }",
      { connectionId: connected.id, body: "Hello?" },
    ] as const),
    partner.member,
  );
  expect(written.userErrors[0].message).toMatch("disclose");
});
