import fc from "fast-check";
import { Modality, Need, NeedSkill, NeedStatus } from "../../src/needs/index.js";
import { Partner, PartnerSector } from "../../src/partners/index.js";
import { Visibility } from "../../src/platform/auth/visibility.js";
import { newId } from "../../src/platform/database/new-id.js";
import { PROFICIENCIES, Proficiency } from "../../src/skills/index.js";
import {
  Consortium,
  GrowthGoal,
  Library,
  RatingSource,
  Worker,
  WorkerSkill,
} from "../../src/workers/index.js";
import type { ImportDatabase } from "./import-database.js";

const SKILLS = ["storytelling", "cataloguing", "python", "metadata", "mentoring", "training"];

/** Text that CSV, COPY and PostgreSQL each have their own trouble with. */
const awkward = (most: number) =>
  fc
    .string({
      unit: fc.constantFrom(..."aZ09,;\"'\\.\n\t \r-=+@/%üßÑł漢字🙂👩‍💻\u00a0\u2028\ufeff"),
      minLength: 1,
      maxLength: most,
    })
    .map((text) => text.trim())
    .filter((text) => text !== "");
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const day = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const hours = fc.oneof(fc.constantFrom(1, 7.5, 40, 80), fc.double({ min: 0.01, max: 80, noNaN: true }));
const proficiency = fc.constantFrom(...PROFICIENCIES);
const skillSet = fc.uniqueArray(fc.constantFrom(...SKILLS), { maxLength: 4 });

const workerData = fc.record({
  externalId: maybe(awkward(12)),
  name: awkward(40),
  jobTitle: maybe(awkward(40)),
  email: maybe(fc.constantFrom("ana@library.example", "o'neil+x@library.example")),
  isil: maybe(fc.constantFrom("US-MnU", "DE-1", "XX-a:b/c")),
  hoursPerWeek: maybe(hours),
  remote: fc.boolean(),
  languages: fc.uniqueArray(fc.constantFrom("en", "es", "pt-BR", "so"), { maxLength: 3 }),
  discoverability: fc.constantFrom(...Object.values(Visibility)),
  skills: fc
    .array(proficiency, { maxLength: 1 })
    .chain(([level = Proficiency.NOVICE]) => skillSet.map((keys) => keys.map((key) => ({ key, level })))),
  goals: skillSet.chain((keys) =>
    fc.tuple(
      ...keys.map((key) =>
        fc.record({
          key: fc.constant(key),
          from: fc.integer({ min: 0, max: 3 }),
          by: maybe(day),
          priority: fc.integer({ min: 1, max: 3 }),
        }),
      ),
    ),
  ),
});

const needData = fc.record({
  externalId: maybe(awkward(12)),
  title: awkward(40),
  description: fc.oneof(fc.constant(""), awkward(60)),
  status: fc.constantFrom(...Object.values(NeedStatus)),
  capacity: fc.integer({ min: 1, max: 1000 }),
  hoursPerWeek: maybe(hours),
  modality: fc.constantFrom(...Object.values(Modality)),
  dates: fc
    .tuple(maybe(day), maybe(day))
    .map(([a, b]) => (a !== null && b !== null && a > b ? [b, a] : [a, b])),
  skills: skillSet,
  mentored: fc.boolean(),
});

const partnerData = fc.record({
  externalId: maybe(awkward(12)),
  name: awkward(40),
  description: fc.oneof(fc.constant(""), awkward(60)),
  url: maybe(fc.constantFrom("https://pantry.example/?a=1,2", "http://x.example")),
  sector: fc.constantFrom(...Object.values(PartnerSector)),
  country: maybe(fc.constantFrom("US", "DE")),
  region: maybe(awkward(20)),
  needs: fc.array(needData, { maxLength: 3 }),
});

const byExternalId = {
  selector: ({ externalId }: { externalId: string | null }) => externalId ?? Symbol("none"),
};
/** A consortium with people, partners and needs; what is unique in one is unique here. */
export const consortiumData = fc.record({
  workers: fc.uniqueArray(workerData, { maxLength: 6, ...byExternalId }),
  partners: fc.uniqueArray(partnerData, { maxLength: 4, ...byExternalId }).filter((partners) => {
    const ids = partners.flatMap(({ needs }) => needs.flatMap(({ externalId }) => externalId ?? []));
    return new Set(ids).size === ids.length;
  }),
});
export type ConsortiumData = typeof consortiumData extends fc.Arbitrary<infer Data> ? Data : never;
type WorkerData = ConsortiumData["workers"][number];
type PartnerData = ConsortiumData["partners"][number];

/** Puts the data of a consortium into an empty database. */
export async function store(database: ImportDatabase, data: ConsortiumData): Promise<void> {
  const { manager } = database.dataSource;
  const consortiumId = newId();
  await manager.insert(Consortium, { id: consortiumId, name: "North" });
  const isils = new Set(data.workers.flatMap(({ isil }) => isil ?? []));
  for (const isil of isils)
    await manager.insert(Library, { id: newId(), consortiumId, isil, name: `Library ${isil}` });
  for (const worker of data.workers) await storeWorker(database, consortiumId, worker);
  for (const partner of data.partners) await storePartner(database, consortiumId, partner);
}

async function storeWorker(
  database: ImportDatabase,
  consortiumId: string,
  { isil, skills, goals, ...fields }: WorkerData,
): Promise<void> {
  const { manager } = database.dataSource;
  const id = newId();
  const library = isil === null ? null : await manager.findOneByOrFail(Library, { isil });
  await manager.insert(Worker, { id, consortiumId, libraryId: library?.id ?? null, ...fields });
  const { discoverability: visibility } = fields;
  for (const { key, level } of skills)
    await manager.insert(WorkerSkill, {
      id: newId(),
      workerId: id,
      skillId: database.skillIds.get(key)!,
      proficiency: level,
      ratingSource: RatingSource.SELF,
      visibility,
    });
  for (const { key, from, by, priority } of goals)
    await manager.insert(GrowthGoal, {
      id: newId(),
      workerId: id,
      skillId: database.skillIds.get(key)!,
      current: PROFICIENCIES[from - 1] ?? null,
      target: PROFICIENCIES[from + 1]!,
      by,
      priority,
      visibility,
    });
}

async function storePartner(
  database: ImportDatabase,
  consortiumId: string,
  { needs, ...fields }: PartnerData,
): Promise<void> {
  const { manager } = database.dataSource;
  const partnerId = newId();
  await manager.insert(Partner, { id: partnerId, consortiumId, ...fields });
  for (const { dates, skills, mentored, ...need } of needs) {
    const id = newId();
    await manager.insert(Need, {
      id,
      consortiumId,
      partnerId,
      startsOn: dates[0],
      endsOn: dates[1],
      ...need,
    });
    for (const key of skills)
      await manager.insert(NeedSkill, {
        needId: id,
        skillId: database.skillIds.get(key)!,
        importance: mentored ? "NICE" : "MUST",
        proficiency: Proficiency.COMPETENT,
        mentored,
      } as never);
  }
}
