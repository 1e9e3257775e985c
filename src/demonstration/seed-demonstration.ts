import { randomUUID } from "node:crypto";
import type { DataSource, EntityManager } from "typeorm";
import { rebuildAffinitiesWithin } from "../matching/index.js";
import { Need, NeedSkill, NeedStatus } from "../needs/index.js";
import { CommunityGoal, Partner, PartnerLearningGoal, PartnerSector } from "../partners/index.js";
import { Visibility } from "../platform/auth/visibility.js";
import { writeOutbox } from "../platform/database/outbox.js";
import { proficiencyAt, seedStarterTaxonomy, starterTaxonomy } from "../skills/index.js";
import { Consortium, GrowthGoal, Library, RatingSource, Worker, WorkerSkill } from "../workers/index.js";
import { idOf } from "./demonstration-ids.js";
import { type DemoNeed, type DemoPartner, type DemoWorker, demonstration } from "./index.js";
import { seedCards } from "./seed-cards.js";
import { seedHistory } from "./seed-history.js";

/**
 * Fills an empty database with the starter taxonomy and the demonstration consortium, in one transaction; leaves any
 * other database alone. Ids are the same on every machine; dates count from the day of seeding.
 * @returns whether it was empty
 */
export async function seedDemonstration(
  dataSource: DataSource,
  onProgress: (message: string) => void = () => {},
): Promise<boolean> {
  return await dataSource.transaction(async (manager) => {
    await manager.query("select pg_advisory_xact_lock(hashtext('skillbridge seed'))");
    if ((await manager.count(Consortium)) > 0) return false;
    onProgress("Seeding the starter taxonomy and the demonstration consortium");
    const skillIds = await seedStarterTaxonomy(manager, starterTaxonomy);
    await insertConsortium(manager);
    await insertWorkers(manager, skillIds);
    await insertPartners(manager, skillIds);
    await insertNeeds(manager, skillIds);
    await seedHistory(manager, consortiumId, skillIds);
    await seedCards(manager, consortiumId, skillIds, idOf);
    const topics = ["skill", "library", "worker", "partner", "need", "learning"];
    await writeOutbox(
      manager,
      topics.map((topic) => ({ topic, ids: [] })),
      randomUUID(),
    );
    await rebuildAffinitiesWithin(manager);
    return true;
  });
}

const { consortium } = demonstration;
const consortiumId = idOf(`consortium/${consortium.key}`);

async function insertConsortium(manager: EntityManager): Promise<void> {
  await manager.insert(Consortium, { id: consortiumId, name: consortium.name, country: consortium.country });
  await manager.insert(
    Library,
    demonstration.libraries.map(({ key, isil, name, country, region }) => ({
      id: idOf(`library/${key}`),
      consortiumId,
      isil,
      name,
      country,
      region,
    })),
  );
}

async function insertWorkers(manager: EntityManager, skillIds: ReadonlyMap<string, string>): Promise<void> {
  const { workers } = demonstration;
  await manager.insert(
    Worker,
    workers.map(({ key, library, discoverability, ...fields }) => ({
      id: idOf(`worker/${key}`),
      consortiumId,
      libraryId: idOf(`library/${library}`),
      externalId: key,
      name: fields.name,
      email: fields.email,
      jobTitle: fields.jobTitle,
      summary: fields.summary,
      hoursPerWeek: fields.hoursPerWeek,
      remote: fields.remote,
      languages: fields.languages,
      discoverability: Visibility[discoverability],
    })),
  );
  await manager.insert(
    WorkerSkill,
    workers.flatMap((worker) => skillRows(worker, skillIds)),
  );
  await manager.insert(
    GrowthGoal,
    workers.flatMap((worker) => goalRows(worker, skillIds)),
  );
}

