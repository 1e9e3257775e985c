import { alertJobs } from "../../src/alerts/index.js";
import type { User } from "../../src/platform/auth/principal.js";
import { must, uuidIn } from "../support/people.js";
import type { TestService } from "../support/service.js";

/** Does a job of the alerts, as the runner of jobs would. */
const doJob =
  (name: string) =>
  (test: TestService, payload: object = {}) =>
    alertJobs(test.service.alerts)
      .find((job) => job.name === name)!
      .run(payload);

const seekMatches = doJob("seek-matches");
/** Looks at all that alerts can find. */
export const sweep = doJob("sweep-alerts");

type Typed = readonly string[];

/** Looks for what changed needs, workers or new alerts bring; they are named by their typed ids. */
export const seek = (test: TestService, what: { needs?: Typed; workers?: Typed; alerts?: Typed }) =>
  seekMatches(
    test,
    Object.fromEntries(Object.entries(what).map(([kind, ids]) => [kind, (ids as Typed).map(uuidIn)])),
  );

/** The id of a new alert. */
export async function newAlert(test: TestService, user: User, fields: object = {}): Promise<string> {
  const input = { name: "Tell me", minScore: 1, ...fields };
  return (await must(test, "createAlert", "alert { id }", input, user)).alert.id;
}

export const SHOWN = "id name minScore version active need { id }";
export const MATCHES = "matches { nodes { id score alertId match { need { id } worker { id } score } } }";

export interface SeenAlert {
  readonly id: string;
  readonly version: number;
  readonly matches: {
    readonly nodes: {
      readonly id: string;
      readonly score: number;
      readonly alertId: string;
      readonly match: { need: { id: string }; worker: { id: string }; score: number } | null;
    }[];
  };
}

/** Somebody's alerts with what they found. */
export async function alertsOf(test: TestService, user: User): Promise<SeenAlert[]> {
  const { data, errors } = await test.execute(`{ alerts { ${SHOWN} ${MATCHES} } }`, {}, user);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.alerts;
}

/** The pairs that somebody's only alert found, the newest first. */
export const foundBy = async (test: TestService, user: User) =>
  (await alertsOf(test, user)).flatMap(({ matches }) =>
    matches.nodes.map(({ match }) => match && `${match.need.id} ${match.worker.id}`),
  );

/** The events of a kind, the oldest first. */
export const eventsOf = (test: TestService, kind: string, consortiumId: string) =>
  test.service.dataSource.query(
    `select worker_id as "workerId", partner_id as "partnerId", need_id as "needId", data from domain_event
     where kind = $1 and consortium_id = $2 order by id`,
    [kind, consortiumId],
  );
