import pg from "pg";

/** A statement as the driver was given it. */
export interface Recorded {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Whether it was sent before the one in front of it was answered. */
  readonly together: boolean;
}

/** Follows the outbox in the background, whatever is asked. */
const FOLLOWER = "skillbridge changes";
/** Who asks is told once a connection where statements are replayed: there is one caller. */
const VIEWER = "viewer";

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** The texts of all statements that were sent under a name: once they are prepared, they are sent without. */
const texts = new Map<string, string>();

/** Told of each statement as it is sent; what it returns is called when the statement is answered. */
let listener: ((client: pg.Client, sent: Omit<Recorded, "together">) => () => void) | undefined;

const prototype = pg.Client.prototype as unknown as { query: Query };
const original = prototype.query;
prototype.query = function listened(...args) {
  const statement = statementOf(args);
  const answered = listener?.(this, statement) ?? (() => {});
  const [asked] = args as [{ callback?: (...answer: unknown[]) => void }];
  const { callback } = asked;
  if (callback)
    asked.callback = (...answer) => {
      answered();
      callback(...answer);
    };
  const answer = original.apply(this, args);
  if (answer instanceof Promise) answer.then(answered, answered);
  return answer;
};

/** Runs `work`, and gives back every statement that was sent meanwhile on behalf of it, in this process. */
export async function recording(work: () => Promise<void>): Promise<Recorded[]> {
  const sent: Recorded[] = [];
  let waiting = 0;
  listener = (client, statement) => {
    if (applicationOf(client) === FOLLOWER || statement.name === VIEWER) return () => {};
    sent.push({ ...statement, together: waiting > 0 });
    waiting += 1;
    return () => {
      waiting -= 1;
    };
  };
  try {
    await work();
  } finally {
    listener = undefined;
  }
  return sent;
}

const applicationOf = (client: pg.Client) =>
  (client as unknown as { connectionParameters: { application_name?: string } }).connectionParameters
    .application_name;

function statementOf([given, values]: unknown[]): Omit<Recorded, "together"> {
  if (typeof given === "string") return { text: given, values: (values as unknown[] | undefined) ?? [] };
  const { name, text, values: own = [] } = given as { name?: string; text?: string; values?: unknown[] };
  if (name && text) texts.set(name, text);
  return { name, text: text ?? texts.get(name!)!, values: own };
}

/** How many there are within the transaction, its begin and commit included, and how many behind it. */
export function counted(statements: readonly Recorded[]): { transaction: number; after: number } {
  const commit = statements.findIndex(({ text }) => /^commit$/i.test(text));
  return { transaction: commit + 1, after: statements.length - commit - 1 };
}

/** How often somebody waits for an answer before the next statement is sent. */
export const roundTrips = (statements: readonly Recorded[]): number =>
  statements.filter(({ together }) => !together).length;
