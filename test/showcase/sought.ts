import type { User } from "../../src/platform/auth/principal.js";
import { expertiseJobs } from "../../src/showcase/index.js";
import { must, uuidIn } from "../support/people.js";
import type { TestService } from "../support/service.js";

/** Does a job of the alerts on expertise, as the runner of jobs would. */
const doJob =
  (name: string) =>
  (test: TestService, payload: object = {}) =>
    expertiseJobs(test.service.alerts)
      .find((job) => job.name === name)!
      .run(payload);

const seek = doJob("seek-expertise");
/** Looks at all that alerts can find. */
export const sweep = doJob("sweep-expertise");

/** Looks for what cards bring, named by their typed ids. */
export const seekCards = (test: TestService, ...cards: string[]) => seek(test, { cards: cards.map(uuidIn) });

/** Looks for what alerts can find, named by their typed ids. */
export const seekAlerts = (test: TestService, ...alerts: string[]) =>
  seek(test, { alerts: alerts.map(uuidIn) });

/** The id of a new alert on expertise. */
export async function newExpertiseAlert(test: TestService, user: User, fields: object = {}): Promise<string> {
  const input = { name: "Tell me", ...fields };
  return (await must(test, "createExpertiseAlert", "alert { id }", input, user)).alert.id;
}

export interface SeenFind {
  readonly id: string;
  readonly affinity: number | null;
  readonly card: { readonly id: string; readonly title: string } | null;
}

/** What each alert of a partner found, newest first; by the id of the alert. */
export async function findsOf(test: TestService, user: User): Promise<Record<string, SeenFind[]>> {
  const query = "{ expertiseAlerts { id finds { nodes { id affinity card { id title } } } } }";
  const { data, errors } = await test.execute(query, {}, user);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return Object.fromEntries(
    data.expertiseAlerts.map(({ id, finds }: { id: string; finds: { nodes: SeenFind[] } }) => [
      id,
      finds.nodes,
    ]),
  );
}

/** The ids of the cards that a partner's only alert found. */
export const foundCards = async (test: TestService, user: User): Promise<(string | undefined)[]> =>
  Object.values(await findsOf(test, user)).flatMap((finds) => finds.map(({ card }) => card?.id));
