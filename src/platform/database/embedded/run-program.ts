import { spawn } from "node:child_process";
import { parse } from "node:path";

/** How PostgreSQL's programs are run: as this process, or, where that is root, as another account. */
export interface Account {
  /** Name for messages; undefined is the account of this process. */
  readonly name?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** A command put in front, such as setpriv with its options; it switches the account itself. */
  readonly wrapper?: readonly string[];
}

export interface Outcome {
  /** Exit code; null when the program did not run or was killed. */
  readonly code: number | null;
  /** What it wrote, both streams; empty when it wrote to a log file. */
  readonly output: string;
}

/**
 * PostgreSQL's programs get a clean environment: PGDATA, PGPORT and the like of the person's shell mean another
 * server, and messages are read by this program, so they must not be translated.
 */
const ENVIRONMENT = { LC_ALL: "C", PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };

/**
 * Runs a program to its end. Never throws: a program that cannot be run answers with the code null and the reason.
 * @param log file descriptor for both streams. The program is then made the leader of its own session, because what
 *   it leaves running must survive Ctrl-C in this terminal.
 */
export function runProgram(
  account: Account,
  program: string,
  args: readonly string[],
  log?: number,
): Promise<Outcome> {
  const [command, ...rest] = [...(account.wrapper ?? []), program, ...args];
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command!, rest, {
      // The other account may not be allowed into the current folder.
      cwd: parse(program).root,
      env: ENVIRONMENT,
      stdio: ["ignore", log ?? "pipe", log ?? "pipe"],
      detached: log !== undefined,
      windowsHide: true,
      ...(account.wrapper ? {} : { uid: account.uid, gid: account.gid }),
    });
    const collect = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => resolve({ code, output: output.trim() }));
  });
}
