import { GraphQLError } from "graphql";
import { summaryOf } from "../../src/platform/database/traced-clients.js";
import { DatabaseUnavailable } from "../../src/platform/database/unavailable.js";
import { typeOf } from "../../src/platform/observability/tracing.js";

describe("a statement without a name", () => {
  it.each([
    ['INSERT INTO "need"("id", "title") VALUES ($1, $2)', "INSERT need"],
    ["update outbox set record_ids = array_remove(record_ids, $1)", "UPDATE outbox"],
    ["delete from idempotency_record where created_at < now()", "DELETE idempotency_record"],
    ['SELECT "Need"."id" AS "Need_id" FROM "need" "Need" WHERE "Need"."id" = $1', "SELECT need"],
    ["select enqueue_job($1, $2, $3)", "SELECT"],
    ["start transaction", "START"],
    ["'ada@library.example'", "STATEMENT"],
  ])("is called by what it does: %s", (text, name) => {
    expect(summaryOf(text)).toBe(name);
  });
});

describe("an error", () => {
  const withCode = (code: string) => Object.assign(new Error("ada@library.example"), { code });

  it.each<[string, unknown, string]>([
    ["of GraphQL", new GraphQLError("no", { extensions: { code: "FORBIDDEN" } }), "FORBIDDEN"],
    ["of PostgreSQL", withCode("23505"), "23505"],
    ["behind another", new DatabaseUnavailable(withCode("ECONNREFUSED")), "ECONNREFUSED"],
    ["with no code but data", withCode("ada@library.example"), "Error"],
    ["of a class", new RangeError("ada@library.example"), "RangeError"],
    ["that is none", "ada@library.example", "Error"],
    ["that is nothing", undefined, "Error"],
  ])("%s is told by its kind", (_, error, type) => {
    expect(typeOf(error)).toBe(type);
  });
});
