import { randomBytes } from "node:crypto";
import { uuidIn } from "./hand-written-ids.js";
import type { Read } from "./hand-written-reads.js";

interface SkillInput {
  readonly skillId: string;
  readonly importance: string;
  readonly proficiency: string;
}

/** A UUIDv7: the moment in milliseconds, then chance. */
function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The need and its skills in one statement, which is one transaction; no outbox, no audit, no idempotency. */
export const createNeed: Read = {
  text: `with made as (
      insert into need (id, consortium_id, partner_id, title, capacity)
      select $1, p.consortium_id, p.id, $3, $4 from partner p where p.id = $2 and p.archived_at is null
      returning id, title, status, capacity, partner_id
    ), skills as (
      insert into need_skill (need_id, skill_id, importance, proficiency)
      select made.id, k.* from made,
        unnest($5::uuid[], $6::text[]::importance[], $7::text[]::proficiency[]) k
    )
    select to_json(made.title)::text as title, made.status, made.capacity, to_json(p.name)::text as partner
    from made join partner p on p.id = made.partner_id`,
  values: ({ input }) => {
    const { partnerId, title, capacity, skills } = input;
    const list = (of: (skill: SkillInput) => string) => `{${skills.map(of).join(",")}}`;
    return [
      newId(),
      uuidIn("partner", partnerId),
      title,
      capacity,
      list(({ skillId }) => uuidIn("skill", skillId)),
      list(({ importance }) => importance),
      list(({ proficiency }) => proficiency),
    ];
  },
  answer([made]) {
    if (!made) return '{"data":{"createNeed":{"need":null}}}';
    return `{"data":{"createNeed":{"need":{"title":${made.title},"status":"${made.status}","capacity":${made.capacity},"partner":{"name":${made.partner}}}}}}`;
  },
};
