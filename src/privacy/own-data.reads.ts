import type { PersonalData } from "../platform/privacy/personal-data.js";

/**
 * A statement that gives all that is held about a worker, as one JSON document: every row of every table, with all its
 * columns under the names that the database has for them but what is withheld, and the skill where a row names one.
 * Parameters: id of the worker, or null; subject of the token, and its consortium.
 */
export function ownDataStatement(tables: readonly PersonalData[]): string {
  const ofWorker = tables.map(
    ({ section, table, workerColumn, withheld }) =>
      `'${section}', (select coalesce(jsonb_agg(${withSkill}${withheld ? ` || ${withheld}` : ""}), '[]') from ${table} t where t.${workerColumn} = $1::uuid)`,
  );
  return `select jsonb_build_object(${[...ofWorker, ...ofSubject].join(",\n    ")}) as document`;
}

const withSkill = `to_jsonb(t) || coalesce((select jsonb_build_object('skill', s.preferred_label, 'skill_uri', s.uri)
    from skill s where s.id = (to_jsonb(t) ->> 'skill_id')::uuid), '{}')`;

/** What is kept by the subject of a token, and what others did to the worker's data. */
const ofSubject = [
  "'idempotencyKeys', (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from idempotency_record t where t.subject = $2 and t.consortium_id = $3::uuid)",
  // Who a partner's people are stays unnamed, as in `Viewer.dataAccess` (`mayKnowActor`).
  `'auditLog', (select coalesce(jsonb_agg(to_jsonb(t)
        || case when t.role = 'PARTNER' and t.actor <> $2 then '{"actor": null}'::jsonb else '{}' end order by t.id), '[]')
      from audit_entry t
      where (t.actor = $2 and t.consortium_id = $3::uuid)
      or exists (select from audit_subject s where s.entry_id = t.id and s.worker_id = $1::uuid))`,
];
