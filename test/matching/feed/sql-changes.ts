import { Modality, NeedStatus } from "../../../src/needs/index.js";
import type { Dice } from "../engine/dice.js";
import {
  goalFrom,
  learningFrom,
  needFrom,
  placeFrom,
  type World,
  workerFrom,
} from "../engine/generated-world.js";
import { insertRows, levelName, needSkillRows, type Sql, storeLearningGoals } from "./stored-world.js";

/** A record that was changed. */
export interface Changed {
  readonly topic: string;
  readonly id: string;
}

type SqlChange = (sql: Sql, dice: Dice, world: World) => Promise<Changed | null>;

/** Something about one worker: the statement's $1 is the worker, the other parameters are drawn. */
const ofWorker =
  (
    statement: string,
    draw: (dice: Dice, world: World, worker: World["workers"][number]) => unknown[],
  ): SqlChange =>
  async (sql, dice, world) => {
    const worker = dice.pick(world.workers);
    const { rowCount } = await sql.query(statement, [worker.id, ...draw(dice, world, worker)]);
    return rowCount ? { topic: "worker", id: worker.id } : null;
  };

const other = (dice: Dice, world: World, { id, consortiumId }: World["workers"][number]) =>
  workerFrom(dice, world, { id, consortiumId });

const aGoal = (dice: Dice, world: World) => {
  const { skillId, current, target, priority, visibility } = goalFrom(dice, dice.pick(world.skills));
  return [skillId, levelName(current), levelName(target), priority, visibility];
};

const workerChanges: readonly SqlChange[] = [
  ofWorker("update worker set discoverability = $2::visibility where id = $1", (...drawn) => [
    other(...drawn).discoverability,
  ]),
  ofWorker("update worker set library_id = $2::uuid where id = $1", (...drawn) => [
    other(...drawn).libraryId,
  ]),
  ofWorker("update worker set languages = $2, remote = $3, hours_per_week = $4 where id = $1", (...drawn) => {
    const { languages, remote, hoursPerWeek } = other(...drawn);
    return [languages, remote, hoursPerWeek];
  }),
  ofWorker(
    "update worker set visibility_availability = $2::visibility, visibility_library = $3::visibility where id = $1",
    (...drawn) => {
      const { availabilityVisibility, libraryVisibility } = other(...drawn);
      return [availabilityVisibility, libraryVisibility];
    },
  ),
  ofWorker(
    "update worker set archived_at = case when archived_at is null and $2 then now() end where id = $1",
    (dice) => [dice.chance(0.15)],
  ),
  ofWorker(
    `insert into growth_goal (id, worker_id, skill_id, current, target, priority, visibility)
     values (gen_random_uuid(), $1, $2, $3::proficiency, $4::proficiency, $5, $6::visibility) on conflict do nothing`,
    aGoal,
  ),
  ofWorker(
    `update growth_goal set current = $3::proficiency, target = $4::proficiency, priority = $5,
     visibility = $6::visibility, status = 'ACTIVE' where worker_id = $1 and skill_id = $2::uuid`,
    aGoal,
  ),
  ofWorker("update growth_goal set visibility = $2::visibility where worker_id = $1", (...drawn) => [
    other(...drawn).discoverability,
  ]),
  ofWorker(
    "update growth_goal set status = $3::growth_goal_status where worker_id = $1 and skill_id = $2",
    (dice, { skills }) => [dice.pick(skills), dice.pick(["ACHIEVED", "ABANDONED"])],
  ),
  ofWorker(
    "update growth_goal set archived_at = now() where worker_id = $1 and skill_id = $2 and archived_at is null",
    (dice, { skills }) => [dice.pick(skills)],
  ),
  ofWorker(
    `update worker_skill set proficiency = $3::proficiency, visibility = $4::visibility
     where worker_id = $1 and skill_id = $2`,
    (dice, { skills }) => [dice.pick(skills), levelName(dice.from(1, 5)), dice.pick(["PRIVATE", "PARTNERS"])],
  ),
  ofWorker(
    "update worker_skill set archived_at = now() where worker_id = $1 and skill_id = $2 and archived_at is null",
    (dice, { skills }) => [dice.pick(skills)],
  ),
  ofWorker(
    `insert into worker_skill (id, worker_id, skill_id, proficiency, rating_source, visibility)
     values (gen_random_uuid(), $1, $2, $3::proficiency, 'SELF', 'PUBLIC') on conflict do nothing`,
    (dice, { skills }) => [dice.pick(skills), levelName(dice.from(1, 5))],
  ),
  ofWorker(
    "insert into introduction (id, worker_id, need_id) values (gen_random_uuid(), $1, $2)",
    (dice, { needs }) => [dice.pick(needs).id],
  ),
  ofWorker(
    "delete from introduction where id = (select id from introduction where worker_id = $1 limit 1)",
    () => [],
  ),
];

