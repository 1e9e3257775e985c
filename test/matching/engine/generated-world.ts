import type { NeedCandidate, WorkerCandidate } from "../../../src/matching/candidates.js";
import type { CandidateConsent } from "../../../src/matching/engine/consents.js";
import type { PartnerGoal } from "../../../src/matching/engine/learning-goals.js";
import { MatchIndex } from "../../../src/matching/engine/match-index.js";
import { Matcher, type VersionedSkillModel } from "../../../src/matching/matcher.js";
import { Modality } from "../../../src/needs/index.js";
import { VISIBILITIES } from "../../../src/platform/auth/visibility.js";
import { Dice } from "./dice.js";
import { generatedModel } from "./generated-model.js";

export const TODAY = "2026-06-15";
/** In milliseconds since 1970. */
export const NOW = 1_781_500_000_000;
const DATES = [null, null, null, "2026-06-14", TODAY, "2026-06-16"];
const LANGUAGES = ["en", "en-US", "en-GB", "fr", "so"];
const HOURS = [null, 1, 2.5, 8, 40];
const COUNTRIES = [null, "US", "CA"];
const REGIONS = [null, "North", "South"];

export interface Library {
  readonly id: string;
  readonly consortiumId: string;
  readonly country: string | null;
  readonly region: string | null;
}

export interface World {
  readonly skills: readonly string[];
  readonly consortia: readonly string[];
  readonly libraries: readonly Library[];
  readonly partners: readonly { readonly id: string; readonly consortiumId: string }[];
  readonly workers: readonly WorkerCandidate[];
  readonly needs: readonly NeedCandidate[];
  readonly consents: readonly CandidateConsent[];
  /** Of partners. */
  readonly learningGoals: readonly PartnerGoal[];
  readonly model: VersionedSkillModel;
}

export interface Size {
  readonly skills: number;
  readonly workers: number;
  readonly needs: number;
}

/** Two consortia with three libraries and two partners each, and who and what there is in them. */
export function generatedWorld(seed: number, size: Size): World {
  const dice = new Dice(seed);
  const skills = Array.from({ length: size.skills }, () => dice.uuid());
  const consortia = [dice.uuid(), dice.uuid()];
  const libraries = consortia.flatMap((consortiumId) =>
    [1, 2, 3].map(() => ({ id: dice.uuid(), consortiumId, ...placeFrom(dice) })),
  );
  const partners = consortia.flatMap((consortiumId) => [1, 2].map(() => ({ id: dice.uuid(), consortiumId })));
  const origins = { skills, consortia, libraries, partners };
  const peopled = {
    ...origins,
    model: generatedModel(dice, skills),
    workers: Array.from({ length: size.workers }, () => workerFrom(dice, origins)),
    needs: Array.from({ length: size.needs }, () => needFrom(dice, origins)),
  };
  const givers = peopled.workers.filter(() => dice.chance(0.4));
  const consents = givers.map((worker) => consentFrom(dice, peopled, worker));
  const learningGoals = partners.flatMap(({ id }) => learningFrom(dice, origins, id));
  return { ...peopled, consents, learningGoals };
}

/** What a worker discloses to a partner of the own consortium, which may have ended just now. */
export function consentFrom(
  dice: Dice,
  { partners, needs }: Pick<World, "partners" | "needs">,
  { id, consortiumId }: Pick<WorkerCandidate, "id" | "consortiumId">,
): CandidateConsent {
  const partner = dice.pick(partners.filter((each) => each.consortiumId === consortiumId));
  const own = needs.filter((need) => need.partnerId === partner.id);
  return {
    workerId: id,
    partnerId: partner.id,
    needId: own.length > 0 && dice.chance(0.5) ? dice.pick(own).id : null,
    discovery: dice.chance(0.7),
    identity: dice.chance(0.5),
    expiresAt: NOW + dice.pick([-1, 0, 1, 1, 1]),
  };
}

export type Origins = Pick<World, "skills" | "consortia" | "libraries" | "partners">;

export const placeFrom = (dice: Dice) => ({ country: dice.pick(COUNTRIES), region: dice.pick(REGIONS) });

