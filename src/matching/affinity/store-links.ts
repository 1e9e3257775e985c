import type { EntityManager } from "typeorm";
import {
  type BuildRow,
  type LinkRow,
  learnedOf,
  linksOf,
  newestBuild,
  type Run,
  readingIn,
} from "./affinity.reads.js";
import type { ListedLink } from "./link.js";
import type { LearnedLinks } from "./link-finder.js";

/** The number of the build that is about to be written; the transaction has waited for the others. */
export const nextVersion = async (manager: EntityManager): Promise<number> =>
  (await readBuild(readingIn(manager))).version + 1;

export const readBuild = async (run: Run): Promise<BuildRow> => (await run<BuildRow>(newestBuild))[0]!;

/** Lists by required skill, from rows in the order of lists. */
export function listsOf(rows: Iterable<LinkRow>): Map<string, ListedLink[]> {
  const lists = new Map<string, ListedLink[]>();
  for (const { to, from, kind, value, via } of rows) {
    const link = { from, kind, value, via };
    const list = lists.get(to);
    if (list) list.push(link);
    else lists.set(to, [link]);
  }
  return lists;
}

/** The stored lists of some required skills; those without links are left out. */
export const readLists = async (run: Run, ids: readonly string[]): Promise<Map<string, ListedLink[]>> =>
  listsOf(await run<LinkRow>(linksOf, [ids]));

/** What was learned for some required skills; those of which nothing was are left out. */
export async function readLearned(run: Run, ids: readonly string[]): Promise<Map<string, LearnedLinks>> {
  const learned = new Map<string, { from: string; value: number }[]>();
  for (const { to, from, value } of await run<{ to: string; from: string; value: number }>(learnedOf, [
    ids,
  ])) {
    const links = learned.get(to);
    if (links) links.push({ from, value });
    else learned.set(to, [{ from, value }]);
  }
  return learned;
}
