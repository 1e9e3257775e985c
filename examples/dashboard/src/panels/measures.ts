import { difference, number } from "../figures.ts";

/** What a cell of the heat map can show. */
export type Measure = "gap" | "needed" | "have" | "want";

export const MEASURES = [
  { value: "gap", label: "Gap" },
  { value: "needed", label: "Needed" },
  { value: "have", label: "Have" },
  { value: "want", label: "Want to learn" },
] as const;

/** How strong the strongest colours are; a diverging scale has as many on either side of its middle. */
const STEPS = { diverging: 3, sequential: 5 };

/** A colour of the scale, as the class of a cell. */
export function toneOf(measure: Measure, value: number, greatest: number): string {
  if (value === 0 || greatest === 0) return "none";
  const steps = measure === "gap" ? STEPS.diverging : STEPS.sequential;
  const step = Math.ceil((Math.abs(value) / greatest) * steps);
  if (measure !== "gap") return `much-${step}`;
  return value > 0 ? `short-${step}` : `spare-${step}`;
}

/** The colours of a measure in order, for its legend. */
export const tonesOf = (measure: Measure): readonly string[] =>
  measure === "gap"
    ? ["spare-3", "spare-2", "spare-1", "none", "short-1", "short-2", "short-3"]
    : ["none", "much-1", "much-2", "much-3", "much-4", "much-5"];

export const endsOf = (measure: Measure): readonly [string, string] =>
  measure === "gap" ? ["more than needed", "short"] : ["none", "most"];

export const textOf = (measure: Measure, value: number): string =>
  measure === "gap" ? difference(value) : number(value);
