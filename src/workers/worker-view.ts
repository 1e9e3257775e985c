import { type ConsentCondition, consentSql, Disclosure } from "../platform/auth/disclosure.js";
import type { User } from "../platform/auth/principal.js";
import { sightSql } from "../platform/auth/visibility.js";
import type { Conditions } from "../platform/database/statement.js";
import type { VisibleField } from "./field-visibility.js";

const COLUMNS: Readonly<Record<VisibleField, string>> = {
  name: "w.visibility_name",
  email: "w.visibility_email",
  jobTitle: "w.visibility_job_title",
  summary: "w.visibility_summary",
  availability: "w.visibility_availability",
  library: "w.visibility_library",
  careerRecord: "w.visibility_career_record",
};

/** Which disclosure shows a field to a partner who would not see it otherwise; the others are shown by none. */
const DISCLOSED_BY: Readonly<Partial<Record<VisibleField, Disclosure>>> = {
  name: Disclosure.IDENTITY,
  jobTitle: Disclosure.IDENTITY,
  summary: Disclosure.IDENTITY,
  library: Disclosure.IDENTITY,
  email: Disclosure.CONTACT,
};

/**
 * What `user` may see of a row of `worker`, which has the alias w, as SQL conditions. A consent that is bound to a need
 * opens the worker, but puts them in no list.
 */
export class WorkerView {
  /** Whatever is marked narrower is hidden; null hides everything. */
  readonly sight: string;

  /** @param consent how consents are looked at; by default each worker's on its own */
  constructor(
    conditions: Conditions,
    user: User,
    private readonly consent: ConsentCondition = consentSql(conditions, user, "w"),
  ) {
    this.sight = sightSql(conditions, user, "w");
  }

  /** The worker is found in lists. */
  get isListed(): string {
    return `${this.isFound} or ${this.consent({ what: Disclosure.DISCOVERY, unbound: true })}`;
  }

  /** The worker can be opened by id: also by a partner to whom the worker disclosed anything. */
  get isOpen(): string {
    return `${this.isFound} or ${this.consent()}`;
  }

  /** Skills and goals are shown, each as far as its own visibility goes. */
  get hasProfile(): string {
    return `${this.isFound} or ${this.consent({ what: Disclosure.DISCOVERY })}`;
  }

  /** A field of an open worker is shown. */
  shows(field: VisibleField): string {
    const isVisible = `${COLUMNS[field]} >= ${this.sight}`;
    const what = DISCLOSED_BY[field];
    return what ? `(${isVisible} or ${this.consent({ what })})` : `(${isVisible})`;
  }

  private get isFound(): string {
    return `w.discoverability >= ${this.sight}`;
  }
}
