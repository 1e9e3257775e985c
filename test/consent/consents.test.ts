import type { User } from "../../src/platform/auth/principal.js";
import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Person,
  type Staff,
  unknownId,
  uuidIn,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let staff: Staff;
let partner: Organisation;
let skillId: string;
let needId: string;
let otherNeedId: string;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  staff = await newLibrary(test, people, { name: "Consenting" });
  skillId = await newSkill(test, "consenting");
});
beforeEach(async () => {
  partner = await newPartner(test, people);
  const fields = { skills: [{ skillId, proficiency: "NOVICE" }] };
  needId = await newNeed(test, partner, fields);
  otherNeedId = await newNeed(test, partner, fields);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => test.stop());

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();

/** Somebody whom partners do not find, with a skill and a goal that are open to partners and another that is not. */
const newHidden = async () => {
  const [open, kept] = [
    { skillId, target: "EXPERT", visibility: "PARTNERS" },
    { skillId: await newSkill(test, `kept ${Math.random()}`), target: "EXPERT", visibility: "CONSORTIUM" },
  ];
  return await newWorker(test, people, staff.libraryId, {
    ...{ name: "Ruth Hidden", email: "ruth@library.example", jobTitle: "Archivist", summary: "Quiet." },
    ...{ discoverability: "CONSORTIUM", goals: [open, kept] },
  });
};

const grant = async ({ self }: Person, discloses: string[], more: object = {}): Promise<string> => {
  const input = { partnerId: partner.id, purpose: "INTRODUCTION", discloses, expiresAt: inDays(30), ...more };
  return (await must(test, "grantConsent", "consent { id }", input, self)).consent.id;
};

const revoke = ({ self }: Person, id: string) =>
  must(test, "revokeConsent", "consent { revokedAt version }", { id }, self);

const LOOK = `query Q($worker: ID!, $need: ID!, $other: ID!, $library: ID!) {
  worker(id: $worker) { name email jobTitle summary library { name } growthGoals { priority }
    matches { nodes { need { id } } } consents { nodes { discloses } } }
  workers { nodes { id } }
  found: workers(filter: { search: "ruth hidden" }) { nodes { id } }
  need(id: $need) { matches { nodes { worker { id } } } }
  at: need(id: $need) { matches(filter: { libraryId: $library }) { nodes { worker { id } } } }
  other: need(id: $other) { matches { nodes { worker { id } } } }
  match(needId: $need, workerId: $worker) { growth }
  otherMatch: match(needId: $other, workerId: $worker) { growth } }`;

/** What the partner sees of a worker, everywhere. */
async function look({ id }: Person, viewer: User = partner.member) {
  const variables = { worker: id, need: needId, other: otherNeedId, library: staff.libraryId };
  const { data, errors } = await test.execute(LOOK, variables, viewer);
  expect(errors).toEqual([]);
  const holds = (list: { nodes: { id?: string; worker?: { id: string } }[] }) =>
    list.nodes.some((node) => (node.id ?? node.worker?.id) === id);
  return {
    worker: data.worker,
    listed: holds(data.workers),
    named: holds(data.found),
    ranked: holds(data.need.matches),
    placed: holds(data.at.matches),
    rankedForOther: holds(data.other.matches),
    pairs: [data.match !== null, data.otherMatch !== null],
    needs: data.worker?.matches.nodes.map((match: { need: { id: string } }) => match.need.id).sort() ?? [],
  };
}

const NOTHING = {
  ...{ worker: null, listed: false, named: false, ranked: false, placed: false, rankedForOther: false },
  ...{ pairs: [false, false], needs: [] },
};
const PSEUDONYM = { email: null, jobTitle: null, summary: null, library: null };
const IDENTITY = {
  name: "Ruth Hidden",
  jobTitle: "Archivist",
  summary: "Quiet.",
  library: { name: "Consenting" },
};

describe("a consent", () => {
  it("is not there at first: the partner sees nothing", async () => {
    expect(await look(await newHidden())).toEqual(NOTHING);
  });

  it("to DISCOVERY lets the partner find a pseudonym, with what is open to partners, for all its needs", async () => {
    const ruth = await newHidden();
    await grant(ruth, ["DISCOVERY"]);
    expect(await look(ruth)).toMatchObject({
      worker: { ...PSEUDONYM, name: expect.stringMatching(/^Candidate /), growthGoals: [{}] },
      ...{ listed: true, named: false, ranked: true, placed: false, rankedForOther: true },
      ...{ pairs: [true, true], needs: [needId, otherNeedId].sort() },
    });
  });

  it("for one need counts for this need only; the worker is opened by id, and is in no list", async () => {
    const ruth = await newHidden();
    await grant(ruth, ["DISCOVERY"], { needId });
    expect(await look(ruth)).toMatchObject({
      worker: { ...PSEUDONYM, growthGoals: [{}] },
      ...{ listed: false, ranked: true, rankedForOther: false, pairs: [true, false], needs: [needId] },
    });
  });

  it("to IDENTITY says who it is, to whoever has the id, and shows no skills and goals", async () => {
    const ruth = await newHidden();
    await grant(ruth, ["IDENTITY"]);
    expect(await look(ruth)).toEqual({
      ...NOTHING,
      worker: {
        ...IDENTITY,
        email: null,
        growthGoals: [],
        matches: { nodes: [] },
        consents: { nodes: [{ discloses: ["IDENTITY"] }] },
      },
    });
  });

  it("to all of it makes the worker findable by name and library, and gives the address", async () => {
    const ruth = await newHidden();
    await grant(ruth, ["DISCOVERY", "IDENTITY", "CONTACT"]);
    expect(await look(ruth)).toMatchObject({
      worker: { ...IDENTITY, email: "ruth@library.example" },
      ...{ listed: true, named: true, ranked: true, placed: true },
    });
  });

  it("is for one partner only", async () => {
    const ruth = await newHidden();
    await grant(ruth, ["DISCOVERY", "IDENTITY", "CONTACT"]);
    expect((await look(ruth, (await newPartner(test, people)).member)).worker).toBeNull();
  });

  it("that is revoked counts for no request after it, in rows and in rankings", async () => {
    const ruth = await newHidden();
    const id = await grant(ruth, ["DISCOVERY", "IDENTITY", "CONTACT"]);
    expect((await look(ruth)).ranked).toBe(true);
    const { consent } = await revoke(ruth, id);
    expect(consent).toMatchObject({ version: 2, revokedAt: expect.any(String) });
    expect(await look(ruth)).toEqual(NOTHING);
    expect((await revoke(ruth, id)).consent).toEqual(consent);
  });

  it("that has expired is gone from rankings by the clock, without being told of", async () => {
    const ruth = await newHidden();
    await grant(ruth, ["DISCOVERY"]);
    const [later] = [Date.now() + 31 * DAY];
    jest.spyOn(Date, "now").mockReturnValue(later);
    const { data } = await test.execute(
      "query Q($id: ID!) { need(id: $id) { matches { nodes { score } } } }",
      { id: needId },
      partner.member,
    );
    expect(data.need.matches.nodes).toEqual([]);
  });

  it("that has expired is gone from rows by the database's clock", async () => {
    const ruth = await newHidden();
    const id = await grant(ruth, ["DISCOVERY", "IDENTITY", "CONTACT"]);
    const expire = "update consent_grant set expires_at = now() where id = $1";
    await test.service.dataSource.query(expire, [uuidIn(id)]);
    const query = "query Q($id: ID!) { worker(id: $id) { name } workers { nodes { id } } }";
    const { data } = await test.execute(query, { id: ruth.id }, partner.member);
    expect(data.worker).toBeNull();
    expect(data.workers.nodes).not.toContainEqual({ id: ruth.id });
  });

  it("opens nothing that is private, however much it discloses", async () => {
    const ruth = await newHidden();
    const version = (await test.execute("{ me { worker { version } } }", {}, ruth.self)).data.me.worker
      .version;
    const hide = {
      id: ruth.id,
      expectedVersion: version,
      fieldVisibility: { availability: "PRIVATE" },
      languages: ["so"],
    };
    await must(test, "updateWorker", "worker { id }", hide, ruth.self);
    await grant(ruth, ["DISCOVERY", "IDENTITY", "CONTACT"]);
    const query = "query Q($id: ID!) { worker(id: $id) { languages fieldVisibility { name } } }";
    const { data } = await test.execute(query, { id: ruth.id }, partner.member);
    expect(data.worker).toEqual({ languages: [], fieldVisibility: null });
  });
});

describe("who sees consents", () => {
  const CONSENTS = `query Q($id: ID!, $first: Int! = 20, $after: String) { worker(id: $id) { consents(first: $first, after: $after) {
    nodes { id purpose discloses expiresAt revokedAt partner { id } need { id } } pageInfo { hasNextPage endCursor } } } }`;
  const consents = async ({ id }: Person, viewer: User, page: object = {}) =>
    (await test.execute(CONSENTS, { id, ...page }, viewer)).data.worker.consents;

  it("is the worker, who sees all, newest first, page by page", async () => {
    const ruth = await newHidden();
    const first = await grant(ruth, ["DISCOVERY"], { needId, purpose: "COLLABORATION" });
    const second = await grant(ruth, ["IDENTITY"]);
    await revoke(ruth, first);
    const page = await consents(ruth, ruth.self, { first: 1 });
    expect(page.nodes).toMatchObject([{ id: second, purpose: "INTRODUCTION", revokedAt: null, need: null }]);
    expect(page.pageInfo.hasNextPage).toBe(true);
    const rest = await consents(ruth, ruth.self, { after: page.pageInfo.endCursor });
    expect(rest.nodes).toMatchObject([
      { id: first, purpose: "COLLABORATION", partner: { id: partner.id }, need: { id: needId } },
    ]);
    expect(rest.nodes[0].revokedAt).not.toBeNull();
  });

  it("is the partner, as far as they are valid and its own; for everybody else there are none", async () => {
    const open = await newWorker(test, people, staff.libraryId);
    const mine = await grant(open, ["IDENTITY"]);
    await revoke(open, await grant(open, ["CONTACT"]));
    const rival = await newPartner(test, people);
    await grant(open, ["DISCOVERY"], { partnerId: rival.id });
    expect((await consents(open, partner.member)).nodes).toMatchObject([{ id: mine }]);
    expect((await consents(open, (await newPartner(test, people)).member)).nodes).toEqual([]);
    const colleague = await newWorker(test, people, staff.libraryId);
    for (const viewer of [staff.manager, colleague.self]) expect(await consents(open, viewer)).toBeNull();
  });
});

describe("a consent is refused", () => {
  const refused = async (user: User, more: object) => {
    const input = {
      ...{ partnerId: partner.id, purpose: "REFERENCE", discloses: ["CONTACT"], expiresAt: inDays(1) },
      ...more,
    };
    return (await attempt(test, "grantConsent", "consent { id }", input, user)).userErrors;
  };

  it("without an end, in the past, beyond a year, or about nothing", async () => {
    const { self } = await newHidden();
    for (const expiresAt of [inDays(-1), inDays(367)])
      expect(await refused(self, { expiresAt })).toMatchObject([
        { code: "BAD_USER_INPUT", field: ["input", "expiresAt"] },
      ]);
    expect(await refused(self, { expiresAt: inDays(366) })).toEqual([]);
    for (const discloses of [[], ["CONTACT", "CONTACT"]])
      expect(await refused(self, { discloses })).toMatchObject([
        { code: "BAD_USER_INPUT", field: ["input", "discloses"] },
      ]);
  });

  it("from anybody but a worker", async () => {
    for (const user of [staff.manager, people.admin, partner.member])
      expect(await refused(user, {})).toMatchObject([{ code: "FORBIDDEN" }]);
  });

  it("to a partner or a need that is not there, as to one that may not be seen", async () => {
    const { self } = await newHidden();
    const stranger = await newPartner(test, await newConsortium(test));
    const unknown = await refused(self, { partnerId: unknownId("partner") });
    expect(unknown).toMatchObject([{ code: "NOT_FOUND", field: ["input", "partnerId"] }]);
    expect(await refused(self, { partnerId: stranger.id })).toEqual(unknown);
    const rival = await newPartner(test, people);
    const draft = await newNeed(test, partner, { publish: false, skills: [] });
    const foreign = await newNeed(test, rival, { skills: [{ skillId, proficiency: "NOVICE" }] });
    const noNeed = await refused(self, { needId: unknownId("need") });
    expect(noNeed).toMatchObject([{ code: "NOT_FOUND", field: ["input", "needId"] }]);
    for (const hidden of [draft, foreign]) expect(await refused(self, { needId: hidden })).toEqual(noNeed);
  });

  it("beyond a hundred at a time", async () => {
    const ruth = await newHidden();
    await test.service.dataSource.query(
      `insert into consent_grant (id, worker_id, partner_id, purpose, discloses, expires_at, revoked_at)
       select gen_random_uuid(), $1, $2, 'REFERENCE', '{CONTACT}', now() + interval '1 day', case when n > 100 then now() end
       from generate_series(1, 120) n`,
      [uuidIn(ruth.id), uuidIn(partner.id)],
    );
    expect(await refused(ruth.self, {})).toMatchObject([{ code: "LIMIT_REACHED" }]);
  });

  it("to be revoked by others, as if it were not there", async () => {
    const ruth = await newHidden();
    const id = await grant(ruth, ["DISCOVERY"]);
    const other = await newHidden();
    for (const user of [other.self, staff.manager, partner.member, people.admin]) {
      const hidden = await attempt(test, "revokeConsent", "consent { id }", { id }, user);
      const absent = await attempt(
        test,
        "revokeConsent",
        "consent { id }",
        { id: unknownId("consent") },
        user,
      );
      expect(JSON.stringify(hidden)).toBe(JSON.stringify(absent));
      expect(hidden.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    }
    expect((await look(ruth)).ranked).toBe(true);
  });
});
