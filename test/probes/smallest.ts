import type { Question } from "./probe.js";
import { type Selection, shapeOf } from "./shapes.js";

/**
 * A smaller question that still fails, for people to read: fields are left out one by one for as long as it does.
 * @param fails whether a question shows the fault
 */
export async function smallest(
  question: Question,
  fails: (question: Question) => Promise<boolean>,
): Promise<Question> {
  let current = question;
  for (let attempt = 0; attempt < 200; ) {
    const candidates = smallerOnes(current.shape.selections);
    let found = false;
    for (const selections of candidates) {
      attempt += 1;
      const shape = shapeOf(selections, current.shape.variables);
      const used = new Set(shape.variables.map(({ name }) => name));
      const variables = Object.fromEntries(
        Object.entries(current.variables).filter(([name]) => used.has(name)),
      );
      const candidate = { ...current, shape, variables };
      if (!(await fails(candidate))) continue;
      current = candidate;
      found = true;
      break;
    }
    if (!found) return current;
  }
  return current;
}

/** The selections without one of their fields, the greatest parts first. */
function smallerOnes(selections: readonly Selection[]): Selection[][] {
  const without =
    selections.length > 1 ? selections.map((_, at) => selections.filter((_, n) => n !== at)) : [];
  const within = selections.flatMap((selection, at) =>
    smallerOnes(selection.inner).map((inner) =>
      selections.map((one, n) => (n === at ? { ...one, inner } : one)),
    ),
  );
  return [...without, ...within];
}
