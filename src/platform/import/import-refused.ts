import { faultText, ImportError, type ImportFault } from "./import-error.js";

/**
 * An import that is refused because of its rows; the message has them all.
 * @param count how many faults there are, where only the first ones are given
 */
export const refusedBecause = (faults: readonly ImportFault[], count = faults.length): ImportError =>
  new ImportError(["Nothing was imported.", ...faultLines(faults, count)].join("\n"), faults);

/** A line for each fault, and how many more there are. */
export function faultLines(faults: readonly ImportFault[], count: number): string[] {
  const more = count > faults.length ? [`and ${count - faults.length} more`] : [];
  return [...faults.map(faultText), ...more];
}
