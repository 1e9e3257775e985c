import { RANKING } from "./ranking.js";

/** The ranking as the body of a function of a need. */
const ranking = RANKING.replaceAll("$1", "for_need.id")
  .replaceAll("$2", "top")
  .replaceAll("$3", "(now() at time zone 'utc')::date");

/**
 * The ranking as a function of a need, of which PostGraphile makes a field; the tables are the service's own. A function
 * with a setting is planned by itself for the need at hand: as a part of the statement around it, it takes minutes.
 */
export const PEER_SCHEMA = `
  create schema if not exists peers;

  do $$ begin
    create type peers.match as (worker_id uuid, score double precision);
  exception when duplicate_object then null;
  end $$;
  comment on type peers.match is '@foreignKey (worker_id) references public.worker (id)';

  create or replace function peers.need_matches(for_need public.need, top integer)
  returns setof peers.match language sql stable set plan_cache_mode = 'force_custom_plan' as $$
    select (ranked.id, ranked.score)::peers.match from (${ranking}) ranked
  $$;`;
