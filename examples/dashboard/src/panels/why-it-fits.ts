import { listed } from "../figures.ts";
import type { NeedMatch } from "./matches.tsx";

/** From here on a skill counts as covered; below it, a must-have counts as unmet. */
const COVERED = 0.5;
const MOST_NAMED = 2;

/** Why a match is one, in a few short sentences: what the worker gains, what the need gets, what is missing. */
export function whyItFits({
  explanation,
  unmetMustHaves,
}: Pick<NeedMatch, "explanation" | "unmetMustHaves">): string {
  const grows = explanation.goals
    .filter(({ contribution }) => contribution > 0)
    .sort((a, b) => b.contribution - a.contribution)
    .slice(0, MOST_NAMED)
    .map(({ skill }) => skill.preferredLabel);
  const covered = explanation.skills.filter(({ coverage }) => coverage >= COVERED).length;
  const missing = unmetMustHaves.slice(0, MOST_NAMED).map(({ preferredLabel }) => preferredLabel);
  const others = unmetMustHaves.length - missing.length;
  return [
    grows.length > 0 && `Would grow in ${listed(grows)}.`,
    `Covers ${covered} of ${explanation.skills.length} skills.`,
    missing.length > 0 && `Not yet: ${listed(others > 0 ? [...missing, `${others} more`] : missing)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
