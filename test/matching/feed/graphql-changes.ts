import { forgetIntroductions, recordIntroduction } from "../../../src/matching/index.js";
import type { User } from "../../../src/platform/auth/principal.js";
import { VISIBILITIES } from "../../../src/platform/auth/visibility.js";
import { type IdType, typedId } from "../../../src/platform/graphql/typed-id.js";
import { attempt } from "../../support/people.js";
import type { TestService } from "../../support/service.js";
import type { Dice } from "../engine/dice.js";
import { goalFrom, placeFrom, type World, workerFrom } from "../engine/generated-world.js";
import { selfOf } from "../engine/viewers.js";
import { levelName } from "./stored-world.js";

const adminOf = (consortiumId: string): User => ({
  kind: "user",
  subject: "admin",
  role: "ADMIN",
  consortiumId,
});

/** What may rightly come in the way where many write at once. */
const EXPECTED_REFUSALS =
  /CONFLICT|NOT_FOUND|DUPLICATE|INVALID_TRANSITION|ARCHIVED|BAD_USER_INPUT|SERVICE_UNAVAILABLE/;

/** Makes changes through the API of one service, one at a time. */
export class GraphqlWriter {
  /** What was refused for another reason than that somebody else was faster. */
  readonly surprises: string[] = [];

  constructor(
    private readonly test: TestService,
    private readonly dice: Dice,
    private readonly world: World,
  ) {}

  /** @returns whether something changed */
  async change(): Promise<boolean> {
    const { dice } = this;
    try {
      const kind = dice.below(100);
      if (kind < 60) return await this.changeWorker();
      if (kind < 80) return await this.changeNeed();
      if (kind < 86) return await this.changeLibrary();
      if (kind < 87) return await this.changePartner();
      if (kind < 88) return await this.mergeSkills();
      if (kind < 91) return await this.changeLearning();
      return await this.introduce();
    } catch (error) {
      if (!EXPECTED_REFUSALS.test(String(error))) this.surprises.push(String(error));
      return false;
    }
  }

  private async run(mutation: string, input: Record<string, unknown>, user: User): Promise<boolean> {
    const { userErrors } = await attempt(this.test, mutation, "__typename", input, user);
    for (const { code, message } of userErrors)
      if (!EXPECTED_REFUSALS.test(code)) this.surprises.push(`${mutation}: ${code} ${message}`);
    return userErrors.length === 0;
  }

  private async stored(type: IdType, id: string, table: string = type) {
    const [row] = await this.test.service.dataSource.query(`select version, id from ${table} where id = $1`, [
      id,
    ]);
    return { id: typedId(type, id), expectedVersion: (row?.version ?? 1) as number };
  }

  private async changeWorker(): Promise<boolean> {
    const { dice, world } = this;
    const worker = dice.pick(world.workers);
    const self = selfOf(worker);
    const drawn = workerFrom(dice, world, worker);
    const kind = dice.below(10);
    if (kind === 0) return await this.run("archiveWorker", await this.stored("worker", worker.id), self);
    if (kind < 4) {
      const { discoverability, languages, remote, hoursPerWeek } = drawn;
      const change = dice.pick([{ discoverability }, { languages, remote }, { hoursPerWeek }]);
      const input = { ...(await this.stored("worker", worker.id)), ...change };
      return await this.run("updateWorker", input, self);
    }
    if (kind < 8) return await this.changeGoal(worker);
    const skillId = typedId("skill", dice.pick(world.skills));
    const proficiency = levelName(dice.from(1, 5));
    const input = {
      workerId: typedId("worker", worker.id),
      skillId,
      proficiency,
      visibility: dice.pick(VISIBILITIES),
    };
    return await this.run("addWorkerSkill", input, self);
  }

