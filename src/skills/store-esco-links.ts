import type { EntityManager } from "typeorm";
import { copyRows } from "../platform/import/copy-rows.js";
import type { ImportFault } from "../platform/import/import-error.js";
import { acyclicLinks, type Link } from "./acyclic-links.js";
import type { EscoLink } from "./esco-release.js";
import type { EscoStoring, EscoTally } from "./esco-storing.js";

const staging = [
  "create temporary table esco_broader (skill_id uuid, broader_id uuid) on commit drop",
  "create temporary table esco_related (skill_id uuid, related_id uuid, kind skill_relation_kind) on commit drop",
];

const addBroader = `
  with added as (
    insert into skill_broader (skill_id, broader_id) select skill_id, broader_id from esco_broader
    on conflict do nothing returning skill_id
  ), noted as (
    insert into esco_changed
    select distinct skill_id from added where skill_id in (select id from esco_concept where not is_new)
    on conflict do nothing
  )
  select count(*)::integer as added, 0 as changed from added`;

/** Where the starter taxonomy only says that two concepts are related, ESCO says how. */
const addRelated = `
  with stored as (
    insert into skill_related (skill_id, related_id, kind)
    select distinct on (skill_id, related_id) skill_id, related_id, kind from esco_related
    order by skill_id, related_id, kind
    on conflict (skill_id, related_id) do update set kind = excluded.kind
      where skill_related.kind <> excluded.kind
    returning skill_id, related_id, xmax = 0 as is_new
  ), noted as (
    insert into esco_changed
    select distinct id from stored cross join lateral (values (skill_id), (related_id)) ends (id)
    where id in (select id from esco_concept where not is_new)
    on conflict do nothing
  )
  select count(*) filter (where is_new)::integer as added, count(*) filter (where not is_new)::integer as changed
  from stored`;

/**
 * Stores the links of a release whose concepts are stored. Notes in `esco_changed` which of the concepts that were
 * there before have new ones.
 */
export async function storeEscoLinks({ manager, client, release }: EscoStoring): Promise<{
  broader: EscoTally;
  related: EscoTally;
  leftOut: ImportFault[];
}> {
  for (const statement of staging) await manager.query(statement);
  const idOf = await idsByUri(manager);
  const linked = <From extends EscoLink>(links: readonly From[]) =>
    links
      .map((link) => ({ ...link, from: idOf(link.fromUri), to: idOf(link.toUri) }))
      .filter(({ from, to }) => from !== to);

  const existing: Link[] = await manager.query(
    `select skill_id as "from", broader_id as "to" from skill_broader`,
  );
  const { accepted, refused } = acyclicLinks(existing, linked(release.broader));
  await copyRows(
    client,
    "esco_broader",
    accepted.map(({ from, to }) => [from, to]),
  );
  const relations = linked(release.related);
  await copyRows(
    client,
    "esco_related",
    relations.map(({ from, to, kind }) => [from, to, kind]),
  );
  const [broader] = await manager.query(addBroader);
  const [related] = await manager.query(addRelated);
  return {
    broader: { read: release.broader.length, ...broader },
    related: { read: release.related.length, ...related },
    leftOut: refused.map(({ line, fromUri, toUri }) => ({
      file: release.files.broader,
      line,
      message: `would close a circle: <${toUri}> is narrower than <${fromUri}> already`,
    })),
  };
}

async function idsByUri(manager: EntityManager): Promise<(uri: string) => string> {
  const rows: { uri: string; id: string }[] = await manager.query(
    "select uri, coalesce(id, new_id) as id from esco_concept",
  );
  const ids = new Map(rows.map(({ uri, id }) => [uri, id]));
  return (uri) => ids.get(uri)!;
}
