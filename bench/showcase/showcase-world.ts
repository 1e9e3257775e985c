import { Visibility } from "../../src/platform/auth/visibility.js";
import { PROFICIENCIES } from "../../src/skills/index.js";
import { arrayText, line } from "../world/copy-lines.js";
import { Draw, Random } from "../world/random.js";
import { DISCOVERABILITY } from "../world/world.js";
import { idOf } from "../world/world-ids.js";
import { rows, type TableRows } from "../world/world-rows.js";

/** Equally large; the first two may find each other's people, all but the last have public pages. */
export const CONSORTIA = 4;
export const PARTNERS = 20;
const SKILLS = 2000;
/** So many skills, behind the one on a third of all cards and before those that follow Zipf's law, are its neighbours. */
const NEIGHBOURS = 30;
/** Each of them is on so many of all cards. */
const NEIGHBOUR_SHARE = 0.004;
const COMMON_SHARE = 1 / 3;
/** So many skills, the last ones, are on the cards of few. */
const RARE = 20;
const RARE_SHARE = 1 / 2000;
const CARDS_PER_LIBRARY = 200;
const OFFERS = 0.1;
/** Since yesterday, of steps of 10 seconds; walks can go on from an hour ago. */
export const CLOCK = { step: 8640, keptFrom: 8280 };

const LANGUAGES = new Draw([60, 15, 10, 8, 5, 2]);
const TAGS = ["en", "es", "fr", "zh", "ar", "de"];
/** Of each consortium; a card may say none. */
const REGIONS = new Draw([20, 16, 14, 12, 10, 8, 6, 4, 3, 2, 5]);
const NO_REGION = 10;
const MODALITIES = ["ON_SITE", "REMOTE", "HYBRID"];
/** Word k is in the titles of a share of the cards in proportion to 1 / (k + 1). */
const WORDS = Draw.zipf(500, 1);

export const COMMON_SKILL = idOf("skill", 0);
export const RARE_SKILLS = Array.from({ length: RARE }, (_, place) => idOf("skill", SKILLS - 1 - place));
/** How far the neighbours of the common skill stand in for it; several as far as others. */
export const COMMON_ANSWERED_BY: readonly (readonly [string, number])[] = [
  [COMMON_SKILL, 1],
  ...Array.from({ length: NEIGHBOURS }, (_, place): [string, number] => [
    idOf("skill", 1 + place),
    Math.max(0.1, 0.8 - 0.1 * Math.floor(place / 4)),
  ]),
];
/** A word of the titles, from the most frequent one, 0, on. */
export const wordOf = (rank: number): string => `subject${String(rank).padStart(3, "0")}`;
export const regionOf = (rank: number): string => `Region ${rank}`;

const consortiumOf = (number: number) => idOf("consortium", number % CONSORTIA);
const isOffer = (number: number, seed: number) => new Random(seed, 11, number).chance(OFFERS);
const librariesFor = (cards: number) => CONSORTIA * Math.ceil(cards / CARDS_PER_LIBRARY / CONSORTIA);
/** Of the same consortium, as both are numbered in turn. */
const libraryOf = (number: number, cards: number) =>
  idOf(
    "library",
    (((number / CONSORTIA) | 0) % (librariesFor(cards) / CONSORTIA)) * CONSORTIA + (number % CONSORTIA),
  );

/** The skills of a card, by number. */
function skillsOf(number: number, seed: number, others: Draw): number[] {
  const random = new Random(seed, 12, number);
  const skills = new Set<number>();
  if (random.chance(COMMON_SHARE)) skills.add(0);
  for (let place = 0; place < NEIGHBOURS; place++) if (random.chance(NEIGHBOUR_SHARE)) skills.add(1 + place);
  for (let place = 0; place < RARE; place++) if (random.chance(RARE_SHARE)) skills.add(SKILLS - 1 - place);
  const more = 1 + random.below(5);
  for (let place = 0; place < more; place++) skills.add(1 + NEIGHBOURS + others.next(random));
  return [...skills];
}

