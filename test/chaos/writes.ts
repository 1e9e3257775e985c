import { randomUUID } from "node:crypto";

export type Kind = "need" | "partner" | "update";

/** A write that is sent until it is acknowledged, or given up. */
export interface Write {
  readonly kind: Kind;
  readonly key: string;
  /** Name or title, which no other write has. */
  readonly label: string;
  readonly query: string;
  readonly input: object;
  /** The id of the record in the first acknowledgement. */
  acknowledged?: string;
  /** Whether an answer failed to come, or said that the service is not available. */
  doubtful: boolean;
  /** The client lost interest after such an answer: it may have been done or not. */
  abandoned: boolean;
}

const mutation = (name: string, input: string, record: string) =>
  `mutation M($input: ${input}!) { ${name}(input: $input) { ${record} { id } userErrors { code message } } }`;

const write = (kind: Kind, query: string, input: object): Write => {
  const key = randomUUID();
  const label = `chaos ${key}`;
  const name =
    kind === "need" ? { title: label } : kind === "partner" ? { name: label } : { description: label };
  const whole = { ...input, ...name, idempotencyKey: key };
  return { kind, key, label, query, input: whole, doubtful: false, abandoned: false };
};

/** How many skills every need asks for. */
export const SKILLS_OF_A_NEED = 3;

/** A need with its skills: rows of two tables that belong together. */
export const newNeed = (partnerId: string, skillIds: readonly string[]): Write =>
  write("need", mutation("createNeed", "CreateNeedInput", "need"), {
    partnerId,
    skills: skillIds.map((skillId) => ({ skillId, proficiency: "COMPETENT" })),
    publish: true,
  });

export const newPartner = (): Write =>
  write("partner", mutation("createPartner", "CreatePartnerInput", "partner"), {});

/** A change of what nobody else changes; repeating it by mistake would be seen in the version. */
export const update = (id: string, expectedVersion: number): Write =>
  write("update", mutation("updatePartner", "UpdatePartnerInput", "partner"), { id, expectedVersion });
