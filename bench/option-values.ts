import { InvalidArgumentError } from "commander";

/** A number of 1 or more, as the command line gives it. */
export function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a number of 1 or more.");
  return Number(text);
}

/** "10,30" as numbers. */
export const counts = (text: string): number[] => text.split(",").map(count);

const UNITS: Record<string, number> = { "": 1, k: 1_000, m: 1_000_000 };

/** "10k,1m" as numbers of workers. */
export function sizes(text: string): { name: string; workers: number }[] {
  return text.split(",").map((name) => {
    const parts = /^(\d+)([km]?)$/.exec(name.trim().toLowerCase());
    if (!parts || Number(parts[1]) === 0)
      throw new InvalidArgumentError(`Expected sizes such as 10k,1m, not "${name}".`);
    return { name: parts[0], workers: Number(parts[1]) * UNITS[parts[2]!]! };
  });
}