const skillRows = ({ key, discoverability, skills }: DemoWorker, skillIds: ReadonlyMap<string, string>) =>
  skills.map(({ skill, level, evidence, lastUsed, source, visibility }) => ({
    id: idOf(`worker/${key}/skill/${skill}`),
    workerId: idOf(`worker/${key}`),
    skillId: skillIds.get(skill)!,
    proficiency: proficiencyAt(level)!,
    evidence: evidence ?? null,
    lastUsedOn: lastUsed === undefined ? null : monthsAway(-lastUsed),
    ratingSource: RatingSource[source ?? "SELF"],
    visibility: Visibility[visibility ?? discoverability],
  }));

const goalRows = ({ key, discoverability, goals }: DemoWorker, skillIds: ReadonlyMap<string, string>) =>
  goals.map(({ skill, current, target, priority, byMonths, why, visibility }) => ({
    id: idOf(`worker/${key}/goal/${skill}`),
    workerId: idOf(`worker/${key}`),
    skillId: skillIds.get(skill)!,
    start: proficiencyAt(current),
    current: proficiencyAt(current),
    target: proficiencyAt(target)!,
    priority,
    by: byMonths === undefined ? null : monthsAway(byMonths),
    why,
    visibility: Visibility[visibility ?? discoverability],
  }));

async function insertPartners(manager: EntityManager, skillIds: ReadonlyMap<string, string>): Promise<void> {
  const { partners } = demonstration;
  await manager.insert(
    Partner,
    partners.map(({ key, sector, goals: _, ...fields }) => ({
      id: idOf(`partner/${key}`),
      consortiumId,
      externalId: key,
      sector: PartnerSector[sector as keyof typeof PartnerSector],
      ...fields,
    })),
  );
  await manager.insert(CommunityGoal, partners.flatMap(goalsOf));
  await manager.insert(
    PartnerLearningGoal,
    demonstration.learningGoals.map(({ partner, skill, current, target, byMonths, ...fields }) => ({
      ...fields,
      id: idOf(`partner/${partner}/learning/${skill}`),
      consortiumId,
      partnerId: idOf(`partner/${partner}`),
      skillId: skillIds.get(skill)!,
      current: proficiencyAt(current),
      target: proficiencyAt(target)!,
      by: byMonths === undefined ? null : monthsAway(byMonths),
    })),
  );
}

const goalsOf = (partner: DemoPartner) =>
  partner.goals.map(({ key, title, description, indicator, unit, baseline, target, current, byMonths }) => ({
    id: idOf(`partner/${partner.key}/goal/${key}`),
    partnerId: idOf(`partner/${partner.key}`),
    title,
    description,
    indicator: { name: indicator, unit, baseline, target, current },
    by: monthsAway(byMonths),
  }));

async function insertNeeds(manager: EntityManager, skillIds: ReadonlyMap<string, string>): Promise<void> {
  const { needs } = demonstration;
  await manager.insert(Need, needs.map(needRow));
  await manager.insert(
    NeedSkill,
    needs.flatMap(({ key, skills }) =>
      skills.map(({ skill, importance, level, mentored }) => ({
        needId: idOf(`need/${key}`),
        skillId: skillIds.get(skill)!,
        importance: importance as NeedSkill["importance"],
        proficiency: proficiencyAt(level)!,
        mentored,
      })),
    ),
  );
}

const needRow = ({
  key,
  partner,
  goal,
  startsInDays,
  lastsDays,
  skills: _,
  status,
  ...fields
}: DemoNeed) => ({
  ...fields,
  id: idOf(`need/${key}`),
  consortiumId,
  partnerId: idOf(`partner/${partner}`),
  communityGoalId: goal === undefined ? null : idOf(`partner/${partner}/goal/${goal}`),
  externalId: key,
  status: NeedStatus[status],
  modality: fields.modality as Need["modality"],
  startsOn: daysAway(startsInDays),
  endsOn: daysAway(startsInDays + lastsDays),
});

const DAY = 86_400_000;
const daysAway = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** The first of the month that is so many months away. */
function monthsAway(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}
