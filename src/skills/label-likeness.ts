/** Words without meaning of their own. */
const FUNCTION_WORDS = new Set(
  "a an and as at by for from in into is my of on or other s such the their to up using various via with within".split(
    " ",
  ),
);

/** Words that go with almost any skill and hardly tell one from another. */
const GENERIC_WORDS = new Set(
  `ability able advanced apply basic basics best beginner carry certified competence conduct create deliver demonstrate do
  employ execute experience experienced expert expertise fundamentals general good handle implement knowledge level make
  method methodologies methodology methods microsoft ms out perform philosophies practice practices principle principles
  proficiency proficient professional provide skill skills strong technique techniques theory tool tools training
  undertake understanding use utilise utilize work working year years`.split(/\s+/),
);

const GENERIC_WEIGHT = 0.3;
const SAME_NUMBER_ASIDE = 0.95;
const SAME_STEM = 0.85;
const SAME_JOINED = 0.96;
/** What a label says beyond what was typed makes it another skill sooner than what it leaves out. */
const UNTYPED_COST = 1.5;

const weightOf = (word: string): number => {
  if (FUNCTION_WORDS.has(word)) return 0;
  return GENERIC_WORDS.has(word) ? GENERIC_WEIGHT : 1;
};

/** What is typed around a skill without being part of it, such as "strong ... skills" or "years of ... experience". */
export function withoutFillers(words: readonly string[]): string[] {
  const kept = words.filter((word) => weightOf(word) === 1 && !/^\d+$/.test(word));
  return kept.length > 0 ? kept : [...words];
}

/**
 * How likely a label says what was typed: how much both say, in any order, against what only one of them says, by weight
 * of the words (Tversky's index). Singular and plural, and forms such as "manage" and "management", are nearly the same;
 * a single word must be the same but for its number.
 * @param typed words of the typed text, normalised
 * @param label words of the label, normalised
 * @returns 0 to 1; 1 for the same words in the same order
 */
export function labelLikeness(typed: readonly string[], label: readonly string[]): number {
  if (typed.join(" ") === label.join(" ")) return 1;
  if (typed.join("") === label.join("")) return SAME_JOINED;
  const sameStem = typed.filter((word) => weightOf(word) === 1).length > 1 ? SAME_STEM : 0;
  const open = [...label];
  const shared = { typed: 0, label: 0 };
  for (const word of typed) {
    const { at, degree } = bestMatch(word, open, sameStem);
    if (at < 0) continue;
    const [match] = open.splice(at, 1);
    shared.typed += degree * weightOf(word);
    shared.label += degree * weightOf(match!);
  }
  const both = shared.typed + shared.label;
  const apart = weightOfAll(typed) - shared.typed + UNTYPED_COST * (weightOfAll(label) - shared.label);
  return both === 0 ? 0 : Math.min(both / (both + apart), 0.99);
}

const weightOfAll = (words: readonly string[]) => words.reduce((sum, word) => sum + weightOf(word), 0);

function bestMatch(word: string, open: readonly string[], sameStem: number): { at: number; degree: number } {
  const same = open.indexOf(word);
  if (same >= 0) return { at: same, degree: 1 };
  const number = open.findIndex((other) => singularOf(other) === singularOf(word));
  if (number >= 0) return { at: number, degree: SAME_NUMBER_ASIDE };
  const stem = stemOf(word);
  const form = sameStem > 0 ? open.findIndex((other) => stemOf(other) === stem) : -1;
  return { at: form, degree: sameStem };
}

/** The singular of an English word, in one spelling, roughly. */
function singularOf(word: string): string {
  const spelt = spellingOf(word);
  if (spelt.length < 4 || /(?:ss|us|is)$/.test(spelt)) return spelt;
  return spelt
    .replace(/ies$/, "y")
    .replace(/([sxz]|ch|sh)es$/, "$1")
    .replace(/s$/, "");
}

const SPELLINGS: readonly [RegExp, string][] = [
  [/^programme/, "program"],
  [/catalogue?/, "catalog"],
  [/centre/, "center"],
  [/our(?=$|s$|al)/, "or"],
  [/is(?=e|ing|ation)/, "iz"],
  [/ys(?=e|ing)/, "yz"],
];

/** One spelling for American and British English. */
const spellingOf = (word: string): string =>
  SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), word);

/** Endings that make another form of the same word; what is left must have four letters. */
const ENDINGS =
  /(?:ements?|ments?|ations?|ational|ators?|ates?|ating|ings?|ions?|ers?|ors?|ed|es|s|e|y|ies)$/;

/** What the forms of a word have in common, roughly. */
function stemOf(word: string): string {
  if (/[^a-z]/.test(word) || word.length < 4) return word;
  const spelt = spellingOf(word);
  const stem = spelt.replace(ENDINGS, "");
  const kept =
    stem.length >= 4 || (stem.length >= 3 && /^(?:e?s)$/.test(spelt.slice(stem.length))) ? stem : spelt;
  return kept.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
}
