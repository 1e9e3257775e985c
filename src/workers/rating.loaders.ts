import { Conditions, statement } from "../platform/database/statement.js";
import { PARTS, type Position } from "../platform/graphql/connection.js";
import type { LoaderSources } from "../platform/graphql/loaders.js";
import { defineOwnedPages } from "../platform/graphql/owned-pages.js";
import type { SkillRating } from "./skill-rating.js";

const columns = `r.id, r.worker_id as "workerId", r.consortium_id as "consortiumId", r.skill_id as "skillId",
  r.proficiency, r.source, r.rated_at as "ratedAt", r.connection_id as "connectionId"`;

/** With the entry of the profile that it is read for. */
type OwnedRating = SkillRating & { readonly ownerId: string };

const pages = (name: string, from: string) =>
  defineOwnedPages<OwnedRating>({
    name,
    parts: [PARTS.id],
    rows: (sources, ids, limit, after) => ratingsOf(sources, name, from, ids, limit, after),
    ownerOf: ({ ownerId }) => ownerId,
    positionOf: ({ id }) => [id],
  });

/** A page of the levels that a skill of a profile had, or was given, newest first. */
export const ratingsByWorkerSkill = pages(
  "ratings.by-entries",
  "worker_skill s join skill_rating r on r.worker_id = s.worker_id and r.skill_id = s.skill_id where s.id = o.id",
);

/** A page of all levels that a worker had or was given, newest first; for others those of skills that they see. */
export const ratingsByWorker = pages(
  "ratings.by-workers",
  `skill_rating r where r.worker_id = o.id and (o.id = (select viewer_worker()) or exists (select from worker_skill s
    where s.worker_id = r.worker_id and s.skill_id = r.skill_id and s.archived_at is null))`,
);

async function ratingsOf(
  { reads }: LoaderSources,
  name: string,
  from: string,
  ids: readonly string[],
  limit: number,
  after: Position | null,
): Promise<OwnedRating[]> {
  const where = new Conditions();
  const owners = where.value(ids);
  if (after) where.add(`r.id < ${where.value(after[0])}::uuid`);
  const text = `select page.*, o.id as "ownerId" from unnest(${owners}::uuid[]) o(id) cross join lateral (
      select ${columns} from ${from} and ${where} order by r.id desc limit ${where.value(limit)}) page`;
  return await reads.run(statement(name, text), where.values);
}
