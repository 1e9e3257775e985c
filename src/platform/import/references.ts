import type { EntityManager } from "typeorm";
import { faultRepeated } from "./row-faults.js";
import type { StagedFile } from "./staged-file.js";

/** A table of imported records, which have an external id that is unique within a consortium. */
export interface RecordTable {
  readonly name: "worker" | "partner" | "need";
  /** The file that is being imported, where these records are staged themselves. */
  readonly staged?: StagedFile;
}

/** Where a staged row finds the record that it names. */
export interface Reference {
  /** The column of the file. */
  readonly column: string;
  /** A table with `key`, `id` and `fault`: what a cell may say, and the record meant or why there is none. */
  readonly keys: string;
  /** The column that receives the record's UUID. */
  readonly as: string;
}

/** The staging columns that `matchRecords` fills. */
export const MATCHED = ["record_id uuid", "archived boolean not null default false"];

/**
 * Finds the record that each row of a file stands for: the one with its external id, or the one without an external id
 * whose typed id an export wrote in its place. Rows of archived records become faulty, and rows that repeat one.
 */
export async function matchRecords(
  manager: EntityManager,
  staged: StagedFile,
  record: RecordTable,
  consortiumId: string,
): Promise<void> {
  const { table } = staged;
  await faultRepeated(manager, table, ["external_id"], "'external_id ' || to_json(s.external_id)");
  for (const same of [
    "t.external_id = s.external_id",
    "s.record_id is null and t.id = s.external_id_uuid and t.external_id is null",
  ])
    await manager.query(
      `update ${table} s set record_id = t.id, archived = t.archived_at is not null
       from ${record.name} t where t.consortium_id = $1 and ${same}`,
      [consortiumId],
    );
  await manager.query(
    `update ${table} s set faults = s.faults || format('external_id %s belongs to a ${record.name} that is archived; expected one in use, or a new one', to_json(s.external_id))
     where archived`,
  );
}

/**
 * Builds the table that tells which record a key means: a row of the file being imported, or a record in use.
 * @param named the columns where keys stand
 * @returns the name of the table, for `Reference.keys`
 */
export async function stageKeys(
  manager: EntityManager,
  record: RecordTable,
  consortiumId: string,
  named: readonly { readonly staged: StagedFile; readonly column: string }[],
): Promise<string> {
  const keys = `key_${record.name}`;
  await manager.query(
    `create temporary table ${keys} (key text primary key, uuid uuid, id uuid, fault text) on commit drop`,
  );
  if (record.staged) await manager.query(ownKeys(keys, record.staged));
  for (const { staged, column } of named)
    await manager.query(
      `insert into ${keys} (key, uuid, fault) select distinct on ("${column}") "${column}", "${column}_uuid", $1
       from ${staged.table} where "${column}" is not null on conflict do nothing`,
      [`is not known; expected the external_id of a ${record.name} ${whereOf(record)}`],
    );
  for (const same of ["t.external_id = k.key", "t.id = k.uuid and t.external_id is null"])
    await manager.query(
      `update ${keys} k set id = t.id, fault = case when t.archived_at is not null then 'is archived' end
       from ${record.name} t where k.id is null and t.consortium_id = $1 and ${same}`,
      [consortiumId],
    );
  await manager.query(`analyze ${keys}`);
  return keys;
}

const whereOf = ({ name, staged }: RecordTable) =>
  staged ? `in ${staged.file} or in the consortium` : `in the consortium: import the ${name}s first`;

/** A faulty row hides nothing when its record exists already; a new record is then missing. */
const ownKeys = (keys: string, { table, file }: StagedFile) =>
  `insert into ${keys} (key, id, fault)
   select distinct on (external_id) external_id, coalesce(record_id, id),
     case when archived then 'is archived'
       when record_id is null and faults <> '{}' then format('is not imported, because line %s of ${file} is wrong', line) end
   from ${table} where external_id is not null order by external_id, line`;

/** Fills the column of a reference in place, for files whose rows are needed as they were staged. */
export async function fillReference(
  manager: EntityManager,
  { table }: StagedFile,
  { column, keys, as }: Reference,
): Promise<void> {
  await manager.query(
    `update ${table} s set ${as} = k.id, faults = s.faults || case when k.fault is null then '{}'::text[]
       else array[format('${column} %s %s', to_json(s."${column}"), k.fault)] end
     from ${keys} k where k.key = s."${column}"`,
  );
}

/**
 * Makes the table `into` of the rows of a file, with the records that they refer to. Rows that refer to nothing become
 * faulty.
 * @param existing joins the row `t` that is stored for it already; its `id` becomes `record_id`
 */
export async function resolveRows(
  manager: EntityManager,
  staged: StagedFile,
  into: string,
  references: readonly Reference[],
  existing: { readonly table: string; readonly on: string; readonly id: string; readonly also?: string },
): Promise<void> {
  const joins = references.map(
    ({ column, keys }, index) => `left join ${keys} k${index} on k${index}.key = s."${column}"`,
  );
  const faults = references.map(
    ({ column }, index) =>
      `case when k${index}.fault is not null then format('${column} %s %s', to_json(s."${column}"), k${index}.fault) end`,
  );
  const ids = references.map(({ as }, index) => `k${index}.id as ${as}`);
  await manager.query(
    `create temporary table ${into} on commit drop as
     select r.*, t.${existing.id} as record_id${existing.also ? `, ${existing.also}` : ""}
     from (
       select s.line, s.id, s.faults || array_remove(array[${faults.join(", ")}], null) as faults,
         ${staged.columns.map(({ name }) => `s."${name}"`).join(", ")}, ${ids.join(", ")}
       from ${staged.table} s ${joins.join(" ")}
     ) r left join ${existing.table} t on ${existing.on}`,
  );
  await manager.query(`analyze ${into}`);
}
