import { PROFICIENCIES } from "../../src/skills/index.js";
import { arrayText, line } from "./copy-lines.js";
import type { World } from "./world.js";
import { idOf } from "./world-ids.js";

/** Room for the skills and goals of one worker in the numbers that their ids are made of. */
const PER_WORKER = 16;

/** The rows of one table, as lines of COPY. */
export interface TableRows {
  readonly table: string;
  readonly columns: string;
  /** How many things `lines` goes through. */
  readonly total: number;
  /** @param onProgress told how many of `total` have been gone through */
  lines(onProgress: (done: number) => void): Iterable<string>;
}

const proficiency = (level: number): string | null => PROFICIENCIES[level - 1] ?? null;
const consortium = idOf("consortium", 0);

function* each(
  total: number,
  onProgress: (done: number) => void,
  linesOf: (number: number) => string,
): Generator<string> {
  for (let number = 0; number < total; number++) {
    yield linesOf(number);
    if (number % 1024 === 0) onProgress(number);
  }
}

/** @param linesOf the lines of one of `total` things */
export function rows(
  table: string,
  columns: string,
  total: number,
  linesOf: (number: number) => string,
): TableRows {
  return { table, columns, total, lines: (onProgress) => each(total, onProgress, linesOf) };
}

/** Skills of the taxonomy. Loaded with triggers on, which prepare their labels for the search. */
export function taxonomyRows({ taxonomy: { concepts, broader, related } }: World): TableRows[] {
  const skill = (number: number) => idOf("skill", number);
  return [
    rows("skill", "id, uri, scheme, kind, preferred_label, status", concepts.length, (number) => {
      const { uri, kind, label } = concepts[number]!;
      const scheme = uri.includes("data.europa.eu") ? "ESCO" : "LOCAL";
      return line(skill(number), uri, scheme, kind, label, "ACCEPTED");
    }),
    rows("skill_broader", "skill_id, broader_id", broader.length, (number) =>
      line(...broader[number]!.map(skill)),
    ),
    rows("skill_related", "skill_id, related_id, kind", related.length, (number) =>
      line(...related[number]!.map(skill), "RELATED"),
    ),
  ];
}

/** Everything else, parents first. */
export const worldRows = (world: World): TableRows[] => [
  rows("consortium", "id, name", 1, () => line(consortium, `Bench ${world.spec.name}`)),
  rows("library", "id, consortium_id, name, country, region", world.libraries, (number) => {
    const { country, region } = world.library(number);
    return line(idOf("library", number), consortium, `Library ${number}`, country, region);
  }),
  rows("partner", "id, consortium_id, name", world.partners, (number) =>
    line(idOf("partner", number), consortium, `Partner ${number}`),
  ),
  ...peopleRows(world),
  ...needRows(world),
];

function peopleRows(world: World): TableRows[] {
  const { workers } = world.spec;
  const worker = "id, consortium_id, library_id, name, hours_per_week, remote, languages, discoverability";
  return [
    rows("worker", worker, workers, (number) => {
      const { library, hours, remote, languages, discoverability } = world.worker(number);
      const belongs = [idOf("worker", number), consortium, idOf("library", library), `Worker ${number}`];
      return line(...belongs, hours, remote, arrayText(languages), discoverability);
    }),
    rows(
      "worker_skill",
      "id, worker_id, consortium_id, skill_id, proficiency, rating_source, visibility",
      workers,
      (number) => {
        let lines = "";
        const id = idOf("worker", number);
        for (const [place, { concept, level, visibility }] of world.worker(number).skills.entries())
          lines += line(
            idOf("worker_skill", number * PER_WORKER + place),
            id,
            consortium,
            idOf("skill", concept),
            proficiency(level),
            "SELF",
            visibility,
          );
        return lines;
      },
    ),
    rows(
      "growth_goal",
      'id, worker_id, consortium_id, skill_id, start, "current", target, priority, visibility',
      workers,
      (number) => {
        let lines = "";
        const id = idOf("worker", number);
        for (const [place, goal] of world.worker(number).goals.entries()) {
          const current = proficiency(goal.current);
          const ids = [goalId(number, place), id, consortium, idOf("skill", goal.concept)];
          lines += line(...ids, current, current, proficiency(goal.target), goal.priority, goal.visibility);
        }
        return lines;
      },
    ),
  ];
}

/** @param place of the goal among the worker's */
export const goalId = (worker: number, place: number): string => idOf("goal", worker * PER_WORKER + place);

const NEED_COLUMNS =
  "id, consortium_id, partner_id, title, status, hours_per_week, modality, country, region, languages";

const needRows = (world: World): TableRows[] => [
  rows("need", NEED_COLUMNS, world.needs, (number) => {
    const { partner, hours, modality, country, region, languages } = world.need(number);
    const belongs = [idOf("need", number), consortium, idOf("partner", partner), `Need ${number}`, "OPEN"];
    return line(...belongs, hours, modality, country, region, arrayText(languages));
  }),
  rows("need_skill", "need_id, skill_id, importance, proficiency, mentored", world.needs, (number) =>
    world
      .need(number)
      .skills.map((skill) =>
        line(
          idOf("need", number),
          idOf("skill", skill.concept),
          skill.importance,
          proficiency(skill.level),
          skill.mentored,
        ),
      )
      .join(""),
  ),
];