/** What PostgreSQL takes without the triggers of the tables. */
export function peopleRows(cards: number, seed: number): TableRows[] {
  const others = Draw.zipf(SKILLS - 1 - NEIGHBOURS - RARE, 1);
  const openings: TableRows[] = [
    rows("consortium", "id, name", CONSORTIA, (number) =>
      line(idOf("consortium", number), `Consortium ${number}`),
    ),
    rows("discovery_policy", "consortium_id, other_consortium_id", 2, (number) =>
      line(idOf("consortium", number), idOf("consortium", 1 - number)),
    ),
    rows("showcase_opening", "consortium_id", CONSORTIA - 1, (number) => line(idOf("consortium", number))),
    rows("partner", "id, consortium_id, name", PARTNERS, (number) =>
      line(idOf("partner", number), consortiumOf(0), `Partner ${number}`),
    ),
    rows("library", "id, consortium_id, name", librariesFor(cards), (number) =>
      line(idOf("library", number), consortiumOf(number), `Library ${number}`),
    ),
  ];
  const workers = rows("worker", "id, consortium_id, library_id, name, discoverability", cards, (number) => {
    const discoverability = DISCOVERABILITY.next(new Random(seed, 13, number));
    const belongs = [consortiumOf(number), libraryOf(number, cards), `Worker ${number}`];
    return line(idOf("worker", number), ...belongs, discoverability);
  });
  const skills = rows(
    "worker_skill",
    "id, worker_id, consortium_id, skill_id, proficiency, rating_source, visibility",
    cards,
    (number) => {
      const random = new Random(seed, 14, number);
      return skillsOf(number, seed, others)
        .map((skill, place) => {
          const id = idOf("worker_skill", number * 64 + place);
          const level = PROFICIENCIES[random.below(PROFICIENCIES.length)]!;
          return line(
            id,
            idOf("worker", number),
            consortiumOf(number),
            idOf("skill", skill),
            level,
            "SELF",
            shown(random),
          );
        })
        .join("");
    },
  );
  return [...openings, workers, skills];
}

/** What can be on a card partners see; some was closed later. */
const shown = (random: Random) =>
  random.chance(0.08) ? Visibility.CONSORTIUM : random.chance(0.3) ? Visibility.PUBLIC : Visibility.PARTNERS;

export const skillRows = (): TableRows =>
  rows("skill", "id, uri, scheme, kind, preferred_label, status", SKILLS, (number) =>
    line(
      idOf("skill", number),
      `https://example.org/skill/${number}`,
      "LOCAL",
      "SKILL",
      `skill ${number}`,
      "ACCEPTED",
    ),
  );

/** What PostgreSQL takes with its triggers, which keep words and what is open. */
export function cardRows(cards: number, seed: number): TableRows[] {
  const others = Draw.zipf(SKILLS - 1 - NEIGHBOURS - RARE, 1);
  const columns =
    "id, consortium_id, kind, worker_id, library_id, title, summary, modality, languages, country, region, status, published_at, turn, turned";
  return [
    rows("showcase_card", columns, cards, (number) => {
      const random = new Random(seed, 15, number);
      const offer = isOffer(number, seed);
      const author = offer
        ? ["LIBRARY", null, libraryOf(number, cards)]
        : ["WORKER", idOf("worker", number), null];
      const words = Array.from({ length: 6 }, () => wordOf(WORDS.next(random)));
      const region = REGIONS.next(random);
      const place = region === NO_REGION ? [null, null] : ["US", regionOf(region)];
      return line(
        ...[idOf("card", number), consortiumOf(number), ...author],
        ...[words.slice(0, 2).join(" "), words.slice(2).join(" "), MODALITIES[random.below(3)]!],
        ...[arrayText([TAGS[LANGUAGES.next(random)]!]), ...place, "PUBLISHED"],
        new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString(),
        // Nobody is more than a few turns ahead of the others.
        ...[1000 + random.below(4), random.below(CLOCK.keptFrom)],
      );
    }),
    rows("showcase_card_skill", "card_id, skill_id, level", cards, (number) =>
      skillsOf(number, seed, others)
        .map((skill) =>
          line(idOf("card", number), idOf("skill", skill), isOffer(number, seed) ? "COMPETENT" : null),
        )
        .join(""),
    ),
  ];
}
