type Variables = Readonly<Record<string, unknown>>;

/** How one operation is asked by a contender whose schema has other names than ours. */
export interface OwnDocument {
  /** A function where the document itself depends on what is asked. */
  readonly query: string | ((given: Variables) => string);
  /** What its variables are; the given ones when left out. */
  variables?(given: Variables): Variables;
  /** The answer in the shape of ours. @param data what stands under "data" */
  // biome-ignore lint/suspicious/noExplicitAny: each document answers something else
  data?(data: any): unknown;
}

/** By the operation's name. Exported as `documents` by <contender>-documents.ts, where a contender needs it. */
export type OwnDocuments = Readonly<Record<string, OwnDocument | undefined>>;
