import { Agent, request } from "node:http";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { idOf } from "../world/world-ids.js";
import type { Contender, Ranked } from "./contender.js";

const matches = (first: number) =>
  `query ($id: ID!) { need(id: $id) { matches(first: ${first}) { nodes { score worker { name } } } } }`;

interface Match {
  /** 0 to 100 */
  readonly score: number;
  readonly worker: { readonly name: string };
}

/** Ranks by asking the API over HTTP, one request after the other on one connection. */
export class HttpContender implements Contender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    readonly name: string,
    private readonly origin: string,
    /** The token of the partner that has a need, by its number in the world. */
    private readonly tokenOf: (need: number) => string,
  ) {}

  /** The scores are those shown, divided by 100; workers are known by their names. */
  async rank(need: number, first: number): Promise<readonly Ranked[]> {
    const id = typedId("need", idOf("need", need));
    const body = JSON.stringify({ query: matches(first), variables: { id } });
    const text = await this.post(body, this.tokenOf(need));
    const { data, errors } = JSON.parse(text);
    if (errors) throw new Error(`${this.name} failed: ${text}`);
    return data.need.matches.nodes.map(({ score, worker }: Match) => ({
      workerId: worker.name,
      score: score / 100,
    }));
  }

  private post(body: string, token: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        authorization: `Bearer ${token}`,
      };
      const sent = request(`${this.origin}/graphql`, { method: "POST", agent: this.agent, headers });
      sent.on("error", reject).on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject);
        response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
      });
      sent.end(body);
    });
  }

  async close(): Promise<void> {
    this.agent.destroy();
  }
}
