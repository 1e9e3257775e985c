import type { EntityManager } from "typeorm";

/** What an import did with the rows of one kind. */
export interface Tally {
  /** In the plural, as people say it: "workers". */
  readonly what: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** How staged rows become stored ones. Expressions are SQL over `s`, the staged row, and `t`, the stored one. */
export interface Upsert {
  readonly what: string;
  /** Stored table. */
  readonly table: string;
  /** Temporary table with `line`, `faults` and `record_id`, which is null for rows that are new. */
  readonly source: string;
  /** Which stored row a staged one stands for. */
  readonly match: string;
  /** Columns of a new row; over `s` alone. */
  readonly inserted: Readonly<Record<string, string>>;
  /** Columns of a row that exists. */
  readonly updated: Readonly<Record<string, string>>;
  /** When a row that exists is updated at all; when any of `updated` differs, unless said otherwise. */
  readonly changed?: string;
  /** Whether the table lacks `version` and `updated_at`. */
  readonly plain?: boolean;
}

const GOOD = "s.faults = '{}'";

/** Inserts the new rows and updates those that differ; what is the same is not touched. */
export async function applyRows(manager: EntityManager, upsert: Upsert): Promise<Tally> {
  const { table, source } = upsert;
  // Rows that exist first: what is inserted now would match as well.
  const updated = await countOf(manager, updateStatement(upsert));
  const created = await countOf(
    manager,
    `insert into ${table} (${Object.keys(upsert.inserted).map(quoted).join(", ")})
     select ${Object.values(upsert.inserted).join(", ")} from ${source} s
     where s.record_id is null and ${GOOD} order by s.line`,
  );
  const good = await countOf(manager, `select 1 from ${source} s where ${GOOD}`);
  return { what: upsert.what, created, updated, unchanged: good - created - updated };
}

function updateStatement({ table, source, match, updated, changed, plain }: Upsert): string {
  const assignments = Object.entries(updated).map(([column, value]) => `${quoted(column)} = ${value}`);
  if (!plain) assignments.push("version = t.version + 1", "updated_at = now()");
  const differs = Object.entries(updated).map(
    ([column, value]) => `t.${quoted(column)} is distinct from ${value}`,
  );
  return `update ${table} t set ${assignments.join(", ")} from ${source} s
    where s.record_id is not null and ${GOOD} and ${match} and (${changed ?? differs.join(" or ")})`;
}

const quoted = (column: string) => `"${column}"`;

/** How many rows a statement touches or selects, counted by PostgreSQL. */
async function countOf(manager: EntityManager, statement: string): Promise<number> {
  const returning = statement.startsWith("select") ? statement : `${statement} returning 1`;
  const [{ count }] = await manager.query(
    `with touched as (${returning}) select count(*)::integer as count from touched`,
  );
  return count;
}
