import type { User } from "../../src/platform/auth/principal.js";
import { uuidOf } from "../../src/platform/graphql/typed-id.js";
import { attempt, must } from "../support/people.js";
import type { TestService } from "../support/service.js";
import { look, type Meeting } from "./introduced.js";

/** Terms that a test proposes. */
export const termsFor = ({ skillId }: Meeting, more: object = {}) => ({
  ...{ scope: "Teach twelve evenings.", hoursTotal: 24, startsOn: "2030-01-01", endsOn: "2030-03-31" },
  skills: [{ skillId, target: "PROFICIENT" }],
  ...more,
});

/** The code of a refusal, or that there was none. */
export const outcome = ({ userErrors }: { userErrors: { code: string }[] }): string =>
  userErrors[0]?.code ?? "done";

/** What the sides of one connection do. */
export function actsOn(test: TestService, { worker }: Meeting, connectionId: string) {
  const versionNow = async () => (await look(test, connectionId, worker.self)).version as number;
  return {
    versionNow,
    /** The service's own id of it. */
    uuid: uuidOf("connection", connectionId, []),
    act: (mutation: string, input: object, user: User, selection = "connection { id version status }") =>
      must(test, mutation, selection, { connectionId, ...input }, user),
    attempt: (mutation: string, input: object, user: User) =>
      attempt(test, mutation, "connection { id }", { connectionId, ...input }, user),
    /** With the version that the connection has now. */
    versioned: async (mutation: string, input: object, user: User) =>
      await attempt(
        test,
        mutation,
        "connection { id }",
        { connectionId, expectedVersion: await versionNow(), ...input },
        user,
      ),
    see: async (selection: string, user: User) =>
      (
        await test.execute(
          `query Q($id: ID!) { connection(id: $id) { ${selection} } }`,
          { id: connectionId },
          user,
        )
      ).data.connection,
  };
}

/** The worker proposes terms and the partner agrees, so that they collaborate. */
export async function beginWork(test: TestService, meeting: Meeting, connectionId: string): Promise<void> {
  const { act, versionNow } = actsOn(test, meeting, connectionId);
  const terms = { expectedVersion: await versionNow(), ...termsFor(meeting) };
  const { connection } = await act("proposeAgreement", terms, meeting.worker.self);
  await act("acceptAgreement", { expectedVersion: connection.version }, meeting.partner.member);
}

/** The worker takes back all that they disclosed. */
export async function revokeAll(test: TestService, { worker }: Meeting): Promise<void> {
  const { data } = await test.execute(
    "query Q($id: ID!) { worker(id: $id) { consents { nodes { id revokedAt } } } }",
    { id: worker.id },
    worker.self,
  );
  for (const { id, revokedAt } of data.worker.consents.nodes)
    if (!revokedAt) await must(test, "revokeConsent", "consent { id }", { id }, worker.self);
}
