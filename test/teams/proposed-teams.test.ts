import { randomUUID } from "node:crypto";
import { attempt, must, newLibrary, newNeed } from "../support/people.js";
import { expert, inTeamScene, musts, newSkills, partner, people, staff, test } from "./team-scene.js";

inTeamScene();

describe("a team that is proposed", () => {
  const PROPOSED = "proposals { workerId userErrors { code field } connection { id status worker { id } } }";
  const CHANNEL = { channel: "+1 555 0100" };

  /** A need that takes two, and its only team. */
  async function newTeam() {
    const skills = await newSkills(2);
    const workers = [await expert([skills[0]!]), await expert([skills[1]!])];
    const needId = await newNeed(test, partner, { ...musts(skills), capacity: 2 });
    return { needId, workers, workerIds: workers.map(({ id }) => id) };
  }

  it("is a proposal to each, which each answers", async () => {
    const { needId, workers, workerIds } = await newTeam();
    const input = { needId, workerIds, message: "You two together?", ...CHANNEL };
    const { proposals } = await must(test, "proposeTeam", PROPOSED, input, partner.member);
    expect(proposals).toMatchObject(
      workerIds.map((id) => ({
        workerId: id,
        userErrors: [],
        connection: { status: "PROPOSED", worker: { id } },
      })),
    );
    for (const { self } of workers) {
      const { data } = await test.execute(
        "{ connections { nodes { message status need { id } } } }",
        {},
        self,
      );
      expect(data.connections.nodes).toEqual([
        { message: "You two together?", status: "PROPOSED", need: { id: needId } },
      ]);
    }
  });

  it("is proposed as far as it may be, and says to whom it was not", async () => {
    const { needId, workerIds } = await newTeam();
    const hidden = await expert(await newSkills(1), { discoverability: "PRIVATE" });
    const single = { needId, workerId: workerIds[0], ...CHANNEL };
    await must(test, "proposeConnection", "connection { id }", single, partner.member);
    const input = { needId, workerIds: [...workerIds, hidden.id], ...CHANNEL };
    const { proposals, userErrors } = await attempt(test, "proposeTeam", PROPOSED, input, partner.member);
    const refusals = [
      { code: "DUPLICATE", field: ["input", "workerIds", "0"] },
      { code: "NOT_FOUND", field: ["input", "workerIds", "2"] },
    ];
    expect(userErrors).toMatchObject(refusals);
    expect(proposals).toMatchObject([
      { workerId: workerIds[0], connection: null, userErrors: [refusals[0]] },
      { workerId: workerIds[1], connection: { status: "PROPOSED" }, userErrors: [] },
      { workerId: hidden.id, connection: null, userErrors: [refusals[1]] },
    ]);
  });

  it("names once what is wrong with all of it", async () => {
    const { needId, workerIds } = await newTeam();
    const { proposals, userErrors } = await attempt(
      test,
      "proposeTeam",
      PROPOSED,
      { needId, workerIds },
      partner.member,
    );
    expect(userErrors).toMatchObject([{ code: "BAD_USER_INPUT", field: ["input", "channel"] }]);
    expect(proposals.map(({ connection }: { connection: unknown }) => connection)).toEqual([null, null]);
  });

  it("is the same team when the request is repeated with its key", async () => {
    const { needId, workerIds } = await newTeam();
    const input = { needId, workerIds, idempotencyKey: randomUUID(), ...CHANNEL };
    const once = await must(test, "proposeTeam", PROPOSED, input, partner.member);
    const twice = await must(test, "proposeTeam", PROPOSED, input, partner.member);
    expect(twice).toEqual(once);
  });

  it("is for managers about their own staff, and for no worker", async () => {
    const { needId, workers, workerIds } = await newTeam();
    const { manager } = await newLibrary(test, people);
    const refused = await attempt(test, "proposeTeam", PROPOSED, { needId, workerIds }, manager);
    expect(refused.userErrors.map(({ code }: { code: string }) => code)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    const input = { needId, workerIds, ...CHANNEL };
    const own = await attempt(test, "proposeTeam", PROPOSED, input, workers[0]!.self);
    expect(own).toMatchObject({ proposals: null, userErrors: [{ code: "FORBIDDEN" }] });
    const { proposals } = await must(test, "proposeTeam", PROPOSED, { needId, workerIds }, staff.manager);
    expect(proposals).toHaveLength(2);
  });

  it("has 1 to 10 members, each once", async () => {
    const { needId, workerIds } = await newTeam();
    const [one] = workerIds as [string];
    for (const wrong of [[], [one, one], Array.from({ length: 11 }, () => one), [needId]]) {
      const input = { needId, workerIds: wrong, ...CHANNEL };
      const { userErrors } = await attempt(test, "proposeTeam", PROPOSED, input, partner.member);
      expect(userErrors[0]).toMatchObject({ code: "BAD_USER_INPUT" });
      expect(userErrors[0].field.slice(0, 2)).toEqual(["input", "workerIds"]);
    }
  });
});
