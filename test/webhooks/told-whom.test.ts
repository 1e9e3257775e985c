import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { type Meeting, newCandidate, newMeeting, propose, step } from "../connections/introduced.js";
import { eventually } from "../support/eventually.js";
import { must, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { Receiver } from "./receiver.js";

let test: TestService;
let meeting: Meeting;
/** What the partner is told, and what the administrators are. */
let partners: Receiver;
let admins: Receiver;
beforeAll(async () => {
  test = await startTestService();
  await test.service.jobs.start();
});
beforeEach(async () => {
  partners = await Receiver.start();
  admins = await Receiver.start();
  meeting = await newMeeting(test);
});
afterEach(async () => {
  await partners.stop();
  await admins.stop();
});
afterAll(() => test.stop());

const setUp = async ({ url }: Receiver, user: User) =>
  (await must(test, "createWebhook", "webhook { id version }", { url }, user)).webhook;
const dataIn = (receiver: Receiver, type: string) =>
  receiver.of(type).map(({ body }) => JSON.parse(body).data);

describe("webhooks", () => {
  it("tell administrators of the library, but not partners, who may not know it yet", async () => {
    await setUp(partners, meeting.partner.member);
    await setUp(admins, meeting.people.admin);
    await propose(test, meeting, meeting.worker.self);
    await eventually(() => {
      expect(dataIn(admins, "connection.proposed")).toMatchObject([{ libraryId: meeting.staff.libraryId }]);
      expect(dataIn(partners, "connection.proposed")).toHaveLength(1);
    });
    expect(dataIn(partners, "connection.proposed")[0]).not.toHaveProperty("libraryId");
  });

  it("tell administrators alone of credentials, by ids as GraphQL takes them", async () => {
    await setUp(partners, meeting.partner.member);
    await setUp(admins, meeting.people.admin);
    const credentialId = newId();
    const about = { consortiumId: meeting.people.consortiumId, partnerId: uuidIn(meeting.partner.id) };
    await test.service.house.commands.transact(async ({ happened }) => {
      const data = { credentialId, skillId: uuidIn(meeting.skillId) };
      happened({ ...about, kind: "credential.issued", data });
      happened({ ...about, kind: "need.closed", data: { reason: "EXPIRED" } });
    });
    const credential = { credentialId: typedId("credential", credentialId), skillId: meeting.skillId };
    await eventually(() => {
      expect(dataIn(admins, "credential.issued")).toMatchObject([credential]);
      expect(dataIn(partners, "need.closed")).toMatchObject([{ reason: "EXPIRED" }]);
    });
    await everythingTold();
    expect(dataIn(partners, "credential.issued")).toEqual([]);
  });

  it("tell no partner that is archived", async () => {
    const { member, id } = meeting.partner;
    await setUp(partners, member);
    await setUp(admins, meeting.people.admin);
    const proposed = await propose(test, meeting, meeting.worker.self);
    await eventually(() => expect(dataIn(partners, "connection.proposed")).toHaveLength(1));
    await must(test, "archivePartner", "partner { id }", { id, expectedVersion: 1 }, member);
    await step(test, "withdrawConnection", proposed, meeting.worker.self, { reason: "OTHER" });
    await eventually(() => expect(dataIn(admins, "connection.withdrawn")).toHaveLength(1));
    await everythingTold();
    expect(dataIn(partners, "connection.withdrawn")).toEqual([]);
  });

  it("keep what a disabled one misses, and tell it on demand", async () => {
    const { member } = meeting.partner;
    const { id } = await setUp(partners, member);
    partners.status = 410;
    await propose(test, meeting, meeting.worker.self);
    await eventually(async () => expect((await webhook(member)).disabledAt).not.toBeNull());
    partners.status = 200;
    const { people, staff, skillId } = meeting;
    const another = await newCandidate(test, people, staff, skillId);
    const missed = await propose(test, { ...meeting, worker: another }, another.self);
    await everythingTold();
    expect(partners.told).toHaveLength(1);
    const { version } = await webhook(member);
    await must(test, "enableWebhook", "webhook { id }", { id, expectedVersion: version }, member);
    const again = { id, since: new Date(0).toISOString(), onlyFailed: true };
    await must(test, "replayWebhook", "webhook { id }", again, member);
    await eventually(() => expect(partners.told).toHaveLength(3));
    expect(dataIn(partners, "connection.proposed").map(({ connectionId }) => connectionId)).toContain(
      missed.id,
    );
  });
});

const webhook = async (user: User) =>
  (await test.execute("{ webhooks { version disabledAt } }", {}, user)).data.webhooks[0];

/** Until no event waits to be told, and no delivery to be made. */
const everythingTold = () =>
  eventually(async () => {
    const [{ waiting }] = await test.service.dataSource.query(
      `select (select count(*) from domain_event where told_at is null)
         + (select count(*) from webhook_delivery where status = 'PENDING' and attempts = 0 and next_attempt_at is not null)
         as waiting`,
    );
    expect(Number(waiting)).toBe(0);
  });
