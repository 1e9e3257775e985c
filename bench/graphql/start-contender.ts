import { type ChildProcess, fork } from "node:child_process";
import type { Question } from "../peers/src/serve.js";
import type { ContenderSource, RunningContender } from "./contender.js";

/** The same for everybody: what the start script of the service has, and garbage collection when memory is measured. */
const EXEC_ARGV = ["--max-semi-space-size=64", "--expose-gc"];

/**
 * Starts a contender in a process of its own; done when it listens.
 * @param url of the database, as the owner of its tables
 * @throws Error when the process ends before that
 */
export async function startContender(source: ContenderSource, url: string): Promise<RunningContender> {
  const child = fork(source.script, {
    stdio: ["ignore", 2, 2, "ipc"],
    execArgv: EXEC_ARGV,
    execPath: source.execPath ?? process.execPath,
    env: { ...process.env, NODE_ENV: "production", ...source.env, DATABASE_URL: url },
  });
  const { port } = await next<{ port: number }>(child, source.name);
  const ask = <Answer>(question: Question): Promise<Answer> => {
    const answer = next<Answer>(child, source.name);
    child.send(question);
    return answer;
  };
  return {
    source,
    origin: `http://127.0.0.1:${port}`,
    child,
    cpu: async () => (await ask<{ cpu: number }>("cpu")).cpu,
    memory: () => ask("memory"),
    stop: () => stop(child),
  };
}

function next<Message>(child: ChildProcess, name: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${name} ended with ${code}.`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as Message);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.send("stop" satisfies Question);
  });
}
