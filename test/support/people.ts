import { randomUUID } from "node:crypto";
import type { User } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import type { TestService } from "./service.js";

/** A consortium of a test's own, with those who act in it. */
export interface People {
  readonly consortiumId: string;
  readonly admin: User;
  /** Somebody with the role ANALYST. */
  readonly analyst: User;
}

/** A consortium is the one thing that no mutation makes. */
export async function newConsortium({ service }: TestService): Promise<People> {
  const consortiumId = newId();
  await service.dataSource.query("insert into consortium (id, name) values ($1, $2)", [
    consortiumId,
    `Consortium ${randomUUID()}`,
  ]);
  return {
    consortiumId,
    admin: { kind: "user", subject: `admin:${consortiumId}`, role: "ADMIN", consortiumId },
    analyst: { kind: "user", subject: `analyst:${consortiumId}`, role: "ANALYST", consortiumId },
  };
}

/** Runs a mutation that must succeed, and gives back its payload. */
export async function must(
  { execute }: TestService,
  mutation: string,
  selection: string,
  input: Record<string, unknown>,
  principal: User,
  // biome-ignore lint/suspicious/noExplicitAny: what a payload holds depends on the selection
): Promise<any> {
  const payload = await attempt({ execute }, mutation, selection, input, principal);
  if (payload.userErrors.length > 0)
    throw new Error(`${mutation} was refused: ${JSON.stringify(payload.userErrors)}`);
  return payload;
}

/** Runs a mutation, and gives back its payload with the refusals. */
export async function attempt(
  { execute }: Pick<TestService, "execute">,
  mutation: string,
  selection: string,
  input: Record<string, unknown>,
  principal: User,
  // biome-ignore lint/suspicious/noExplicitAny: what a payload holds depends on the selection
): Promise<any> {
  const named = inputOf(mutation);
  const { data, errors } = await execute(
    `mutation M($input: ${named}!) { ${mutation}(input: $input) { ${selection} userErrors { code field message currentVersion } } }`,
    { input },
    principal,
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data[mutation];
}

/** The type of a mutation's input: its own, or one that several share. */
function inputOf(mutation: string): string {
  if (/^(publish|fill|reopen|close|archive)Need$/.test(mutation)) return "NeedTransitionInput";
  if (/^(decline|withdraw)Connection$|^endCollaborationEarly$/.test(mutation)) return "EndConnectionInput";
  if (mutation === "giveFeedback") return "CompleteCollaborationInput";
  if (/^(submit|withdraw|archive)ShowcaseCard$/.test(mutation)) return "ShowcaseCardInput";
  if (/^(publish|reject)ShowcaseCard$/.test(mutation)) return "ModerateShowcaseCardInput";
  if (/^(archive|enable|test)Webhook$|^rotateWebhookSecret$/.test(mutation)) return "WebhookInput";
  return `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
}

export async function newSkill(
  test: TestService,
  label: string,
  fields: object = {},
  kind = "SKILL",
): Promise<string> {
  const { admin } = await newConsortium(test);
  const input = { preferredLabel: label, kind, ...fields };
  return (await must(test, "createSkill", "skill { id }", input, admin)).skill.id;
}

export interface Staff {
  readonly libraryId: string;
  readonly manager: User;
}

export async function newLibrary(test: TestService, people: People, fields: object = {}): Promise<Staff> {
  const input = { name: `Library ${randomUUID()}`, ...fields };
  const { library } = await must(test, "createLibrary", "library { id }", input, people.admin);
  return { libraryId: library.id, manager: managerOf(people, library.id) };
}

const managerOf = ({ consortiumId }: People, libraryId: string): User => ({
  kind: "user",
  subject: `manager:${libraryId}`,
  role: "MANAGER",
  consortiumId,
  libraryId: uuidIn(libraryId),
});

export interface Person {
  readonly id: string;
  readonly self: User;
}

/**
 * A worker, at version 2, who by default may be found by everybody, with skills and goals that everybody may see: the
 * manager registers the worker, who then says who may find them.
 */
export async function newWorker(
  test: TestService,
  people: People,
  libraryId: string,
  {
    skills = [],
    goals = [],
    discoverability = "PUBLIC",
    ...fields
  }: { skills?: object[]; goals?: object[]; discoverability?: string } & Record<string, unknown> = {},
): Promise<Person> {
  const input = { libraryId, name: `Worker ${randomUUID()}`, ...fields };
  const { worker } = await must(test, "createWorker", "worker { id }", input, managerOf(people, libraryId));
  const self: User = {
    kind: "user",
    subject: `worker:${worker.id}`,
    role: "WORKER",
    consortiumId: people.consortiumId,
    libraryId: uuidIn(libraryId),
    workerId: uuidIn(worker.id),
  };
  const open = { id: worker.id, expectedVersion: 1, discoverability };
  await must(test, "updateWorker", "worker { id }", open, self);
  for (const skill of skills)
    await must(
      test,
      "addWorkerSkill",
      "workerSkill { id }",
      { workerId: worker.id, visibility: "PUBLIC", ...skill },
      self,
    );
  for (const goal of goals)
    await must(
      test,
      "createGrowthGoal",
      "growthGoal { id }",
      { workerId: worker.id, visibility: "PUBLIC", ...goal },
      self,
    );
  return { id: worker.id, self };
}

export interface Organisation {
  readonly id: string;
  readonly member: User;
}

export async function newPartner(
  test: TestService,
  people: People,
  fields: object = {},
): Promise<Organisation> {
  const input = { name: `Partner ${randomUUID()}`, ...fields };
  const { partner } = await must(test, "createPartner", "partner { id }", input, people.admin);
  const member: User = {
    kind: "user",
    subject: `partner:${partner.id}`,
    role: "PARTNER",
    consortiumId: people.consortiumId,
    partnerId: uuidIn(partner.id),
  };
  return { id: partner.id, member };
}

/** An open need. */
export async function newNeed(
  test: TestService,
  { id, member }: Organisation,
  fields: object,
): Promise<string> {
  const input = { partnerId: id, title: `Need ${randomUUID()}`, publish: true, ...fields };
  return (await must(test, "createNeed", "need { id }", input, member)).need.id;
}

/** A community goal of a partner, measured by a number of people. */
export async function newCommunityGoal(
  test: TestService,
  { id, member }: Organisation,
  indicator: { baseline: number; target: number; current?: number },
): Promise<string> {
  const input = {
    ...{ partnerId: id, title: `Goal ${randomUUID()}` },
    indicator: { name: "people reached", unit: "people", ...indicator },
  };
  return (await must(test, "createCommunityGoal", "communityGoal { id }", input, member)).communityGoal.id;
}

const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

/** The UUID in a typed id, worked out here: 26 digits of Crockford's base 32. */
export function uuidIn(id: string): string {
  const digits = id.slice(id.lastIndexOf("_") + 1);
  const value = [...digits].reduce((sum, digit) => sum * 32n + BigInt(DIGITS.indexOf(digit)), 0n);
  const hex = value.toString(16).padStart(32, "0");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** An id of the right type that nothing has. */
export const unknownId = (type: Parameters<typeof typedId>[0]) => typedId(type, newId());
