import { Client } from "pg";
import type { Contender, Ranked } from "../matching/contender.js";
import { idOf } from "../world/world-ids.js";

export interface SqlContenderOptions {
  readonly name: string;
  /** The statement. $1: need, $2: how many, $3: today. */
  readonly text: string;
  /** Settings of its connection. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Ranks by one prepared statement on a connection of its own. */
export class SqlContender implements Contender {
  readonly name: string;

  private constructor(
    private readonly client: Client,
    private readonly options: SqlContenderOptions,
    private readonly today: string,
  ) {
    this.name = options.name;
  }

  /** @param today YYYY-MM-DD */
  static async connect(url: string, options: SqlContenderOptions, today: string): Promise<SqlContender> {
    const client = new Client({ connectionString: url });
    await client.connect();
    for (const [name, value] of Object.entries(options.settings))
      await client.query("select set_config($1, $2, false)", [name, value]);
    return new SqlContender(client, options, today);
  }

  rank(need: number, first: number): Promise<readonly Ranked[]> {
    return this.rankFor(idOf("need", need), first);
  }

  /** @param needId UUID */
  async rankFor(needId: string, first: number): Promise<readonly Ranked[]> {
    const { rows } = await this.client.query<{ id: string; score: number }>({
      name: "rank",
      text: this.options.text,
      values: [needId, first, this.today],
    });
    return rows.map(({ id, score }) => ({ workerId: id, score }));
  }

  /** How PostgreSQL goes about one need. */
  async explain(need: number, first: number): Promise<string> {
    const text = `explain (analyze, buffers) ${this.options.text
      .replaceAll("$1", `'${idOf("need", need)}'::uuid`)
      .replaceAll("$2", String(first))
      .replaceAll("$3", `'${this.today}'::date`)}`;
    const { rows } = await this.client.query<{ "QUERY PLAN": string }>(text);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
