import { newId } from "../platform/database/new-id.js";
import { type CopyValue, copyRows } from "../platform/import/copy-rows.js";
import type { EscoConcept } from "./esco-release.js";
import type { EscoStoring, EscoTally } from "./esco-storing.js";
import { lockLinks } from "./lock-links.js";

/**
 * `esco_changed` collects the concepts that were there before and changed in any way: their version grows once. In
 * `esco_concept`, `id` is the concept that stands for the URI: a merged one has been replaced by the one it became.
 */
const staging = [
  `create temporary table esco_concept (
     uri text primary key, new_id uuid not null, kind skill_kind not null, label text not null, description text not null,
     id uuid, is_new boolean not null default true, is_merged boolean not null default false
   ) on commit drop`,
  "create temporary table esco_label (uri text not null, label text not null) on commit drop",
  "create temporary table esco_changed (id uuid primary key) on commit drop",
];

const matchConcepts = `
  update esco_concept c set id = coalesce(s.merged_into_id, s.id), is_new = false, is_merged = s.status = 'MERGED'
  from skill s where s.uri = c.uri`;

const insertConcepts = `
  insert into skill (id, uri, scheme, kind, preferred_label, description, status)
  select new_id, uri, 'ESCO', kind, label, description, 'ACCEPTED' from esco_concept where is_new`;

/** A label that gives way to ESCO's stays as an alternative one. */
const keepFormerLabels = `
  insert into esco_label
  select c.uri, s.preferred_label from esco_concept c join skill s on s.id = c.id
  where not c.is_new and not c.is_merged and s.normalized_label <> normalize_label(c.label)`;

const updateConcepts = `
  with updated as (
    update skill s set scheme = 'ESCO', kind = c.kind, preferred_label = c.label, description = c.description
    from esco_concept c
    where s.id = c.id and not c.is_new and not c.is_merged
      and (s.scheme, s.kind, s.preferred_label, s.description)
        is distinct from ('ESCO'::skill_scheme, c.kind, c.label, c.description)
    returning s.id
  )
  insert into esco_changed select id from updated on conflict do nothing`;

const addLabels = `
  with added as (
    insert into skill_alternative_label (skill_id, label)
    select distinct coalesce(c.id, c.new_id), l.label
    from esco_label l join esco_concept c on c.uri = l.uri join skill s on s.id = coalesce(c.id, c.new_id)
    where l.label <> s.preferred_label
    order by 1, 2
    on conflict do nothing returning skill_id
  ), noted as (
    insert into esco_changed
    select distinct skill_id from added where skill_id in (select id from esco_concept where not is_new)
    on conflict do nothing
  )
  select count(*)::integer as count from added`;

/** The new preferred label may have been an alternative one. */
const dropRepeatedLabels = `
  delete from skill_alternative_label a using skill s
  where s.id = a.skill_id and s.preferred_label = a.label and s.id in (select id from esco_changed)`;

/** Stores the concepts of a release with their labels. Leaves the temporary tables `esco_concept` and `esco_changed`. */
export async function storeEscoConcepts({
  manager,
  client,
  release,
}: EscoStoring): Promise<{ concepts: EscoTally; alternativeLabels: EscoTally }> {
  await lockLinks(manager);
  for (const statement of staging) await manager.query(statement);
  const { concepts } = release;
  await copyRows(
    client,
    "esco_concept (uri, new_id, kind, label, description)",
    conceptRows(concepts.values()),
  );
  await copyRows(client, "esco_label (uri, label)", labelRows(concepts.values()));
  for (const statement of [
    "analyze esco_concept, esco_label",
    matchConcepts,
    insertConcepts,
    keepFormerLabels,
  ])
    await manager.query(statement);
  await manager.query(updateConcepts);
  const [{ changed }] = await manager.query("select count(*)::integer as changed from esco_changed");
  const [{ read }] = await manager.query("select count(*)::integer as read from esco_label");
  const [{ count: labelsAdded }] = await manager.query(addLabels);
  await manager.query(dropRepeatedLabels);
  const [{ added }] = await manager.query("select count(*)::integer as added from esco_concept where is_new");
  return {
    concepts: { read: concepts.size, added, changed },
    alternativeLabels: { read, added: labelsAdded, changed: 0 },
  };
}

function* conceptRows(concepts: Iterable<EscoConcept>): Generator<CopyValue[]> {
  for (const { uri, kind, label, description } of concepts) yield [uri, newId(), kind, label, description];
}

function* labelRows(concepts: Iterable<EscoConcept>): Generator<CopyValue[]> {
  for (const { uri, alternativeLabels } of concepts)
    for (const label of alternativeLabels) yield [uri, label];
}
