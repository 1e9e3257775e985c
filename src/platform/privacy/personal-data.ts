/**
 * A table with rows about single workers, as the domain that has it tells. What is told here is in every export of a
 * worker's data, and goes when the worker is erased; a test finds tables that are not told.
 */
export interface PersonalData {
  /** What the rows are called in an export. */
  readonly section: string;
  readonly table: string;
  /** The column with the worker's id. */
  readonly workerColumn: string;
  /**
   * What of a row is not for the worker to know (yet), such as what others entrusted to it: SQL over the row, which has
   * the alias t, of the JSON that is laid over it.
   */
  readonly withheld?: string;
}
