import type { Pool } from "pg";
import { TypeID } from "typeid-js";
import type { NeedRow } from "./need-reads.js";
import { uuidOf } from "./typed-ids.js";

export interface CreateNeedInput {
  readonly partnerId: string;
  readonly title: string;
  readonly description?: string | null;
  readonly capacity: number;
  readonly modality: string;
  readonly skills: readonly {
    readonly skillId: string;
    readonly importance: string;
    readonly proficiency: string;
    readonly mentored: boolean;
  }[];
}

export const INSERT_NEED = {
  name: "need.insert",
  text: `insert into need (id, consortium_id, partner_id, title, description, status, capacity, modality, languages)
    select $1, p.consortium_id, p.id, $3, $4, 'DRAFT', $5, $6::modality, '{}' from partner p where p.id = $2
    returning id, partner_id as "partnerId", title, status, modality, capacity`,
};

export const INSERT_NEED_SKILLS = {
  name: "need-skills.insert",
  text: `insert into need_skill (need_id, skill_id, importance, proficiency, mentored)
    select $1, * from unnest($2::uuid[], $3::importance[], $4::proficiency[], $5::boolean[])`,
};

/** The values of both statements for a need under a new id. */
export function valuesOf(input: CreateNeedInput): { need: unknown[]; skills: unknown[] } {
  const id = new TypeID("").toUUID();
  const { skills, capacity, modality, title } = input;
  return {
    need: [id, uuidOf("partner", input.partnerId), title.trim(), input.description ?? "", capacity, modality],
    skills: [
      id,
      skills.map(({ skillId }) => uuidOf("skill", skillId)),
      skills.map(({ importance }) => importance),
      skills.map(({ proficiency }) => proficiency),
      skills.map(({ mentored }) => mentored),
    ],
  };
}

/** Inserts a draft and its skills in one transaction, and nothing else: no outbox, no audit, no idempotency. */
export async function createNeed(pool: Pool, input: CreateNeedInput): Promise<NeedRow> {
  const values = valuesOf(input);
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<NeedRow>({ ...INSERT_NEED, values: values.need });
    await client.query({ ...INSERT_NEED_SKILLS, values: values.skills });
    await client.query("commit");
    return rows[0]!;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
