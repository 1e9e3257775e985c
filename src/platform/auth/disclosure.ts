import { registerEnumType } from "type-graphql";
import type { Conditions } from "../database/statement.js";
import type { User } from "./principal.js";

/** What a worker can disclose to one partner by a consent, beyond what all partners may see. */
export enum Disclosure {
  DISCOVERY = "DISCOVERY",
  IDENTITY = "IDENTITY",
  CONTACT = "CONTACT",
}

registerEnumType(Disclosure, {
  name: "Disclosure",
  description: "What a worker discloses to one partner by a consent, beyond what all partners may see.",
  valuesConfig: {
    DISCOVERY: {
      description:
        "The partner finds the worker, with the skills and goals that are open to partners, whoever else may.",
    },
    IDENTITY: { description: "Name, job title, summary and library." },
    CONTACT: { description: "The email address." },
  },
});

/** Which consents to look at. */
export interface ConsentChoice {
  /** Only those that disclose this; any when left out. */
  readonly what?: Disclosure;
  /** Only those that are not bound to one need. */
  readonly unbound?: boolean;
}

/** An SQL condition about consents. */
export type ConsentCondition = (choice?: ConsentChoice) => string;

/**
 * Whether a worker has given the user's organisation a consent that is valid now, as SQL conditions; PostgreSQL's clock
 * decides, so an expired or revoked one counts from the next statement on no more.
 * @param worker the alias of the table `worker`
 */
export function consentSql(conditions: Conditions, user: User, worker: string): ConsentCondition {
  if (user.role !== "PARTNER" || user.partnerId === undefined) return () => "false";
  let partner: string | undefined;
  return ({ what, unbound } = {}) => {
    // PostgreSQL refuses a value that stands nowhere, so it is given when it is first needed.
    partner ??= conditions.value(user.partnerId);
    const given = [
      `c.worker_id = ${worker}.id and c.partner_id = ${partner}::uuid`,
      "c.revoked_at is null and c.expires_at > now()",
    ];
    if (what) given.push(`'${what}' = any(c.discloses)`);
    if (unbound) given.push("c.need_id is null");
    return `exists (select from consent_grant c where ${given.join(" and ")})`;
  };
}
