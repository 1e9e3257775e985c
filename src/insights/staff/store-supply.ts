import type { EntityManager } from "typeorm";
import type { PlaceKey } from "../place.js";
import { MEASURES, NOWHERE, nothing, type Supply, type SupplyByPlace } from "./supply.js";

interface SupplyRow extends Supply {
  readonly place: PlaceKey;
  readonly skillId: string;
}

/** What is published now of some skills. */
export async function presentOf(
  manager: EntityManager,
  consortiumId: string,
  skillIds: readonly string[],
): Promise<Map<string, SupplyByPlace>> {
  const rows: SupplyRow[] = await manager.query(
    `select place, skill_id as "skillId", have, want, have_within as "haveWithin", want_within as "wantWithin"
     from insight_supply where consortium_id = $1 and skill_id = any($2) and until_month is null`,
    [consortiumId, skillIds],
  );
  const present = new Map<string, Map<PlaceKey, Supply>>();
  for (const { skillId, place, ...supply } of rows) {
    const known = present.get(skillId);
    if (known) known.set(place, supply);
    else present.set(skillId, new Map([[place, supply]]));
  }
  return present;
}

/** Writes what differs from what is published. */
export async function storeSupply(
  manager: EntityManager,
  consortiumId: string,
  figures: ReadonlyMap<string, SupplyByPlace>,
  month: string,
): Promise<void> {
  const present = await presentOf(manager, consortiumId, [...figures.keys()]);
  const differing: SupplyRow[] = [];
  for (const [skillId, supplies] of figures) {
    const before = present.get(skillId) ?? NOWHERE;
    for (const place of new Set([...before.keys(), ...supplies.keys()])) {
      const [old, now] = [before.get(place) ?? nothing(), supplies.get(place) ?? nothing()];
      if (MEASURES.some((measure) => old[measure] !== now[measure]))
        differing.push({ skillId, place, ...now });
    }
  }
  if (differing.length === 0) return;
  const column = <Key extends keyof SupplyRow>(key: Key) => differing.map((row) => row[key]);
  const [ids, places] = [column("skillId"), column("place")];
  await manager.query(
    `update insight_supply s set until_month = $4 from unnest($2::uuid[], $3::text[]) as k(skill_id, place)
     where s.consortium_id = $1 and s.place = k.place and s.skill_id = k.skill_id
       and s.until_month is null and s.month < $4`,
    [consortiumId, ids, places, month],
  );
  await manager.query(
    `insert into insight_supply (consortium_id, skill_id, place, month, have, want, have_within, want_within)
     select $1, k.skill_id, k.place, $4, k.have, k.want, k.have_within, k.want_within
     from unnest($2::uuid[], $3::text[], $5::int[], $6::int[], $7::int[], $8::int[])
       as k(skill_id, place, have, want, have_within, want_within)
     on conflict (consortium_id, place, skill_id, month) do update set have = excluded.have, want = excluded.want,
       have_within = excluded.have_within, want_within = excluded.want_within`,
    [consortiumId, ids, places, month, ...MEASURES.map(column)],
  );
}
