import { randomUUID } from "node:crypto";
import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import type { HttpAnswer, HttpTestService } from "./http-service.js";
import { administer } from "./postgres-for-tests.js";

/** A consortium of the database, and its administrator. */
export async function administratorIn(databaseUrl: string): Promise<User> {
  const consortiumId = newId();
  await administer(databaseUrl, `insert into consortium (id, name) values ('${consortiumId}', 'C')`);
  return { kind: "user", subject: "admin", role: "ADMIN", consortiumId };
}

/** A read that asks the database. */
export const read = (service: HttpTestService) => service.ask("{ partners(first: 1) { nodes { id } } }");

/** A write of something new. */
export const write = (service: HttpTestService, user: User) =>
  service.ask(
    "mutation M($input: CreatePartnerInput!) { createPartner(input: $input) { partner { id } userErrors { code } } }",
    { input: { name: `Partner ${randomUUID()}`, idempotencyKey: randomUUID() } },
    user,
  );

/** That the caller is told to come again, and nothing else. */
export function expectUnavailable({ status, headers, body }: HttpAnswer): void {
  expect(body.errors).toMatchObject([{ extensions: { code: "SERVICE_UNAVAILABLE" } }]);
  expect(status).toBe(503);
  expect(headers.get("retry-after")).toBe("1");
}

/** That nothing is wrong. */
export function expectAnswered({ status, body }: HttpAnswer): void {
  expect(body.errors).toBeUndefined();
  expect(status).toBe(200);
}

/** Writes a skill as another process does, which this one learns of by following the outbox. */
export async function skillFromElsewhere(databaseUrl: string): Promise<string> {
  const id = newId();
  await administer(
    databaseUrl,
    `insert into skill (id, uri, scheme, kind, preferred_label, status)
     values ('${id}', 'urn:test:${id}', 'LOCAL', 'SKILL', 'skill ${id}', 'ACCEPTED')`,
    `insert into outbox (topic, record_ids, origin) values ('skill', array['${id}']::uuid[], '${newId()}')`,
    "select pg_notify('skillbridge_outbox', '')",
  );
  return id;
}

/** Takes all ten connections for writes; they are given back when the result is called. */
export async function takeEveryConnection({ service }: HttpTestService): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const taken = Array.from(
    { length: 10 },
    () =>
      new Promise<void>((resolve, reject) => {
        service.commands
          .transact(async () => {
            resolve();
            await released;
          })
          .catch(reject);
      }),
  );
  await Promise.all(taken);
  return release;
}
