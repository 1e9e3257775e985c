import { ANONYMOUS, type User } from "../../src/platform/auth/principal.js";
import { type LiveService, startLiveService } from "../live/live-service.js";
import { type Received, SocketClient, StreamClient, until } from "../support/live-clients.js";
import type { TestService } from "../support/service.js";

/** Two replicas on one database: people ask the one by HTTP, and are told by the other, which runs the jobs. */
export interface Journey {
  /** What `must`, `newMeeting` and the like ask; here it goes over HTTP. */
  readonly test: TestService;
  readonly here: LiveService;
  readonly there: LiveService;
  /** Subscribes to the other replica by a WebSocket. */
  watch(user: User, query: string, variables?: object): Promise<Received>;
  /** The same by server-sent events. */
  stream(user: User, query: string): Promise<Received>;
  stop(): Promise<void>;
}

export async function startJourney(): Promise<Journey> {
  const here = await startLiveService();
  const there = await startLiveService({}, undefined, { url: here.test.url, drop: async () => {} });
  await there.test.service.jobs.start();
  const clients: { close(): void }[] = [];
  return {
    ...{ here, there, test: { ...here.test, execute: overHttp(here) } },
    async watch(user, query, variables) {
      const client = await SocketClient.connect(`${there.origin}/graphql`, await there.bearer(user));
      clients.push(client);
      return await begun(client.operate(query, variables));
    },
    async stream(user, query) {
      const client = await StreamClient.ask(there.origin, { query }, await there.bearer(user));
      clients.push({ close: () => client.leave() });
      return await begun(client);
    },
    async stop() {
      for (const client of clients) client.close();
      await there.stop();
      await here.stop();
    },
  };
}

/** From its first answer on a subscriber misses nothing. */
async function begun<Subscriber extends Received>(subscriber: Subscriber): Promise<Subscriber> {
  await until(() => subscriber.results.length > 0);
  return subscriber;
}

const overHttp =
  ({ origin, bearer }: LiveService): TestService["execute"] =>
  async (query, variables = {}, principal = ANONYMOUS) => {
    const authorization = principal.kind === "user" ? await bearer(principal) : {};
    const answer = await fetch(`${origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(10_000),
    });
    const { data, errors = [] } = (await answer.json()) as { data: unknown; errors?: [] };
    return { data, errors, statements: 0 };
  };

/** What a subscriber was told in the lists of a field, each once. */
export const toldIn = <Entry>({ results }: Received, field: string): Entry[] =>
  results.flatMap(({ data }) => data?.[field] ?? []);
