/** The job that looks for what changes bring; its payload is a `Sought`. */
export const SEEK_MATCHES = "seek-matches";
/** The job that looks at all that alerts can find, a part of them each time. */
export const SWEEP_ALERTS = "sweep-alerts";

/** What may bring new matches. */
export interface Sought {
  readonly needs?: readonly string[];
  readonly workers?: readonly string[];
  readonly alerts?: readonly string[];
}
