import fc from "fast-check";
import { SMALLEST_GROUP as K } from "../../src/insights/disclosure/small-groups.js";
import { newConsortium, newSkill } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { Attacker, type Fact, type Sum } from "./attacker.js";
import { addStaff, figures, librariesIn, rebuild } from "./insight-world.js";

/** Two regions of two libraries, and one by itself. */
const REGIONS = ["North", "North", "South", "South", null];
/** Which of three narrower skills somebody has; everybody else is not asked about. */
const PATTERNS = ["a", "b", "c", "ab", "ac", "bc", "abc"];

let test: TestService;
let attacker: Attacker;
/** By their letters; h is broader than the others. */
const skills: Record<string, string> = {};

beforeAll(async () => {
  test = await startTestService();
  attacker = await Attacker.come();
  skills.h = await newSkill(test, "heading", {}, "GROUP");
  for (const letter of "abc")
    skills[letter] = await newSkill(test, `skill ${letter}`, { broaderIds: [skills.h] });
});
afterAll(() => test.stop());

/** Those of some libraries with one of some patterns; each unknown is how many people of a library have a pattern. */
const people = (libraries: readonly number[], has: (pattern: string) => boolean): Sum =>
  Object.fromEntries(
    libraries.flatMap((library) => PATTERNS.filter(has).map((pattern) => [`x${library}${pattern}`, 1])),
  );

const minus = (whole: Sum, part: Sum): Sum =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !(name in part)));

const PLACES = [[0, 1, 2, 3, 4], [0, 1], [2, 3], [0], [1], [2], [3], [4]];
const ASKED: readonly [letter: string, within: boolean][] = [
  ["h", true],
  ["a", false],
  ["b", false],
  ["c", false],
];
const hasOf = (letter: string) => (pattern: string) => letter === "h" || pattern.includes(letter);

/** All that can be asked about these skills, at every place. */
async function published(scopes: readonly string[], user: Parameters<typeof figures>[2]) {
  const answers = new Map<string, number | null>();
  for (const [place, scope] of scopes.entries())
    for (const within of [true, false]) {
      const selection = `skillGaps(scope: ${scope}, within: "${skills.h}", includeNarrower: ${within}) {
        nodes { have skill { id } } }`;
      const { skillGaps } = await figures(test, selection, user);
      for (const { have, skill } of skillGaps.nodes) answers.set(`${place} ${skill.id} ${within}`, have);
    }
  return answers;
}

it("nobody can be made out by all figures together, nor by the difference of two", async () => {
  const counts = fc.array(
    fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.constantFrom(1, 4, 5, 9)), {
      minLength: PATTERNS.length,
      maxLength: PATTERNS.length,
    }),
    { minLength: REGIONS.length, maxLength: REGIONS.length },
  );
  await fc.assert(
    fc.asyncProperty(counts, async (world) => {
      const here = await newConsortium(test);
      const libraries = await librariesIn(test, here, ...REGIONS);
      for (const [library, patterns] of world.entries())
        for (const [at, count] of patterns.entries())
          await addStaff(
            test,
            here,
            libraries[library]!,
            { have: [...PATTERNS[at]!].map((letter) => skills[letter]!) },
            count,
          );
      await rebuild(test);
      const scopes = [
        "{}",
        ...["North", "South"].map((region) => `{ region: "${region}" }`),
        ...libraries.map(({ libraryId }) => `{ libraryId: "${libraryId}" }`),
      ];
      const answers = await published(scopes, here.analyst);
      const countOf = (sum: Sum) =>
        Object.keys(sum).reduce(
          (all, name) => all + world[Number(name[1])]![PATTERNS.indexOf(name.slice(2))]!,
          0,
        );
      const cells = PLACES.flatMap((place, at) =>
        ASKED.map(([letter, within]) => ({
          place,
          letter,
          sum: people(place, hasOf(letter)),
          figure: answers.get(`${at} ${skills[letter]} ${within}`) ?? null,
        })),
      );
      // What is told is right.
      for (const { sum, figure } of cells)
        if (figure !== null) expect(figure).toBe(countOf(sum) - (countOf(sum) % K));
      const factOf = ({ sum, figure }: (typeof cells)[number]): Fact => ({
        sum,
        least: figure ?? 0,
        // Whoever knows which ones are small knows more than is told.
        most: figure === null ? (countOf(sum) < K ? K - 1 : 1000) : figure + K - 1,
      });
      const isFew = (sum: Sum) => countOf(sum) > 0 && countOf(sum) < K;
      const leastOf = (facts: readonly Fact[], sum: Sum) => ({
        ...{ world, sum: Object.keys(sum), least: attacker.range(facts, sum).least },
      });
      for (const cell of cells.filter(({ sum }) => isFew(sum))) {
        const { sum } = cell;
        // Of what is told of a skill everywhere, or of all skills at a place, it does not follow that somebody is in a small
        // group,
        const everywhere = cells.filter(({ letter }) => letter === cell.letter).map(factOf);
        const here = cells.filter(({ place }) => place === cell.place).map(factOf);
        for (const facts of [everywhere, here])
          expect(leastOf(facts, sum)).toEqual({ world, sum: Object.keys(sum), least: 0 });
        // of everything together not how many,
        const { least, most } = attacker.range(cells.map(factOf), sum);
        expect({ world, sum: Object.keys(sum), isTold: least === most }).toEqual({
          ...{ world, sum: Object.keys(sum), isTold: false },
        });
      }
      // nor of two answers that somebody is in the one and not in the other.
      const told = cells.filter(({ figure }) => figure !== null);
      for (const whole of told)
        for (const part of told) {
          const rest = minus(whole.sum, part.sum);
          if (!Object.keys(part.sum).every((name) => name in whole.sum) || !isFew(rest)) continue;
          expect(leastOf([factOf(whole), factOf(part)], rest)).toEqual({
            world,
            sum: Object.keys(rest),
            least: 0,
          });
        }
    }),
    // The same worlds each time: each takes a second, and a rare one should not stop somebody else's work.
    { numRuns: 12, seed: 1 },
  );
}, 120_000);
