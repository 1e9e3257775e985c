import { createHash } from "node:crypto";
import type { EntityManager } from "typeorm";
import { acyclicLinks, type Link } from "./acyclic-links.js";
import { lockLinks } from "./lock-links.js";
import {
  CurationStatus,
  Skill,
  SkillAlternativeLabel,
  SkillBroader,
  SkillKind,
  SkillRelated,
  SkillRelationKind,
  SkillScheme,
} from "./skill.js";
import type { StarterSkill } from "./starter/starter-skill.js";

const FIRST_OF_2026 = Date.UTC(2026, 0, 1).toString(16).padStart(12, "0");
const BATCH = 1000;

/** The id that a starter concept has in every deployment: a UUIDv7 whose random part comes from its slug. */
export function starterSkillId(slug: string): string {
  const hash = createHash("sha256").update(`skillbridge skill/${slug}`).digest("hex");
  const variant = ((Number.parseInt(hash[3]!, 16) & 3) | 8).toString(16);
  const [high, low] = [FIRST_OF_2026.slice(0, 8), FIRST_OF_2026.slice(8)];
  return `${high}-${low}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`;
}

/** The concept's URI: ESCO's where it is the same concept. */
export const starterSkillUri = ({ slug, escoUri }: StarterSkill): string =>
  escoUri ?? `urn:x-skillbridge:skill:${slug}`;

/**
 * Puts the starter taxonomy into the database. A concept that is there already, by its URI, keeps its own id and
 * label, and gains the starter's labels and links.
 * @returns the ids by slug
 */
export async function seedStarterTaxonomy(
  manager: EntityManager,
  starter: readonly StarterSkill[],
): Promise<Map<string, string>> {
  await lockLinks(manager);
  await insertAll(manager, Skill, starter.map(skillRow));
  const ids = await idsBySlug(manager, starter);
  const idOf = (slug: string): string => {
    const id = ids.get(slug);
    if (id === undefined) throw new Error(`The starter taxonomy has no concept "${slug}".`);
    return id;
  };
  const labels = starter.flatMap(({ slug, label, alternativeLabels }) =>
    [label, ...alternativeLabels].map((text) => ({ skillId: idOf(slug), label: text })),
  );
  await insertAll(manager, SkillAlternativeLabel, labels);
  await manager.query(
    "delete from skill_alternative_label a using skill s where s.id = a.skill_id and s.preferred_label = a.label",
  );
  await insertLinks(manager, starter, idOf);
  return ids;
}

const skillRow = (concept: StarterSkill) => ({
  id: starterSkillId(concept.slug),
  uri: starterSkillUri(concept),
  scheme: concept.escoUri === undefined ? SkillScheme.SKILLBRIDGE : SkillScheme.ESCO,
  kind: SkillKind[concept.kind],
  preferredLabel: concept.label,
  description: concept.description,
  status: CurationStatus.ACCEPTED,
});

/** A concept that was merged meanwhile stands for the one that took over. */
async function idsBySlug(
  manager: EntityManager,
  starter: readonly StarterSkill[],
): Promise<Map<string, string>> {
  const rows: { uri: string; id: string }[] = await manager.query(
    "select uri, coalesce(merged_into_id, id) as id from skill where uri = any($1::text[])",
    [starter.map(starterSkillUri)],
  );
  const byUri = new Map(rows.map(({ uri, id }) => [uri, id]));
  return new Map(starter.map((concept) => [concept.slug, byUri.get(starterSkillUri(concept))!]));
}

async function insertLinks(
  manager: EntityManager,
  starter: readonly StarterSkill[],
  idOf: (slug: string) => string,
): Promise<void> {
  const linksOf = (field: "broader" | "related"): Link[] =>
    starter.flatMap((concept) =>
      concept[field].map((slug) => ({ from: idOf(concept.slug), to: idOf(slug) })),
    );
  const existing: Link[] = await manager.query(
    `select skill_id as "from", broader_id as "to" from skill_broader`,
  );
  const broader = acyclicLinks(existing, linksOf("broader")).accepted;
  const related = linksOf("related").filter(({ from, to }) => from !== to);
  await insertAll(
    manager,
    SkillBroader,
    broader.map(({ from, to }) => ({ skillId: from, broaderId: to })),
  );
  await insertAll(
    manager,
    SkillRelated,
    related.map(({ from, to }) => ({ skillId: from, relatedId: to, kind: SkillRelationKind.RELATED })),
  );
}

/** Inserts what is not there yet. */
async function insertAll<Row extends object>(
  manager: EntityManager,
  entity: new () => Row,
  rows: readonly Partial<Row>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.slice(start, start + BATCH) as never)
      .orIgnore()
      .updateEntity(false)
      .execute();
  }
}
