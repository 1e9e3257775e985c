import type { DataSource } from "typeorm";

/** Every table with a column for a worker: by its foreign key, or by its name where there is none. */
export async function tablesAboutWorkers(
  dataSource: DataSource,
): Promise<{ table: string; column: string }[]> {
  return await dataSource.query(
    `select c.relname as "table", a.attname as "column" from pg_constraint f
     join pg_class c on c.oid = f.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(f.conkey)
     where f.contype = 'f' and f.confrelid = 'worker'::regclass
     union
     select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
     where a.attname like '%worker_id%' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
     order by 1, 2`,
  );
}

/** Every row of every table of every schema but PostgreSQL's own, as text: what a dump would hold. */
export async function dump(dataSource: DataSource): Promise<{ table: string; row: string }[]> {
  const tables: { name: string }[] = await dataSource.query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'`,
  );
  const rows: { table: string; row: string }[] = [];
  for (const { name } of tables)
    for (const { row } of await dataSource.query(`select t::text as row from ${name} t`))
      rows.push({ table: name, row });
  return rows;
}

/** Where a text stands in a dump, by table. */
export const tablesWith = (rows: readonly { table: string; row: string }[], text: string): string[] => [
  ...new Set(rows.filter(({ row }) => row.includes(text)).map(({ table }) => table)),
];
