import type { EntityManager } from "typeorm";

/** Most faults that are kept and told; the rest is counted. */
const MOST_TOLD = 1000;

/** A temporary table with `line` and `faults`, and the file that its rows came from. */
export interface FaultyTable {
  readonly file: string;
  readonly table: string;
}

/** Something wrong with a row of a file. */
export interface RowFault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface RowFaults {
  /** The first ones, by file and line. */
  readonly told: readonly RowFault[];
  /** How many there are in all. */
  readonly count: number;
}

/**
 * Marks every row that repeats another one.
 * @param keys columns whose values together must be unique; rows where one is null are left out
 * @param what names the repeated thing, as SQL over `s`
 */
export async function faultRepeated(
  manager: EntityManager,
  table: string,
  keys: readonly string[],
  what: string,
): Promise<void> {
  const present = keys.map((key) => `"${key}" is not null`).join(" and ");
  const columns = keys.map((key) => `"${key}"`).join(", ");
  const same = keys.map((key) => `s."${key}" = first."${key}"`).join(" and ");
  await manager.query(
    `update ${table} s set faults = s.faults || format('%s is on line %s already', ${what}, first.line)
     from (select ${columns}, min(line) as line from ${table} where ${present} group by ${columns} having count(*) > 1) first
     where ${same} and s.line > first.line`,
  );
}

/** How many of something a record may have. */
export interface Limit {
  /** The column of the staged and of the stored table that names the record. */
  readonly owner: string;
  /** The table that holds what it has already, and which of its rows count. */
  readonly stored: string;
  readonly where: string;
  readonly most: number;
  /** What one has too many of, such as "skill". */
  readonly what: string;
}

/** Marks the rows that would give a record more than it may have, counting what it has already. */
export async function faultExcess(
  manager: EntityManager,
  table: string,
  { owner, stored, where, most, what }: Limit,
): Promise<void> {
  await manager.query(
    `update ${table} s set faults = s.faults || $2::text
     from (
       select n.line, row_number() over (partition by n.${owner} order by n.line) + coalesce(had.count, 0) as place
       from ${table} n left join (
         select ${owner}, count(*) from ${stored} where ${where} group by ${owner}
       ) had on had.${owner} = n.${owner}
       where n.record_id is null and n.faults = '{}'
     ) placed
     where placed.line = s.line and placed.place > $1`,
    [most, `is one ${what} too many; expected at most ${most}`],
  );
}

/** Everything that was found wrong, in the order of the tables and of their lines. */
export async function collectFaults(
  manager: EntityManager,
  tables: readonly FaultyTable[],
): Promise<RowFaults> {
  const all = tables
    .map(
      ({ file, table }, place) =>
        `select ${place} as place, '${file}' as file, line, f.message, f.number
         from ${table}, unnest(faults) with ordinality as f (message, number) where faults <> '{}'`,
    )
    .join(" union all ");
  const told: RowFault[] = await manager.query(
    `select file, line, message from (${all}) every_fault order by place, line, number limit ${MOST_TOLD}`,
  );
  if (told.length < MOST_TOLD) return { told, count: told.length };
  const [{ count }] = await manager.query(`select count(*)::integer as count from (${all}) every_fault`);
  return { told, count };
}
