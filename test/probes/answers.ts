import type { Answer } from "../support/service.js";
import type { Canaries } from "./canaries.js";
import type { Oracle } from "./oracle.js";
import type { Question } from "./probe.js";
import type { Selection } from "./shapes.js";

/** What an answer tells that its viewer may not know, in words; empty when all is well. */
export function leaksIn(
  canaries: Canaries,
  oracle: Oracle,
  { shape, viewer, variables }: Question,
  { data, errors }: Pick<Answer, "data" | "errors">,
): string[] {
  // The log names those whose data it was, also to administrators who may see nothing else of them.
  const logs = shape.selections.filter(({ field }) => field === "auditLog").map(({ alias }) => alias);
  const entries = Object.entries(data ?? {});
  const logged = marksIn(
    canaries,
    entries.filter(([alias]) => logs.includes(alias)),
  );
  const told = marksIn(
    canaries,
    entries.filter(([alias]) => !logs.includes(alias)),
  );
  // A message may repeat what the caller sent.
  const sent = new Set(canaries.in(JSON.stringify(variables)).map(({ mark }) => mark));
  const blurted = canaries.in(JSON.stringify(errors)).filter(({ mark }) => !sent.has(mark));
  const leaks = [
    ...logged.filter(({ secret }) => !oracle.mayReadInLog(viewer, secret)),
    ...[...told, ...blurted].filter(({ secret }) => !oracle.mayKnow(viewer, secret)),
  ];
  return leaks.map(({ mark, secret }) => `${mark}: ${secret.where}`);
}

function marksIn(canaries: Canaries, data: unknown) {
  const shown = JSON.stringify(data);
  return [...canaries.in(shown), ...canaries.in(decodedCursors(shown))];
}

const CURSOR = /"([A-Za-z0-9_-]{16,})"/g;

/** What stands in the cursors of an answer, and in whatever else looks like one. */
function decodedCursors(shown: string): string {
  return [...shown.matchAll(CURSOR)]
    .map(([, cursor]) => Buffer.from(cursor!, "base64url").toString("utf8"))
    .filter((text) => text.startsWith("["))
    .join(" ");
}

/** Every cursor in an answer. */
export function cursorsIn(data: unknown): string[] {
  if (data === null || typeof data !== "object") return [];
  return Object.entries(data).flatMap(([key, value]) =>
    typeof value === "string" && /cursor$/i.test(key) ? [value] : cursorsIn(value),
  );
}

/** Notes the fields that an answer has something for, as "Type.field". */
export function noteReached(
  reached: Map<string, number>,
  selections: readonly Selection[],
  data: unknown,
): void {
  if (Array.isArray(data)) {
    for (const one of data) noteReached(reached, selections, one);
    return;
  }
  if (data === null || typeof data !== "object") return;
  for (const { type, field, alias, inner, on } of selections) {
    const value = (data as Record<string, unknown>)[alias];
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const name = `${on ?? type}.${field}`;
    reached.set(name, (reached.get(name) ?? 0) + 1);
    noteReached(reached, inner, value);
  }
}
