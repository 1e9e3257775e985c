import highs from "highs";

/** A sum of unknown whole numbers, by their names. */
export type Sum = Readonly<Record<string, number>>;

/** What is known: a sum is from `least` to `most`. */
export interface Fact {
  readonly sum: Sum;
  readonly least: number;
  readonly most: number;
}

/** What somebody can conclude from published figures, by integer programming: nothing beyond this follows from them. */
export class Attacker {
  private constructor(private readonly solve: (problem: string) => number) {}

  static async come(): Promise<Attacker> {
    const solver = await highs();
    return new Attacker((problem) => {
      const { Status, ObjectiveValue } = solver.solve(problem);
      if (Status === "Unbounded" || Status === "Primal infeasible or unbounded")
        return Number.POSITIVE_INFINITY;
      if (Status !== "Optimal") throw new Error(`${Status}:\n${problem}`);
      return Math.round(ObjectiveValue);
    });
  }

  /** The least and the most that a sum can be. */
  range(facts: readonly Fact[], sum: Sum): { readonly least: number; readonly most: number } {
    const least = this.solve(problemOf("Minimize", facts, sum));
    const most = this.solve(problemOf("Maximize", facts, sum));
    return { least, most: Math.abs(most) };
  }
}

/** In the CPLEX LP format. */
function problemOf(aim: "Minimize" | "Maximize", facts: readonly Fact[], sum: Sum): string {
  const names = [...new Set([sum, ...facts.map((fact) => fact.sum)].flatMap((each) => Object.keys(each)))];
  const rows = facts.flatMap((fact, at) => [
    ` l${at}: ${written(fact.sum)} >= ${fact.least}`,
    ...(Number.isFinite(fact.most) ? [` m${at}: ${written(fact.sum)} <= ${fact.most}`] : []),
  ]);
  return [
    `${aim}\n obj: ${written(sum)}`,
    `Subject To\n${rows.join("\n")}`,
    `Bounds\n${names.map((name) => ` 0 <= ${name} <= 1000`).join("\n")}`,
    `General\n ${names.join(" ")}`,
    "End",
  ].join("\n");
}

const written = (sum: Sum): string =>
  Object.entries(sum)
    .filter(([, factor]) => factor !== 0)
    .map(([name, factor]) => `${factor < 0 ? "-" : "+"} ${Math.abs(factor)} ${name}`)
    .join(" ");