/** A worker, of an id and a consortium of their own unless they are given. */
export function workerFrom(
  dice: Dice,
  { skills, consortia, libraries }: Origins,
  { id = dice.uuid(), consortiumId = dice.pick(consortia) }: { id?: string; consortiumId?: string } = {},
): WorkerCandidate {
  const own = libraries.filter((library) => library.consortiumId === consortiumId);
  const library = dice.chance(0.15) ? undefined : dice.pick(own);
  return {
    id,
    consortiumId,
    libraryId: library?.id ?? null,
    country: library?.country ?? null,
    region: library?.region ?? null,
    remote: dice.chance(0.5),
    languages: dice.some(LANGUAGES, dice.pick([0, 0, 1, 2, 3])),
    hoursPerWeek: dice.pick(HOURS),
    discoverability: dice.pick([...VISIBILITIES, ...VISIBILITIES.slice(3)]),
    availabilityVisibility: dice.pick(VISIBILITIES),
    libraryVisibility: dice.pick(VISIBILITIES),
    introductions: dice.pick([0, 0, 1, 2, 5, 300]),
    skills: dice.some(skills, dice.below(13)).map((skillId) => ({
      skillId,
      level: dice.from(1, 5),
      visibility: dice.pick(VISIBILITIES),
    })),
    goals: dice.some(skills, dice.pick([0, 1, 2, 5, 6, 20])).map((skillId) => goalFrom(dice, skillId)),
  };
}

export function goalFrom(dice: Dice, skillId: string): WorkerCandidate["goals"][number] {
  const current = dice.from(0, 4);
  const target = dice.from(current + 1, 5);
  return { skillId, current, target, priority: dice.from(1, 3), visibility: dice.pick(VISIBILITIES) };
}

/** What the people of a partner want to learn. */
export const learningFrom = (
  dice: Dice,
  { skills }: Pick<Origins, "skills">,
  partnerId: string,
): PartnerGoal[] =>
  dice.some(skills, dice.pick([0, 1, 2, 4, 20])).map((skillId) => {
    const { visibility: _, ...goal } = goalFrom(dice, skillId);
    return { ...goal, id: dice.uuid(), partnerId };
  });

/** A need, of an id of its own unless one is given. */
export function needFrom(dice: Dice, { skills, partners }: Origins, id = dice.uuid()): NeedCandidate {
  const partner = dice.pick(partners);
  return {
    id,
    consortiumId: partner.consortiumId,
    partnerId: partner.id,
    modality: dice.pick(Object.values(Modality)),
    ...(dice.chance(0.6) ? { country: null, region: null } : placeFrom(dice)),
    languages: dice.some(LANGUAGES, dice.pick([0, 0, 0, 1, 2])),
    hoursPerWeek: dice.pick(HOURS),
    endsOn: dice.pick(DATES),
    skills: dice.some(skills, dice.pick([0, 1, 2, 3, 6, 30])).map((skillId) => ({
      skillId,
      level: dice.from(1, 5),
      importance: dice.pick(["MUST", "NICE"] as const),
      mentored: dice.chance(0.5),
    })),
  };
}

/** The same as `indexOf`, with the workers in blocks of libraries as the loader leaves them. */
export function loadedIndexOf({
  consortia,
  libraries,
  workers,
  needs,
  consents,
  learningGoals,
}: World): MatchIndex {
  const index = new MatchIndex();
  for (const consortium of consortia) {
    const { ids, blocks, libraries: numbers } = index.workersOf(consortium);
    const own = libraries.filter(({ consortiumId }) => consortiumId === consortium);
    for (const library of [{ id: null, country: null, region: null }, ...own]) {
      const number = numbers.put(library.id, library);
      for (const { id, consortiumId, libraryId } of workers)
        if (consortiumId === consortium && libraryId === library.id) ids.add(id);
      blocks.append(number, ids.end);
    }
    ids.keepSlots();
  }
  index.applyWorkers([], workers);
  index.applyNeeds([], needs);
  index.consents.replaceAll(consents);
  index.learning.replaceAll(learningGoals);
  return index;
}

export function indexOf({
  workers,
  needs,
  consents,
  learningGoals,
}: Pick<World, "workers" | "needs" | "consents" | "learningGoals">): MatchIndex {
  const index = new MatchIndex();
  index.applyWorkers([], workers);
  index.applyNeeds([], needs);
  index.consents.replaceAll(consents);
  index.learning.replaceAll(learningGoals);
  return index;
}

export const matcherOf = (index: MatchIndex, { model }: Pick<World, "model">): Matcher =>
  new Matcher(
    index,
    () => model,
    () => TODAY,
    () => NOW,
  );