const changeNeed: SqlChange = async (sql, dice, world) => {
  const { id } = dice.pick(world.needs);
  const drawn = needFrom(dice, world, id);
  if (dice.chance(0.5)) {
    await sql.query("update need set modality = $2::modality, languages = $3, region = $4 where id = $1", [
      ...[id, dice.pick(Object.values(Modality)), drawn.languages, drawn.region],
    ]);
  } else {
    await sql.query("delete from need_skill where need_id = $1", [id]);
    await insertRows(sql, "need_skill", needSkillRows(drawn));
  }
  return { topic: "need", id };
};

const moveNeed: SqlChange = async (sql, dice, { needs }) => {
  const { id } = dice.pick(needs);
  const status = dice.chance(0.85) ? NeedStatus.OPEN : dice.pick(Object.values(NeedStatus));
  await sql.query("update need set status = $2::need_status where id = $1", [id, status]);
  return { topic: "need", id };
};

const moveLibrary: SqlChange = async (sql, dice, { libraries }) => {
  const { id } = dice.pick(libraries);
  const { country, region } = placeFrom(dice);
  await sql.query("update library set country = $2, region = $3 where id = $1", [id, country, region]);
  return { topic: "library", id };
};

/** A consent is given anew, revoked, or at its end. */
const changeConsent: SqlChange = async (sql, dice, { workers, partners, needs }) => {
  const worker = dice.pick(workers);
  if (dice.chance(0.4)) {
    const end = dice.pick(["revoked_at = now()", "expires_at = now()"]);
    await sql.query(`update consent_grant set ${end} where worker_id = $1`, [worker.id]);
    return { topic: "consent", id: worker.id };
  }
  const partner = partners.find(({ consortiumId }) => consortiumId === worker.consortiumId);
  if (!partner) return null;
  const need = needs.find(({ partnerId }) => partnerId === partner.id && dice.chance(0.5));
  await sql.query(
    `insert into consent_grant (id, worker_id, partner_id, need_id, purpose, discloses, expires_at)
     values (gen_random_uuid(), $1, $2, $3, 'INTRODUCTION', $4::disclosure[], now() + interval '1 day')`,
    [
      worker.id,
      partner.id,
      need?.id ?? null,
      dice.pick(["{DISCOVERY}", "{IDENTITY}", "{DISCOVERY,IDENTITY}"]),
    ],
  );
  return { topic: "consent", id: worker.id };
};

/** The people of a partner want to learn something else. */
const changeLearning: SqlChange = async (sql, dice, { partners, skills }) => {
  const partner = dice.pick(partners);
  await sql.query("update partner_learning_goal set archived_at = now() where partner_id = $1", [partner.id]);
  await storeLearningGoals(sql, partner, learningFrom(dice, { skills }, partner.id));
  return { topic: "learning", id: partner.id };
};

const archivePartner: SqlChange = async (sql, dice, { partners }) => {
  const { id } = dice.pick(partners);
  const statement = "update partner set archived_at = case when $2 then now() end where id = $1";
  await sql.query(statement, [id, dice.chance(0.1)]);
  return { topic: "partner", id };
};

/** Changes one record, as another program than the service might. @returns null where nothing was there to change */
export function changeBySql(sql: Sql, dice: Dice, world: World): Promise<Changed | null> {
  const kind = dice.below(100);
  if (kind < 5) return changeNeed(sql, dice, world);
  if (kind < 9) return moveNeed(sql, dice, world);
  if (kind > 95) return changeConsent(sql, dice, world);
  if (kind === 9 && dice.chance(0.5)) return moveLibrary(sql, dice, world);
  if (kind === 11) return changeLearning(sql, dice, world);
  if (kind === 10 && dice.chance(0.5)) return archivePartner(sql, dice, world);
  return dice.pick(workerChanges)(sql, dice, world);
}
