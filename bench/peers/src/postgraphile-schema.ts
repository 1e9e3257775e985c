import { RANKING } from "./ranking.js";

const seenWorker = "w.archived_at is null and w.discoverability >= 'PARTNERS'";
const columns = (alias: string) => `select ${alias}.* from`;

/** The ranking as the body of a function of a need. */
const ranking = RANKING.replaceAll("$1", "for_need.id")
  .replaceAll("$2", "top")
  .replaceAll("$3", "(now() at time zone 'utc')::date");

/**
 * What PostGraphile makes fields of beside the service's tables: lists with what a partner may see, and the ranking.
 * Functions without an order, which PostgreSQL can put in place of their call; the documents say the order.
 */
export const PEER_SCHEMA = `
  create schema if not exists peers;

  create or replace function peers.needs_by_status(statuses public.need_status[])
  returns setof public.need language sql stable as $$
    ${columns("n")} public.need n join public.partner p on p.id = n.partner_id
    where n.archived_at is null and p.archived_at is null and n.status <> 'DRAFT' and n.status = any(statuses)
  $$;

  create or replace function peers.needs_by_partner(partner uuid)
  returns setof public.need language sql stable as $$
    ${columns("n")} public.need n join public.partner p on p.id = n.partner_id
    where n.archived_at is null and p.archived_at is null and n.status <> 'DRAFT' and n.partner_id = partner
  $$;

  create or replace function peers.workers_with_skill(skill uuid, lowest public.proficiency)
  returns setof public.worker language sql stable as $$
    ${columns("w")} public.worker w
    where ${seenWorker} and exists (
      select from public.worker_skill s where s.worker_id = w.id and s.skill_id = skill and s.archived_at is null
        and s.visibility >= 'PARTNERS' and s.proficiency >= lowest)
  $$;

  create or replace function peers.worker_seen_skills(worker public.worker)
  returns setof public.worker_skill language sql stable as $$
    ${columns("s")} public.worker_skill s
    where s.worker_id = worker.id and s.archived_at is null and s.visibility >= 'PARTNERS'
  $$;

  comment on function peers.needs_by_status is '@behavior +order';
  comment on function peers.worker_seen_skills is '@behavior +order';

  do $$ begin
    create type peers.match as (worker_id uuid, score double precision);
  exception when duplicate_object then null;
  end $$;
  comment on type peers.match is '@foreignKey (worker_id) references public.worker (id)';

  create or replace function peers.need_matches(for_need public.need, top integer)
  returns setof peers.match language sql stable as $$
    select (ranked.id, ranked.score)::peers.match from (${ranking}) ranked
  $$;`;
