/** The job that looks for what cards or alerts bring; its payload is a `SoughtExpertise`. */
export const SEEK_EXPERTISE = "seek-expertise";
/** The job that looks at all that alerts on expertise can find, a part of them each time. */
export const SWEEP_EXPERTISE = "sweep-expertise";

/** What may bring something new. */
export interface SoughtExpertise {
  readonly cards?: readonly string[];
  readonly alerts?: readonly string[];
}
