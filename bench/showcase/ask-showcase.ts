import type { Principal } from "../../src/platform/auth/principal.js";
import type { Reads } from "../../src/platform/database/reads.js";
import { DatabaseUnavailable } from "../../src/platform/database/unavailable.js";
import { publishedCards, type ShowcaseCriteria } from "../../src/showcase/index.js";
import { milliseconds } from "../measure/markdown.js";
import { Durations } from "../measure/quantiles.js";
import type { Asker, Question } from "./questions.js";

export const FIRST = 20;
const WARMING = 3;
/** A question that takes seconds is not asked as often. */
const MOST_MS = 15_000;

export const HEADER = [
  "asked for",
  "page",
  "by",
  "cards",
  "asked",
  "p50 ms",
  "p99 ms",
  "max ms",
  "timed out",
];

/** Asks one kind of question over and over. @returns a row under `HEADER` */
export async function ask(
  reads: Reads,
  asker: Asker,
  { name, page, criteria }: Question,
  walks: Walks,
  times: number,
): Promise<string[]> {
  const taken = new Durations();
  let [cards, late] = [0, 0];
  const until = performance.now() + MOST_MS;
  for (let turn = -WARMING; turn < times && (turn < 1 || performance.now() < until); turn++) {
    const [who, what] = [
      asker.principal(Math.max(0, turn)),
      { ...asker.within, ...criteria(Math.max(0, turn)) },
    ];
    const after = walks.cursor(asker, name, page);
    if (page > 1 && after === null) break;
    const begin = performance.now();
    try {
      const found = await publishedCards(reads, who, what, { first: FIRST, after });
      cards = found.nodes.length;
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      if (turn >= 0) late++;
    }
    if (turn >= 0) taken.add(performance.now() - begin);
  }
  const figures = [taken.p50, taken.p99, taken.max].map((time) =>
    taken.count > 0 ? milliseconds(time) : "-",
  );
  return [name, String(page), asker.name, String(cards), String(taken.count), ...figures, String(late)];
}

/** Where the pages before later ones ended, of walks that began before others looked, too. */
export class Walks {
  private readonly cursors = new Map<string, string | null>();

  cursor(asker: Asker, name: string, page: number): string | null {
    return this.cursors.get(`${asker.name} ${name} ${page}`) ?? null;
  }

  /** Goes through the pages before that of the question. Nothing is kept of a walk that was too slow, or has too few pages. */
  async begin(reads: Reads, asker: Asker, { name, page, criteria }: Question): Promise<void> {
    let after: string | null = null;
    const [who, what]: [Principal, ShowcaseCriteria] = [
      asker.principal(0),
      { ...asker.within, ...criteria(0) },
    ];
    for (let number = 1; number < page; number++)
      try {
        const { pageInfo } = await publishedCards(reads, who, what, { first: FIRST, after });
        if (!pageInfo.hasNextPage) return;
        after = pageInfo.endCursor;
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) throw error;
        return;
      }
    this.cursors.set(`${asker.name} ${name} ${page}`, after);
  }
}
