/** How introductions are kept going. */
export interface IntroductionSettings {
  /** So many days everybody has to answer. */
  readonly days: number;
  /** So many introductions of a worker may be without an answer at a time. */
  readonly mostOpen: number;
  /** After so many hours without an answer those who are silent are reminded, and again after as many. */
  readonly reminderHours: number;
}