  private async changeGoal(worker: World["workers"][number]): Promise<boolean> {
    const { dice, world } = this;
    const { id } = worker;
    const self = selfOf(worker);
    const [known] = await this.test.service.dataSource.query(
      "select id from growth_goal where worker_id = $1 and archived_at is null and status = 'ACTIVE' limit 1",
      [id],
    );
    const drawn = goalFrom(dice, dice.pick(world.skills));
    const { visibility, priority } = drawn;
    if (known && dice.chance(0.6)) {
      const change = dice.pick([{ visibility }, { priority }, { status: "ABANDONED" }]);
      const input = { ...(await this.stored("goal", known.id, "growth_goal")), ...change };
      return await this.run("updateGrowthGoal", input, self);
    }
    const [current, target] = [levelName(drawn.current), levelName(drawn.target)];
    const skillId = typedId("skill", drawn.skillId);
    const input = { workerId: typedId("worker", id), skillId, current, target, priority, visibility };
    return await this.run("createGrowthGoal", input, self);
  }

  private async changeNeed(): Promise<boolean> {
    const { id, consortiumId } = this.dice.pick(this.world.needs);
    const mutation = this.dice.pick([
      "fillNeed",
      "reopenNeed",
      "publishNeed",
      "updateNeed",
      "fillNeed",
      "reopenNeed",
    ]);
    const input = await this.stored("need", id);
    const { region } = placeFrom(this.dice);
    return await this.run(
      mutation,
      mutation === "updateNeed" ? { ...input, region } : input,
      adminOf(consortiumId),
    );
  }

  private async changeLibrary(): Promise<boolean> {
    const { id, consortiumId } = this.dice.pick(this.world.libraries);
    const input = { ...(await this.stored("library", id)), ...placeFrom(this.dice) };
    return await this.run("updateLibrary", input, adminOf(consortiumId));
  }

  private async changePartner(): Promise<boolean> {
    const { id, consortiumId } = this.dice.pick(this.world.partners);
    return await this.run("archivePartner", await this.stored("partner", id), adminOf(consortiumId));
  }

  private async changeLearning(): Promise<boolean> {
    const { dice, world } = this;
    const { id, consortiumId } = dice.pick(world.partners);
    const admin = adminOf(consortiumId);
    const [known] = await this.test.service.dataSource.query(
      "select id from partner_learning_goal where partner_id = $1 and archived_at is null limit 1",
      [id],
    );
    const drawn = goalFrom(dice, dice.pick(world.skills));
    if (known && dice.chance(0.6)) {
      const goal = await this.stored("learning_goal", known.id, "partner_learning_goal");
      if (dice.chance(0.3)) return await this.run("removePartnerLearningGoal", goal, admin);
      return await this.run("updatePartnerLearningGoal", { ...goal, priority: drawn.priority }, admin);
    }
    const [current, target] = [levelName(drawn.current), levelName(drawn.target)];
    const skillId = typedId("skill", drawn.skillId);
    const input = { partnerId: typedId("partner", id), skillId, current, target };
    return await this.run("createPartnerLearningGoal", input, admin);
  }

  private async mergeSkills(): Promise<boolean> {
    const [duplicate, survivor] = this.dice.some(this.world.skills, 2) as [string, string];
    const { id, expectedVersion } = await this.stored("skill", duplicate);
    const input = { duplicateId: id, survivorId: typedId("skill", survivor), expectedVersion };
    return await this.run("mergeSkills", input, adminOf(this.world.consortia[0]!));
  }

  private async introduce(): Promise<boolean> {
    const { dice, world } = this;
    const { commands, dataSource } = this.test.service;
    const [workerId, needId] = [dice.pick(world.workers).id, dice.pick(world.needs).id];
    if (dice.chance(0.7)) {
      await commands.transact((transaction) => recordIntroduction(transaction, { workerId, needId }));
      return true;
    }
    const old = "update introduction set introduced_at = now() - interval '31 days' where worker_id = $1";
    await dataSource.query(old, [workerId]);
    await commands.transact((transaction) => forgetIntroductions(transaction));
    return true;
  }
}
