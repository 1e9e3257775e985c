/** A request as it goes over the wire. */
export interface WireRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is to be asked. */
export interface Load {
  /** Such as http://127.0.0.1:40000. */
  readonly origin: string;
  /** Asked in turn, again and again; each connection begins at another one. */
  readonly requests: readonly WireRequest[];
  readonly connections: number;
  /** How many requests in all; one for each connection at least. */
  readonly amount: number;
  /** What stands in a body for something that is another one in each request. */
  readonly unique: string;
}

/** What came of it. */
export interface LoadResult {
  /** How long each good answer took, in milliseconds. */
  readonly latencies: Float64Array;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** How many answers had which HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Connections that broke and requests that were not answered in ten minutes. */
  readonly failures: number;
  /** Answers with status 200 that are none. */
  readonly wrong: number;
  /** One of them. */
  readonly example: string | null;
}
