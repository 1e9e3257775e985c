import type { Reads } from "../platform/database/reads.js";

/** A word of what somebody typed, normalised as labels are. */
export interface TypedWord {
  readonly word: string;
  /** Whether a label has this word. */
  readonly known: boolean;
  /** Whether a label has a word that begins like this. */
  readonly begins: boolean;
  /** Whether a label has this word and the next one written as one. */
  readonly joinsNext: boolean;
  /** Unless it is known: words of labels that look like it, the most alike first. */
  readonly near: readonly string[];
}

/** $1: typed text */
const typedWords = {
  name: "skills.typed-words",
  text: `select word, known, known or exists (select from skill_word b where b.word like t.word || '%') as begins,
      exists (select from skill_word j where j.word = t.word || t.next) as "joinsNext",
      case when known then '{}' else array(select w.word from words_like(t.word) w
        order by similarity(w.word, t.word) desc, w.word limit 30) end as near
    from (
      select word, place, lead(word) over (order by place) as next,
        exists (select from skill_word k where k.word = split.word) as known
      from regexp_split_to_table(normalize_label($1), ' ') with ordinality split (word, place) where word <> ''
    ) t order by place`,
};

/** The words of a text, and what labels know about them. */
export const readTypedWords = (reads: Reads, text: string): Promise<TypedWord[]> =>
  reads.run<TypedWord>(typedWords, [text]);

const MOST_CORRECTIONS = 3;

/**
 * What a misspelt word may have been meant to be, the likeliest first: words that differ by a slip or two. The first
 * letter is hardly ever wrong.
 */
export function corrections({ word, near }: TypedWord): string[] {
  const slips = allowedSlips(word);
  const found = near
    .filter((candidate) => candidate[0] === word[0])
    .map((candidate) => ({ candidate, distance: slipsBetween(word, candidate) }))
    .filter(({ distance }) => distance <= slips);
  const least = Math.min(...found.map(({ distance }) => distance));
  return found
    .filter(({ distance }) => distance === least)
    .slice(0, MOST_CORRECTIONS)
    .map(({ candidate }) => candidate);
}

/** Short words differ from many others by one letter, so they are taken as they are; so is what holds digits. */
function allowedSlips(word: string): number {
  if (word.length < 5 || /[^\p{L}]/u.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * How many slips lead from one word to another: a letter too many, missing, wrong, or two that changed places
 * (optimal string alignment: Damerau-Levenshtein without repeated edits of the same letters).
 */
export function slipsBetween(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let least = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + same);
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        least = Math.min(least, before[column - 2]! + 1);
      current.push(least);
    }
    before = above;
    above = current;
  }
  return above[to.length]!;
}
