import { ProgressBar } from "../../src/cli/progress-bar.js";
import { LEAST_WORKERS } from "../../src/matching/affinity/learned.js";
import { SCORING_VERSION } from "../../src/matching/formula.js";
import { type Occupation, readOccupations } from "./occupations.js";
import { qualityReport } from "./report.js";
import { playRounds } from "./rounds.js";

export interface QualityOptions {
  /** Folder of ESCO's CSV files, with occupations. */
  readonly esco: string;
  /** How many times needs and workers are drawn, 1 or more. */
  readonly seeds: number;
  /** From how many profiles of each occupation is learned; one run each. */
  readonly profiles: readonly number[];
}

/**
 * Measures how well the product's coverage ranks workers for needs on ESCO's occupations, and prints it as Markdown.
 * Needs no database. The same options print the same.
 * @throws ImportError when the folder lacks files
 */
export async function benchQuality({ esco, seeds, profiles }: QualityOptions): Promise<void> {
  const progress = new ProgressBar();
  const data = await readOccupations(esco, progress.show);
  const results = await playRounds(data, seeds, profiles, (done, total) =>
    progress.show("Ranking", done, total),
  );
  progress.stop();
  console.log(`\n${preface(data.occupations, seeds)}\n\n${qualityReport(results)}`);
}

function preface(occupations: readonly Occupation[], seeds: number): string {
  const groups = new Set(occupations.map(({ unitGroup }) => unitGroup)).size;
  const skills = new Set(occupations.flatMap((occupation) => occupation.skills)).size;
  return [
    `Scoring version ${SCORING_VERSION}; ${occupations.length} occupations of ${groups} unit groups with ${skills} skills;`,
    `seeds 1 to ${seeds}; pairs learned from ${LEAST_WORKERS} workers up.`,
  ].join(" ");
}
