import { Visibility } from "../../src/platform/auth/visibility.js";
import { SkillKind } from "../../src/skills/index.js";
import type { BenchTaxonomy } from "./bench-taxonomy.js";
import { Draw, Random, shuffled } from "./random.js";

/** Raise it where the same seed begins to give another world: databases of the old one are made anew. */
export const WORLD_VERSION = 1;

export interface WorldSpec {
  /** Such as "100k". */
  readonly name: string;
  readonly workers: number;
  readonly seed: number;
  /** One for ten workers, and 20,000 at the most, when left out. */
  readonly needs?: number;
}

export interface BenchSkill {
  /** Number of the concept. */
  readonly concept: number;
  /** 1 to 5 */
  readonly level: number;
  readonly visibility: Visibility;
}

export interface BenchGoal {
  readonly concept: number;
  /** 0 to 4 */
  readonly current: number;
  /** 1 to 5 */
  readonly target: number;
  /** 1 to 3 */
  readonly priority: number;
  readonly visibility: Visibility;
}

export interface BenchWorker {
  readonly library: number;
  readonly hours: number | null;
  readonly remote: boolean;
  readonly languages: readonly string[];
  readonly discoverability: Visibility;
  readonly skills: readonly BenchSkill[];
  readonly goals: readonly BenchGoal[];
}

export interface BenchPlace {
  readonly country: string | null;
  readonly region: string | null;
}

export interface BenchNeed extends BenchPlace {
  readonly partner: number;
  readonly modality: "ON_SITE" | "REMOTE" | "HYBRID";
  readonly languages: readonly string[];
  readonly hours: number | null;
  readonly skills: readonly {
    readonly concept: number;
    readonly level: number;
    readonly importance: "MUST" | "NICE";
    readonly mentored: boolean;
  }[];
}

/** Exponent of Zipf's law for themes, for the skills within one, and for skills at large. */
export const ZIPF = 1;
const FROM_THEME = 0.7;
const WORKERS_PER_LIBRARY = 200;
const WORKERS_PER_NEED = 10;
const MOST_NEEDS = 20_000;
const NEEDS_PER_PARTNER = 10;

/** Values with how often each comes, in per cent. */
class Mix<Value> {
  private readonly draw: Draw;

  constructor(private readonly parts: readonly (readonly [percent: number, value: Value])[]) {
    this.draw = new Draw(parts.map(([percent]) => percent));
  }

  next(random: Random): Value {
    return this.parts[this.draw.next(random)]![1];
  }
}

const visibilities = (...percents: readonly [number, number, number, number, number]) =>
  new Mix(Object.values(Visibility).map((visibility, index) => [percents[index]!, visibility]));
const SKILL_VISIBILITY = visibilities(10, 10, 30, 40, 10);
const GOAL_VISIBILITY = visibilities(35, 10, 15, 30, 10);
export const DISCOVERABILITY = visibilities(5, 5, 20, 55, 15);
const LEVEL = new Draw([15, 25, 30, 20, 10]);
const REQUIRED_LEVEL = new Draw([10, 25, 35, 20, 10]);
const HOURS = new Mix([
  [20, null],
  [15, 4],
  [25, 8],
  [20, 16],
  [10, 20],
  [10, 38],
] as const);
const MODALITY = new Mix([
  [45, "ON_SITE"],
  [25, "HYBRID"],
  [30, "REMOTE"],
] as const);
const PLACES = new Mix<BenchPlace>([
  ...[18, 14, 10, 8, 6, 5, 4, 3].map(
    (percent, index) => [percent, { country: "US", region: `US-${index}` }] as const,
  ),
  ...[8, 6, 4].map((percent, index) => [percent, { country: "CA", region: `CA-${index}` }] as const),
  [8, { country: "US", region: null }],
  [6, { country: null, region: null }],
]);
const SPOKEN = new Mix<readonly string[]>([
  [50, ["en"]],
  [14, ["en", "es"]],
  [8, ["en", "fr"]],
  [5, ["en-US", "zh"]],
  [4, ["en", "ar"]],
  [3, ["en", "de", "fr"]],
  [3, ["es"]],
  [3, ["fr", "en-CA"]],
  [10, []],
]);
const DEMANDED = new Mix<readonly string[]>([
  [55, []],
  [28, ["en"]],
  [8, ["en", "es"]],
  [4, ["fr"]],
  [3, ["es"]],
  [2, ["zh"]],
]);

