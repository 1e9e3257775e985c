/** A command that cannot be carried out, with a message that says what to do; no stack is shown. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** A command that Ctrl-C or a signal ended. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(readonly exitCode: number) {
    super("Interrupted: what was begun is rolled back, and nothing has changed.");
  }
}
