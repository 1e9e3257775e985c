import type { EntityManager, EntityTarget, ObjectLiteral } from "typeorm";
import {
  Agreement,
  AgreementSkill,
  Connection,
  ConnectionTransition,
  HoursEntry,
  Message,
  Milestone,
} from "../connections/index.js";
import { ConsentGrant } from "../consent/index.js";
import { Introduction } from "../matching/index.js";
import { Need, NeedSkill } from "../needs/index.js";
import { CareerEntry, OutcomeFeedback } from "../outcomes/index.js";
import { IndicatorValue } from "../partners/index.js";
import { proficiencyAt } from "../skills/index.js";
import { GrowthGoal, SkillRating } from "../workers/index.js";
import { Calendar } from "./calendar.js";
import { idOf } from "./demonstration-ids.js";
import { BEGAN, needIdOf, openRecords } from "./history.js";
import { type HistoryRows, historyRows } from "./history-rows.js";
import { pastNeeds } from "./past-needs.js";

/**
 * Gives the demonstration the twelve months before the day of seeding: older needs, introductions and collaborations in
 * all their states, and what came of them. Its profiles, goals and open needs are where that led, and stay as they are.
 */
export async function seedHistory(
  manager: EntityManager,
  consortiumId: string,
  skillIds: ReadonlyMap<string, string>,
): Promise<void> {
  const now = new Date();
  const calendar = new Calendar(now);
  const rows = historyRows(consortiumId, skillIds, calendar);
  const insert = <Row extends ObjectLiteral>(entity: EntityTarget<Row>, values: readonly Partial<Row>[]) =>
    manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values([...values])
      .updateEntity(false)
      .execute();
  await insert(Need, rows.needs);
  await insert(NeedSkill, needSkills(skillIds));
  await insert(ConsentGrant, rows.consents);
  await insert(Connection, rows.connections);
  await insert(ConnectionTransition, rows.transitions);
  await insert(Introduction, recentIntroductions(rows, now));
  await insert(Message, rows.messages);
  await insert(Agreement, rows.agreements);
  await insert(AgreementSkill, rows.practised);
  await insert(Milestone, rows.milestones);
  await insert(HoursEntry, rows.hours);
  await insert(OutcomeFeedback, rows.feedback);
  await insert(CareerEntry, rows.career);
  await insert(SkillRating, rows.ratings);
  await insert(GrowthGoal, rows.achieved);
  await insert(IndicatorValue, rows.indicatorValues);
  await manager.query("update worker set visibility_career_record = 'PARTNERS' where id = any($1)", [
    openRecords.map((key) => idOf(`worker/${key}`)),
  ]);
  await setBack(manager, calendar.moment(BEGAN, "began"), rows);
}

const needSkills = (skillIds: ReadonlyMap<string, string>): Partial<NeedSkill>[] =>
  pastNeeds.flatMap(({ key, skills }) =>
    skills.map(({ skill, importance, level, mentored }) => ({
      ...{ needId: needIdOf(key), skillId: skillIds.get(skill)!, mentored },
      importance: importance as NeedSkill["importance"],
      proficiency: proficiencyAt(level)!,
    })),
  );

const FAIR_DAYS = 30;

/** Those that count still where a fair order gives others a turn. */
const recentIntroductions = ({ connections }: HistoryRows, now: Date): Partial<Introduction>[] =>
  connections
    .filter(({ createdAt }) => createdAt!.getTime() > now.getTime() - FAIR_DAYS * 86_400_000)
    .map(({ id, workerId, needId, createdAt }) => ({
      ...{
        id: idOf(`introduction of ${id}`),
        workerId: workerId!,
        needId: needId!,
        introducedAt: createdAt!,
      },
    }));

/** Dates what was there before its own history, and takes the places of needs. */
async function setBack(manager: EntityManager, began: Date, rows: HistoryRows): Promise<void> {
  for (const table of ["consortium", "library", "partner", "community_goal", "worker", "growth_goal"])
    await manager.query(`update ${table} set created_at = $1 where created_at > $1 and version = 1`, [began]);
  await manager.query("update worker_skill set created_at = $1, rated_at = $1", [began]);
  await manager.query(
    `update worker_skill s set rated_at = a.rated_at, updated_at = a.rated_at, version = 2
     from unnest($1::uuid[], $2::timestamptz[]) as a(id, rated_at) where s.id = a.id`,
    [rows.applied.map(({ workerSkillId }) => workerSkillId), rows.applied.map(({ ratedAt }) => ratedAt)],
  );
  // Those that look for nobody any more ceased to with the last that happened to them.
  await manager.query(
    `update need n set created_at = s.opened_at, places_taken = s.taken,
       opened_at = case when n.status <> 'DRAFT' then s.opened_at end,
       ended_at = case when n.status not in ('DRAFT', 'OPEN') then s.last_step_at end
     from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::int[]) as s(id, opened_at, last_step_at, taken)
     where n.id = s.id`,
    [
      rows.needStates.map(({ id }) => id),
      rows.needStates.map(({ openedAt }) => openedAt),
      rows.needStates.map(({ lastStepAt }) => lastStepAt),
      rows.needStates.map(({ taken }) => taken),
    ],
  );
}