/**
 * A world that is the same wherever it is made: workers, libraries, needs and partners of one consortium, each from a
 * stream of its own. What a worker knows clusters around a theme such as an occupation; themes, skills within them and
 * skills at large follow Zipf's law.
 */
export class World {
  readonly libraries: number;
  readonly needs: number;
  readonly partners: number;
  private readonly themes: readonly (readonly number[])[];
  private readonly theme: Draw;
  private readonly within: ReadonlyMap<number, Draw>;
  private readonly popular: Int32Array;
  private readonly skill: Draw;

  constructor(
    readonly spec: WorldSpec,
    readonly taxonomy: BenchTaxonomy,
  ) {
    this.libraries = Math.max(1, Math.round(spec.workers / WORKERS_PER_LIBRARY));
    this.needs = spec.needs ?? Math.min(MOST_NEEDS, Math.round(spec.workers / WORKERS_PER_NEED));
    this.partners = Math.max(1, Math.round(this.needs / NEEDS_PER_PARTNER));
    const random = new Random(spec.seed, 0);
    this.themes = [...shuffled(taxonomy.themes.length, random)].map((number) => taxonomy.themes[number]!);
    this.theme = Draw.zipf(this.themes.length, ZIPF);
    this.within = new Map(this.themes.map(({ length }) => [length, Draw.zipf(length, ZIPF)]));
    const assignable = [...taxonomy.concepts.keys()].filter(
      (number) => taxonomy.concepts[number]!.kind !== SkillKind.GROUP,
    );
    this.popular = shuffled(assignable.length, random).map((place) => assignable[place]!);
    this.skill = Draw.zipf(this.popular.length, ZIPF);
  }

  library(number: number): BenchPlace {
    return PLACES.next(new Random(this.spec.seed, 1, number));
  }

  worker(number: number): BenchWorker {
    const random = new Random(this.spec.seed, 2, number);
    const theme = this.themes[this.theme.next(random)]!;
    const skills: BenchSkill[] = [];
    for (const concept of this.concepts(2 + random.below(7) + random.below(7), theme, random))
      skills.push({ concept, level: 1 + LEVEL.next(random), visibility: SKILL_VISIBILITY.next(random) });
    return {
      library: random.below(this.libraries),
      hours: HOURS.next(random),
      remote: random.chance(0.4),
      languages: SPOKEN.next(random),
      discoverability: DISCOVERABILITY.next(random),
      skills,
      goals: this.goals(skills, theme, random),
    };
  }

  need(number: number): BenchNeed {
    const random = new Random(this.spec.seed, 3, number);
    const theme = this.themes[this.theme.next(random)]!;
    const { country, region } = PLACES.next(random);
    return {
      partner: number % this.partners,
      modality: MODALITY.next(random),
      country,
      region,
      languages: DEMANDED.next(random),
      hours: HOURS.next(random),
      skills: [...this.concepts(2 + random.below(7), theme, random)].map((concept) => ({
        concept,
        level: 1 + REQUIRED_LEVEL.next(random),
        importance: random.chance(0.6) ? "MUST" : "NICE",
        mentored: random.chance(0.3),
      })),
    };
  }

  /** One to five: a step further in a skill that is there, or a new one, mostly of the theme. */
  private goals(skills: readonly BenchSkill[], theme: readonly number[], random: Random): BenchGoal[] {
    const goals = new Map<number, BenchGoal>();
    const wanted = 1 + random.below(5);
    for (let attempt = 0; goals.size < wanted && attempt < 20; attempt++) {
      const held = random.chance(0.4) ? skills[random.below(skills.length)]! : undefined;
      const concept = held?.concept ?? this.concept(theme, random);
      const known = held ?? skills.find((skill) => skill.concept === concept);
      const current = known?.level ?? (random.chance(0.6) ? 0 : 1);
      if (current === 5 || goals.has(concept)) continue;
      goals.set(concept, {
        concept,
        current,
        target: Math.min(5, current + 1 + random.below(3)),
        priority: 1 + random.below(3),
        visibility: GOAL_VISIBILITY.next(random),
      });
    }
    return [...goals.values()];
  }

  private concepts(count: number, theme: readonly number[], random: Random): Set<number> {
    const found = new Set<number>();
    for (let attempt = 0; found.size < count && attempt < 10 * count; attempt++)
      found.add(this.concept(theme, random));
    return found;
  }

  private concept(theme: readonly number[], random: Random): number {
    return random.chance(FROM_THEME)
      ? theme[this.within.get(theme.length)!.next(random)]!
      : this.popular[this.skill.next(random)]!;
  }
}
