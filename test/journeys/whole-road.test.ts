import { createPublicKey, type JsonWebKey } from "node:crypto";
import { createVerifier } from "fast-jwt";
import { newAlert } from "../alerts/alerted.js";
import { look, type Meeting, newMeeting, propose, step } from "../connections/introduced.js";
import { eventually } from "../support/eventually.js";
import type { Received } from "../support/live-clients.js";
import { must, newCommunityGoal } from "../support/people.js";
import { type Journey, startJourney, toldIn } from "./journey.js";

let journey: Journey;
let meeting: Meeting;
let goalId: string;
/** The connection, as the worker saw it last. */
let id: string;
/** What the other replica tells the partner: of the connection, and of all that concerns it. */
let changes: Received;
let notices: Received;

beforeAll(async () => {
  journey = await startJourney();
  meeting = await newMeeting(journey.test, { library: { requiresConsent: true } });
  goalId = await newCommunityGoal(journey.test, meeting.partner, { baseline: 0, target: 200 });
});
afterAll(() => journey.stop());

const answers = [1, 2, 3, 4, 5].map((position) => ({ position, rating: 5 }));
const kinds = () => toldIn<{ kind: string }>(notices, "notificationReceived").map(({ kind }) => kind);
const now = async () => await look(journey.test, id, meeting.worker.self);
const act = async (mutation: string, input: object, user = meeting.worker.self) =>
  (
    await must(
      ...([journey.test, mutation, "connection { id version status }"] as const),
      { connectionId: id, ...input },
      user,
    )
  ).connection;
const versioned = async (mutation: string, input: object, user = meeting.worker.self) =>
  await act(mutation, { expectedVersion: (await now()).version, ...input }, user);

// One after the other: each goes on where the one before it ended.
describe("the whole road, as worker, partner, manager and a stranger", () => {
  it("begins with a need that answers what a worker wants to learn, and an alert that says so", async () => {
    const { worker, partner } = meeting;
    notices = await journey.stream(
      partner.member,
      "subscription { notificationReceived { kind connection { id } } }",
    );
    const { data } = await journey.test.execute(
      "query Q($id: ID!) { worker(id: $id) { matches { nodes { score need { id } } } } }",
      { id: worker.id },
      worker.self,
    );
    const [match] = data.worker.matches.nodes;
    expect(match).toMatchObject({ need: { id: meeting.needId } });
    expect(match.score).toBeGreaterThan(0);
    await newAlert(journey.test, partner.member);
    await eventually(() => expect(kinds()).toContain("MATCH_FOUND"));
  });

  it("goes on with the worker's proposal, of which the other replica tells the partner", async () => {
    const proposed = await propose(journey.test, meeting, meeting.worker.self, {
      message: "I would like to help.",
    });
    id = proposed.id;
    changes = await journey.watch(
      meeting.partner.member,
      "subscription S($id: ID!) { connectionChanged(id: $id) { status worker { name } contact { channel } } }",
      { id },
    );
    const { data } = await changes.next();
    expect(data.connectionChanged).toMatchObject({ status: "PROPOSED", contact: null });
    expect(data.connectionChanged.worker.name).not.toContain("Ada");
    await eventually(() => expect(kinds()).toContain("CONNECTION_PROPOSED"));
  });

  it("discloses who they are when partner and library said yes, and no sooner", async () => {
    const one = await step(journey.test, "acceptConnection", await now(), meeting.partner.member);
    expect(one).toMatchObject({ status: "ACCEPTED_BY_ONE", worker: { email: null } });
    await step(journey.test, "acceptConnection", one, meeting.staff.manager);
    await eventually(() =>
      expect(changes.results.at(-1)!.data.connectionChanged).toEqual({
        ...{ status: "CONNECTED", worker: { name: "Ada Introduced" } },
        contact: { channel: "ada@home.example" },
      }),
    );
  });

  it("becomes a collaboration with terms, messages, a milestone and hours", async () => {
    const { partner, skillId } = meeting;
    await act("sendMessage", { body: "Hello!" });
    const terms = {
      ...{ scope: "Teach twelve evenings.", hoursTotal: 24, startsOn: "2030-01-01", endsOn: "2030-03-31" },
      ...{ communityGoalId: goalId, mentorName: "Paula", skills: [{ skillId, target: "PROFICIENT" }] },
    };
    await versioned("proposeAgreement", terms, partner.member);
    expect((await versioned("acceptAgreement", {})).status).toBe("COLLABORATING");
    await act("addMilestone", { title: "The first evening" });
    await act("logHours", { workedOn: "2026-01-02", hours: 12 });
    await eventually(() =>
      expect(changes.results.at(-1)!.data.connectionChanged.status).toBe("COLLABORATING"),
    );
  });

  it("ends with what both say: the profile, the goal and the indicator have moved", async () => {
    const { partner, skillId, worker } = meeting;
    const own = { answers, ratings: [{ skillId, proficiency: "EXPERT" }] };
    expect((await versioned("completeCollaboration", own)).status).toBe("COMPLETED");
    await eventually(() => expect(kinds()).toContain("COLLABORATION_FEEDBACK_ASKED"));
    const theirs = { answers, ratings: [{ skillId, proficiency: "PROFICIENT" }], indicatorValue: 50 };
    await versioned("giveFeedback", theirs, partner.member);
    const { data } = await journey.test.execute(
      `query Q($worker: ID!, $partner: ID!) {
        worker(id: $worker) { growthGoals { status } skills { nodes { proficiency } }
          careerRecord { hours collaborations { nodes { hours } } } }
        partner(id: $partner) { collaborations { nodes { status } } goals { progress { share collaborations } } } }`,
      { worker: worker.id, partner: partner.id },
      worker.self,
    );
    expect(data.worker).toMatchObject({
      ...{ growthGoals: [{ status: "ACHIEVED" }], skills: { nodes: [{ proficiency: "EXPERT" }] } },
      careerRecord: { hours: 12, collaborations: { nodes: [{ hours: 12 }] } },
    });
    expect(data.partner.goals).toEqual([{ progress: { share: 0.25, collaborations: 1 } }]);
    expect(data.partner.collaborations.nodes).toEqual([{ status: "COMPLETED" }]);
  });

  it("leaves the worker a credential that a stranger verifies, also without this service", async () => {
    const input = { connectionId: id, skillId: meeting.skillId };
    const { credential } = await must(
      journey.test,
      "claimCredential",
      "credential { id jwt }",
      input,
      meeting.worker.self,
    );
    const { data } = await journey.test.execute(
      "query Q($jwt: String!) { verifyCredential(jwt: $jwt) { status } }",
      { jwt: credential.jwt },
    );
    expect(data.verifyCredential.status).toBe("VALID");
    const { kid } = JSON.parse(Buffer.from(credential.jwt.split(".")[0], "base64url").toString());
    const jwks = await (await fetch(`${journey.here.origin}/.well-known/jwks.json`)).json();
    const key: JsonWebKey = jwks.keys.find((one: { kid: string }) => String(kid).endsWith(one.kid));
    const pem = createPublicKey({ key, format: "jwk" }).export({ type: "spki", format: "pem" }) as string;
    const told = createVerifier({ key: pem })(credential.jwt);
    expect(JSON.stringify(told)).toContain("OpenBadgeCredential");
    const forged = `${credential.jwt.slice(0, -4)}AAAA`;
    expect(() => createVerifier({ key: pem })(forged)).toThrow();
  });
});
