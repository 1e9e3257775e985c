import type { User } from "../../src/platform/auth/principal.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { attempt, must, newConsortium, newNeed, newPartner, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { channelOf, look, newConnection, newMeeting, propose, step, tryStep } from "./introduced.js";

let test: TestService;
beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

const sql = (text: string, id: string) => test.service.dataSource.query(text, [uuidIn(id)]);

const validConsents = async (workerId: string, self: User): Promise<string[]> => {
  const { data } = await test.execute(
    "query Q($id: ID!) { worker(id: $id) { consents { nodes { id revokedAt } } } }",
    { id: workerId },
    self,
  );
  const nodes: { id: string; revokedAt: string | null }[] = data.worker.consents.nodes;
  return nodes.filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id);
};

describe("a yes that cannot connect", () => {
  it("shows nothing more of a worker who revoked what came with their own yes", async () => {
    const meeting = await newMeeting(test, { worker: { discoverability: "CONSORTIUM" } });
    const { worker, partner } = meeting;
    const proposed = await propose(test, meeting, worker.self);
    for (const id of await validConsents(worker.id, worker.self))
      await must(test, "revokeConsent", "consent { id }", { id }, worker.self);
    const tried = await tryStep(test, "acceptConnection", proposed, partner.member);
    expect(tried.userErrors).toMatchObject([
      { code: "INVALID_TRANSITION", message: expect.stringContaining("revoked") },
    ]);
    expect(await look(test, proposed.id, partner.member)).toMatchObject({
      ...{ status: "PROPOSED", version: 1, worker: null, contact: null, need: { placesTaken: 0 } },
    });
    expect(await validConsents(worker.id, worker.self)).toEqual([]);
    const ended = { reason: "OTHER" };
    expect((await step(test, "declineConnection", proposed, partner.member, ended)).status).toBe("DECLINED");
  });

  it("comes too late once the introduction has expired, whether or not the job has seen it", async () => {
    const meeting = await newMeeting(test);
    const proposed = await propose(test, meeting, meeting.worker.self);
    await sql("update connection set expires_at = now() - interval '1 minute' where id = $1", proposed.id);
    const tried = await tryStep(test, "acceptConnection", proposed, meeting.partner.member);
    expect(tried.userErrors).toMatchObject([
      { code: "INVALID_TRANSITION", message: expect.stringContaining("expired") },
    ]);
  });

  it("is about somebody who has left", async () => {
    const meeting = await newMeeting(test);
    const proposed = await propose(test, meeting, meeting.worker.self);
    const left = { id: meeting.worker.id, expectedVersion: 2 };
    await must(test, "archiveWorker", "worker { id }", left, meeting.staff.manager);
    const tried = await tryStep(test, "acceptConnection", proposed, meeting.partner.member);
    expect(tried.userErrors).toMatchObject([
      { code: "INVALID_TRANSITION", message: expect.stringContaining("not in use") },
    ]);
  });
});

describe("what a manager proposed", () => {
  it("is the library's yes, which the manager takes back", async () => {
    const meeting = await newMeeting(test);
    const { staff } = meeting;
    const proposed = await propose(test, meeting, staff.manager);
    expect(proposed).toMatchObject({ libraryConsent: "GIVEN", availableSteps: ["WITHDRAW"] });
    const ended = await step(test, "withdrawConnection", proposed, staff.manager, { reason: "NO_TIME" });
    expect(ended).toMatchObject({ status: "WITHDRAWN", libraryConsent: "REFUSED" });
  });
});

describe("a partner of another consortium", () => {
  const open = (admin: User, consortiumId: string) =>
    must(
      test,
      "setDiscovery",
      "consortium { id }",
      { consortiumId: typedId("consortium", consortiumId), open: true },
      admin,
    );

  const newForeign = async (discoverability: string) => {
    const meeting = await newMeeting(test, { worker: { discoverability } });
    const people = await newConsortium(test);
    const partner = await newPartner(test, people);
    const needId = await newNeed(test, partner, {
      skills: [{ skillId: meeting.skillId, proficiency: "PROFICIENT" }],
    });
    await open(people.admin, meeting.people.consortiumId);
    await open(meeting.people.admin, people.consortiumId);
    return { ...meeting, partner, needId };
  };

  it("is not introduced to somebody whom it would not see", async () => {
    const { needId, worker } = await newForeign("PARTNERS");
    const input = { needId, ...channelOf(worker.self) };
    const tried = await attempt(test, "proposeConnection", "connection { id }", input, worker.self);
    expect(tried.userErrors).toMatchObject([{ code: "FORBIDDEN", field: ["input", "needId"] }]);
  });

  it("learns as much of somebody whom everybody may find as any other partner", async () => {
    const meeting = await newForeign("PUBLIC");
    const connected = await newConnection(test, meeting);
    expect(await look(test, connected.id, meeting.partner.member)).toMatchObject({
      ...{ status: "CONNECTED", score: null, contact: { channel: "ada@home.example" } },
      worker: { name: "Ada Introduced" },
    });
  });
});

it("gives the place of somebody who is erased to others", async () => {
  const meeting = await newMeeting(test);
  const { id } = await newConnection(test, meeting);
  await sql("delete from connection where id = $1", id);
  const [need] = await sql("select places_taken from need where id = $1", meeting.needId);
  expect(need.places_taken).toBe(0);
});
