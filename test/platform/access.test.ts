import { buildSchema, graphql } from "graphql";
import { ANONYMOUS, type Principal, ROLES, type Role } from "../../src/platform/auth/principal.js";
import {
  type AccessTable,
  accessFaults,
  EVERYBODY,
  enforceAccess,
  mergeAccess,
  USERS,
  WITH_OBJECT,
} from "../../src/platform/graphql/access.js";

const SDL =
  "type Query { open: String signed: String report: Report } type Report { sum: Int detail: String }";

const ACCESS: AccessTable = {
  Query: { open: EVERYBODY, signed: USERS, report: ["ANALYST", "ADMIN"] },
  Report: { sum: WITH_OBJECT, detail: ["ADMIN"] },
};

const roots = { open: "open", signed: "signed", report: { sum: 1, detail: "detail" } };
const user = (role: Role): Principal => ({ kind: "user", subject: role, role, consortiumId: "c" });

function guarded(access: AccessTable = ACCESS) {
  const schema = buildSchema(SDL);
  enforceAccess(schema, access);
  return schema;
}

/** The value of a root field, or the code it was refused with. */
async function ask(source: string, principal: Principal) {
  const { data, errors } = await graphql({
    schema: guarded(),
    source,
    rootValue: roots,
    contextValue: { principal },
  });
  return errors ? errors[0]!.extensions.code : Object.values(data!)[0];
}

describe("the audience of a field", () => {
  it.each<[string, string, Principal, unknown]>([
    ["everybody's", "{ open }", ANONYMOUS, "open"],
    ["users', without a token", "{ signed }", ANONYMOUS, "UNAUTHENTICATED"],
    ["roles', without a token", "{ report { sum } }", ANONYMOUS, "UNAUTHENTICATED"],
    ...ROLES.map((role): [string, string, Principal, unknown] => [
      `users', as ${role}`,
      "{ signed }",
      user(role),
      "signed",
    ]),
    ["roles', as one of them", "{ report { sum } }", user("ANALYST"), { sum: 1 }],
    ["roles', as another one", "{ report { sum } }", user("MANAGER"), "FORBIDDEN"],
    ["narrower than its object's, within", "{ report { detail } }", user("ADMIN"), { detail: "detail" }],
    ["narrower than its object's, outside", "{ report { detail } }", user("ANALYST"), "FORBIDDEN"],
  ])("is kept: %s", async (_, source, principal, expected) => {
    expect(await ask(source, principal)).toEqual(expected);
  });

  it("that goes with the object costs nothing: the field is left alone", () => {
    const report = guarded().getType("Report") as unknown as {
      getFields(): Record<string, { resolve?: unknown }>;
    };
    expect(report.getFields().sum!.resolve).toBeUndefined();
    expect(report.getFields().detail!.resolve).toBeDefined();
  });
});

describe("an access table", () => {
  const { Query, Report } = ACCESS;

  it.each<[string, AccessTable, string]>([
    ["lacks a field", { Query: Query!, Report: { sum: WITH_OBJECT } }, "Report.detail has no access entry"],
    ["lacks a type", { Query: Query! }, "Report.sum has no access entry"],
    [
      "has one too many",
      { Query: Query!, Report: { ...Report, gone: USERS } },
      "There is no field Report.gone",
    ],
    ["leaves an operation open", { Query: { ...Query, open: WITH_OBJECT }, Report: Report! }, "Query.open"],
  ])("that %s keeps the service from starting", (_, table, fault) => {
    expect(() => guarded(table)).toThrow(fault);
    expect(accessFaults(buildSchema(SDL), table)).not.toEqual([]);
  });

  it("speaks about each field once", () => {
    expect(() => mergeAccess(ACCESS, { Query: { open: USERS } })).toThrow("Query.open");
    expect(mergeAccess({ Query: { open: USERS } }, { Query: { signed: USERS } })).toEqual({
      Query: { open: USERS, signed: USERS },
    });
  });
});
