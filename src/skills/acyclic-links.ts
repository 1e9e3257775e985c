/** "`from` is narrower than `to`", by id. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/**
 * Sorts out the links that may be added one after the other to a graph without a circle closing.
 * @param existing the links that are there, free of circles
 * @param candidates links to add; one that is there already is neither accepted nor refused
 */
export function acyclicLinks<Candidate extends Link>(
  existing: Iterable<Link>,
  candidates: Iterable<Candidate>,
): { accepted: Candidate[]; refused: Candidate[] } {
  const above = new Map<string, Set<string>>();
  const add = ({ from, to }: Link) => above.set(from, (above.get(from) ?? new Set()).add(to));
  for (const link of existing) add(link);
  const accepted: Candidate[] = [];
  const refused: Candidate[] = [];
  for (const candidate of candidates) {
    if (above.get(candidate.from)?.has(candidate.to)) continue;
    if (isAtOrAbove(above, candidate.to, candidate.from)) {
      refused.push(candidate);
    } else {
      add(candidate);
      accepted.push(candidate);
    }
  }
  return { accepted, refused };
}

/** Whether `wanted` is `start` or can be reached upwards from it. */
function isAtOrAbove(
  above: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
  wanted: string,
): boolean {
  const seen = new Set<string>();
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === wanted) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(above.get(next) ?? []));
  }
  return false;
}
