import {
  attempt,
  must,
  newConsortium,
  newLibrary,
  newPartner,
  type People,
  unknownId,
} from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
});
afterAll(() => test.stop());

describe("a partner", () => {
  it("is registered by an administrator and seen by everybody", async () => {
    const { id } = await newPartner(test, people, {
      name: "River Pantry",
      sector: "HEALTH",
      url: "https://pantry.example",
    });
    const { data } = await test.execute(
      "query Q($id: ID!) { partner(id: $id) { id name sector url version } }",
      { id },
    );
    expect(data.partner).toEqual({
      id,
      name: "River Pantry",
      sector: "HEALTH",
      url: "https://pantry.example",
      version: 1,
    });
  });

  it("is not registered by another partner's member", async () => {
    const { member } = await newPartner(test, people);
    const { partner, userErrors } = await attempt(
      test,
      "createPartner",
      "partner { id }",
      { name: "X" },
      member,
    );
    expect(partner).toBeNull();
    expect(userErrors).toMatchObject([{ code: "FORBIDDEN" }]);
  });

  it("is changed by its own members only, and what is left out stays", async () => {
    const { id, member } = await newPartner(test, people, {
      name: "Old",
      region: "North",
      url: "https://old.example",
    });
    const other = await newPartner(test, people);
    const change = { id, expectedVersion: 1, name: "New", url: null };
    const refused = await attempt(test, "updatePartner", "partner { id }", change, other.member);
    expect(refused.userErrors).toMatchObject([{ code: "FORBIDDEN", field: ["input", "id"] }]);
    const { partner } = await must(
      test,
      "updatePartner",
      "partner { name region url version }",
      change,
      member,
    );
    expect(partner).toEqual({ name: "New", region: "North", url: null, version: 2 });
  });

  it("is found by part of its name without regard to case and accents", async () => {
    const { id } = await newPartner(test, people, { name: "Café Zürichsee" });
    const { data } = await test.execute('{ partners(filter: { search: "CAFE zurich" }) { nodes { id } } }');
    expect(data.partners.nodes).toEqual([{ id }]);
  });

  it("leaves the lists when archived, and keeps its goals' references", async () => {
    const { id, member } = await newPartner(test, people, { name: "Leaving" });
    await must(test, "archivePartner", "partner { id }", { id, expectedVersion: 1 }, member);
    const { data } = await test.execute(
      'query Q($id: ID!) { partner(id: $id) { archivedAt } partners(filter: { search: "Leaving" }) { nodes { id } } }',
      { id },
    );
    expect(data.partners.nodes).toEqual([]);
    expect(data.partner.archivedAt).toMatch(/^\d{4}-/);
    const again = await attempt(
      test,
      "updatePartner",
      "partner { id }",
      { id, expectedVersion: 2, name: "Y" },
      member,
    );
    expect(again.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });

  it("has an external id once in a consortium", async () => {
    await newPartner(test, people, { externalId: "P-1" });
    const input = { name: "Twin", externalId: "P-1" };
    const { userErrors } = await attempt(test, "createPartner", "partner { id }", input, people.admin);
    expect(userErrors).toMatchObject([{ code: "DUPLICATE", field: ["input", "externalId"] }]);
    const elsewhere = await newConsortium(test);
    await must(test, "createPartner", "partner { id }", input, elsewhere.admin);
  });
});

describe("a community goal", () => {
  const indicator = { name: "households reached", unit: "households", baseline: 100, target: 300 };

  it("measures its progress from the baseline to the target", async () => {
    const { id: partnerId, member } = await newPartner(test, people);
    const input = { partnerId, title: "Reach more households", indicator: { ...indicator, current: 150 } };
    const { communityGoal } = await must(
      test,
      "createCommunityGoal",
      "communityGoal { id version indicator { baseline target current progress } partner { id } }",
      input,
      member,
    );
    expect(communityGoal.indicator).toEqual({ baseline: 100, target: 300, current: 150, progress: 0.25 });
    expect(communityGoal.partner.id).toBe(partnerId);
    const done = await must(
      test,
      "updateCommunityGoal",
      "communityGoal { version indicator { progress } }",
      { id: communityGoal.id, expectedVersion: 1, indicator: { ...indicator, current: 400 } },
      member,
    );
    expect(done.communityGoal).toEqual({ version: 2, indicator: { progress: 1 } });
  });

  it("may aim downwards", async () => {
    const { id: partnerId, member } = await newPartner(test, people);
    const down = { name: "waiting weeks", unit: "weeks", baseline: 10, target: 2, current: 6 };
    const input = { partnerId, title: "Shorter waits", indicator: down };
    const { communityGoal } = await must(
      test,
      "createCommunityGoal",
      "communityGoal { indicator { progress } }",
      input,
      member,
    );
    expect(communityGoal.indicator.progress).toBe(0.5);
  });

  it("is refused when there is no way between baseline and target", async () => {
    const { id: partnerId, member } = await newPartner(test, people);
    const input = { partnerId, title: "Stay", indicator: { ...indicator, target: 100 } };
    const { userErrors } = await attempt(test, "createCommunityGoal", "communityGoal { id }", input, member);
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "indicator", "target"] }]);
  });

  it("is checked down into its indicator", async () => {
    const { id: partnerId, member } = await newPartner(test, people);
    const input = { partnerId, title: "Goal", indicator: { ...indicator, unit: "x".repeat(51) } };
    const { userErrors } = await attempt(test, "createCommunityGoal", "communityGoal { id }", input, member);
    expect(userErrors).toEqual([
      {
        code: "BAD_USER_INPUT",
        field: ["input", "indicator", "unit"],
        message: "must have at most 50 characters, not 51",
        currentVersion: null,
      },
    ]);
  });

  it("leaves its partner's list when archived", async () => {
    const { id: partnerId, member } = await newPartner(test, people);
    const input = { partnerId, title: "Soon gone", indicator };
    const { communityGoal } = await must(test, "createCommunityGoal", "communityGoal { id }", input, member);
    const goals = async () =>
      (await test.execute("query Q($id: ID!) { partner(id: $id) { goals { id } } }", { id: partnerId })).data
        .partner.goals;
    expect(await goals()).toEqual([{ id: communityGoal.id }]);
    await must(
      test,
      "archiveCommunityGoal",
      "communityGoal { id }",
      { id: communityGoal.id, expectedVersion: 1 },
      member,
    );
    expect(await goals()).toEqual([]);
  });
});

describe("whoever asks", () => {
  const query = "{ me { role partner { id } library { id } consortium { id } worker { id } } }";

  it("is anonymous without a token", async () => {
    const { data } = await test.execute(query);
    expect(data.me).toEqual({
      role: "ANONYMOUS",
      partner: null,
      library: null,
      consortium: null,
      worker: null,
    });
  });

  it("sees the own organisation or library", async () => {
    const { id, member } = await newPartner(test, people);
    expect((await test.execute(query, {}, member)).data.me).toMatchObject({
      role: "PARTNER",
      partner: { id },
    });
    const { libraryId, manager } = await newLibrary(test, people);
    expect((await test.execute(query, {}, manager)).data.me).toMatchObject({
      role: "MANAGER",
      library: { id: libraryId },
    });
  });

  it("gets null for an id that nothing has", async () => {
    const { data, errors } = await test.execute("query Q($id: ID!) { partner(id: $id) { id } }", {
      id: unknownId("partner"),
    });
    expect(errors).toEqual([]);
    expect(data.partner).toBeNull();
  });
});
