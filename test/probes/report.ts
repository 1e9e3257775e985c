import { type GraphQLSchema, isObjectType } from "graphql";

/** Counts queries, and says now and then how far it is. */
export class Progress {
  private readonly counts = new Map<string, number>();
  private readonly started = Date.now();

  constructor(
    private readonly what: string,
    private readonly expected: number,
  ) {}

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  count(role: string): void {
    this.counts.set(role, (this.counts.get(role) ?? 0) + 1);
    if (this.total % 10_000 === 0) this.say();
  }

  done(): void {
    if (this.expected > 4000) this.say();
  }

  private say(): void {
    const seconds = Math.round((Date.now() - this.started) / 1000);
    const roles = [...this.counts].sort().map(([role, count]) => `${role} ${count}`);
    process.stderr.write(
      `${this.what}: ${this.total} of ${this.expected} in ${seconds} s (${roles.join(", ")})\n`,
    );
  }
}

/** How often each field of the schema was reached with something in it, and which never was. */
export function coverageTable(schema: GraphQLSchema, reached: ReadonlyMap<string, number>): string {
  const rows = queryFields(schema).map((name) => `${String(reached.get(name) ?? 0).padStart(9)}  ${name}`);
  return rows.join("\n");
}

/** Every field that a query or an event can have. */
export function queryFields(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith("__") && type !== schema.getMutationType())
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
}

/** What no query reaches, and why not. */
const UNREACHABLE: readonly (readonly [fields: RegExp, why: string])[] = [
  [/^(\w+Payload|UserError|BreakGlass)\./, "answers of mutations, which test/authorization/ judges"],
  [
    /^(WorkerSkill|GrowthGoal|PartnerLearningGoal)\.archivedAt$/,
    "what is archived has left every list that leads to it",
  ],
  [
    /^(RateLimit\.|Query\.rateLimit$)/,
    "told by the budget of a request, which stands in front of what is probed",
  ],
  [/^Consortium\.archivedAt$/, "nothing archives a consortium"],
];

/** The fields that should have been reached but were not. */
export const missedFields = (schema: GraphQLSchema, reached: ReadonlyMap<string, number>): string[] =>
  queryFields(schema).filter(
    (name) => !reached.has(name) && !UNREACHABLE.some(([fields]) => fields.test(name)),
  );
