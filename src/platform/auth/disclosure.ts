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

/** The organisation to which a worker may have disclosed something to `user`; undefined for whom no consent is. */
const partnerOf = ({ role, partnerId }: User) => (role === "PARTNER" ? partnerId : undefined);

/** Consents to the partner that are valid now: PostgreSQL's clock decides, from the next statement on. */
const validFor = (partner: string) =>
  `c.partner_id = ${partner}::uuid and c.revoked_at is null and c.expires_at > now()`;

function chosen({ what, unbound }: ConsentChoice): string {
  const conditions = [what && `'${what}' = any(c.discloses)`, unbound && "c.need_id is null"];
  return conditions.filter(Boolean).join(" and ") || "true";
}

/**
 * Whether a worker has given the user's organisation a consent that is valid now, as SQL conditions, each of which looks
 * it up for a worker: for where few of them are met.
 * @param worker the alias of the table `worker`
 */
export function consentSql(conditions: Conditions, user: User, worker: string): ConsentCondition {
  const id = partnerOf(user);
  if (id === undefined) return () => "false";
  let partner: string | undefined;
  return (choice = {}) => {
    // PostgreSQL refuses a value that stands nowhere, so it is given when it is first needed.
    partner ??= conditions.value(id);
    return `exists (select from consent_grant c
      where c.worker_id = ${worker}.id and ${validFor(partner)} and ${chosen(choice)})`;
  };
}

/** The same conditions as of `consentSql`, over consents that a statement reads once for all of its workers. */
export class GatheredConsents {
  /** Conditions on a consent; the workers who gave such a one are the column of the same place. */
  private readonly choices: string[] = [];

  /**
   * @param worker the alias of the table `worker`
   * @param workerIds SQL of an array with the ids of the workers in question
   */
  constructor(
    private readonly conditions: Conditions,
    private readonly user: User,
    private readonly worker: string,
    private readonly workerIds: string,
  ) {}

  readonly condition: ConsentCondition = (choice = {}) => {
    if (partnerOf(this.user) === undefined) return "false";
    const condition = chosen(choice);
    if (!this.choices.includes(condition)) this.choices.push(condition);
    return `${this.worker}.id = any(consent.given_${this.choices.indexOf(condition)})`;
  };

  /**
   * What the statement has in front, `with` included, and what it joins, when all of its conditions are made; nothing for
   * whom no consent is.
   */
  get read(): { readonly expressions: readonly string[]; readonly join: string } {
    if (this.choices.length === 0) return { expressions: [], join: "" };
    const given = this.choices.map(
      (condition, i) => `array_agg(c.worker_id) filter (where ${condition}) as given_${i}`,
    );
    const partner = this.conditions.value(partnerOf(this.user));
    // Materialized, because PostgreSQL would read it for every worker where it reckons with one.
    const consent = `consent as materialized (select ${given} from consent_grant c
      where c.worker_id = any(${this.workerIds}) and ${validFor(partner)})`;
    return { expressions: [consent], join: "cross join consent" };
  }
}
