import { ANONYMOUS, type Principal, type User } from "../../src/platform/auth/principal.js";
import type { ShowcaseCriteria } from "../../src/showcase/index.js";
import { idOf } from "../world/world-ids.js";
import {
  COMMON_ANSWERED_BY,
  COMMON_SKILL,
  CONSORTIA,
  PARTNERS,
  RARE_SKILLS,
  regionOf,
  wordOf,
} from "./showcase-world.js";

/** Somebody of a kind. */
export interface Asker {
  readonly name: string;
  /** @param turn 0 or more; others ask at other turns */
  principal(turn: number): Principal;
  /** What everything they ask for is narrowed to. */
  readonly within: ShowcaseCriteria;
}

const consortium = { consortiumId: idOf("consortium", 0), discovers: [idOf("consortium", 1)] };

export const ASKERS: readonly Asker[] = [
  {
    name: "partner",
    principal: (turn): User => ({
      ...{ kind: "user", subject: "partner", role: "PARTNER", ...consortium },
      partnerId: idOf("partner", turn % PARTNERS),
    }),
    within: {},
  },
  {
    name: "worker",
    principal: (turn): User => ({
      ...{ kind: "user", subject: "worker", role: "WORKER", ...consortium },
      ...{ workerId: idOf("worker", CONSORTIA * (turn % 100)), libraryId: idOf("library", 0) },
    }),
    within: {},
  },
  {
    name: "anonymous",
    principal: () => ANONYMOUS,
    within: { opened: { consortiumId: null, libraryId: null } },
  },
];

/** Something that is asked for. */
export interface Question {
  readonly name: string;
  /** @param turn 0 or more; other things of the kind at other turns */
  criteria(turn: number): ShowcaseCriteria;
  /** Which page is looked at. */
  readonly page: number;
}

const COMMON = { skill: { skillId: COMMON_SKILL, answeredBy: COMMON_ANSWERED_BY } };
const place = (turn: number) => ({ country: "US", region: regionOf(turn % 10) });

export const QUESTIONS: readonly Question[] = [
  { name: "everything", page: 1, criteria: () => ({}) },
  { name: "everything", page: 10, criteria: () => ({}) },
  { name: "the common skill and its neighbours", page: 1, criteria: () => COMMON },
  { name: "the common skill and its neighbours", page: 10, criteria: () => COMMON },
  {
    name: "a rare skill",
    page: 1,
    criteria(turn) {
      const skillId = RARE_SKILLS[turn % RARE_SKILLS.length]!;
      return { skill: { skillId, answeredBy: [[skillId, 1]] } };
    },
  },
  { name: "place and language", page: 1, criteria: (turn) => ({ ...place(turn), language: "es" }) },
  {
    name: "the common skill, place and language",
    page: 1,
    criteria: (turn) => ({ ...COMMON, ...place(turn), language: "es" }),
  },
  { name: "a frequent word", page: 1, criteria: () => ({ search: wordOf(0) }) },
  { name: "a frequent word", page: 10, criteria: () => ({ search: wordOf(0) }) },
  { name: "a rare word", page: 1, criteria: (turn) => ({ search: wordOf(400 + (turn % 100)) }) },
  { name: "the common skill, a frequent word", page: 1, criteria: () => ({ ...COMMON, search: wordOf(0) }) },
];
