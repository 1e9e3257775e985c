import { readdir, readFile } from "node:fs/promises";
import type { ClientBase } from "pg";

/** A hundred in a second on every Linux that matters: USER_HZ is part of what the kernel promises to programs. */
const TICK_MS = 10;

/** CPU time that a process and those it has waited for have taken, in ticks, and who has started it. */
interface ProcessTimes {
  readonly parent: number;
  readonly own: number;
  readonly ofEnded: number;
}

/**
 * CPU time of the PostgreSQL server on this machine: its first process, those that it has started, and those of them that
 * have ended.
 */
export class PostgresCpu {
  private constructor(private readonly postmaster: number) {}

  /** @returns null where PostgreSQL does not run on this machine, or the machine does not tell */
  static async of(client: ClientBase): Promise<PostgresCpu | null> {
    const { rows } = await client.query("select pg_backend_pid() as pid");
    const { pid } = rows[0];
    const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
    if (!name.startsWith("postgres")) return null;
    const times = await timesOf(pid);
    return times && new PostgresCpu(times.parent);
  }

  /** Milliseconds so far, exact to a hundredth of a second. */
  async read(): Promise<number> {
    const first = await timesOf(this.postmaster);
    let ticks = first ? first.own + first.ofEnded : 0;
    for (const entry of await readdir("/proc")) {
      if (!/^\d+$/.test(entry)) continue;
      const times = await timesOf(Number(entry));
      if (times?.parent === this.postmaster) ticks += times.own;
    }
    return ticks * TICK_MS;
  }
}

/** @returns null when there is no such process any more */
async function timesOf(pid: number): Promise<ProcessTimes | null> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return line === null ? null : parseStat(line);
}

/** @param line of /proc/<pid>/stat; see proc(5) */
export function parseStat(line: string): ProcessTimes {
  // The name stands in parentheses, and may have spaces and parentheses itself.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number) as [number, number, number, number];
  return { parent: Number(fields[1]), own: utime + stime, ofEnded: cutime + cstime };
}
