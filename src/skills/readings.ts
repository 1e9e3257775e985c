import { withoutFillers } from "./label-likeness.js";
import { corrections, type TypedWord } from "./typed-words.js";

/** One way to read what was typed. */
export interface Reading {
  readonly words: readonly string[];
  /** How sure it is that this was meant, 0 to 1. */
  readonly trust: number;
}

/** What every correction, and leaving something out, takes from the trust. */
const CORRECTED = 0.93;

/**
 * The ways to read what was typed: as it is; with slips corrected and words joined that labels write as one ("data base");
 * and that without what people write around a skill ("strong ... skills").
 */
export function readingsOf(words: readonly TypedWord[]): Reading[] {
  const plain = words.map(({ word }) => word);
  if (plain.length === 0) return [];
  const readings: Reading[] = [{ words: plain, trust: 1 }];
  const { corrected, changes } = correct(words);
  const trust = CORRECTED ** changes;
  if (changes > 0) readings.push({ words: corrected, trust });
  const core = withoutFillers(corrected);
  if (core.length < corrected.length) readings.push({ words: core, trust: trust * CORRECTED });
  return readings;
}

function correct(words: readonly TypedWord[]): { corrected: string[]; changes: number } {
  const corrected: string[] = [];
  let changes = 0;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const joined = word.joinsNext ? word.word + words[at + 1]!.word : null;
    const meant = joined ?? (word.known ? word.word : (corrections(word)[0] ?? word.word));
    if (joined !== null) at++;
    if (meant !== word.word) changes++;
    corrected.push(meant);
  }
  return { corrected, changes };
}
