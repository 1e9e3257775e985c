/** Work that is done later and elsewhere: by one of the replicas that run jobs, again if need be. */
export interface Job {
  /** What it is enqueued under, such as "keep-house". */
  readonly name: string;
  /** When it runs by itself: five fields of cron in UTC, such as "0 3 * * *". */
  readonly schedule?: string;
  /** Whether it also runs whenever a replica that runs jobs starts. */
  readonly atStart?: boolean;
  /**
   * Does the work. It is tried again, later each time, when it throws or when the process dies, so doing it twice must
   * be as good as doing it once; two replicas may also do it at the same time, for different reasons to.
   * @param payload what it was enqueued with
   */
  run(payload: unknown): Promise<void>;
}
