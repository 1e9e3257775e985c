import { gzipSync } from "node:zlib";
import { type Attack, sends, sha256 } from "./attack.js";

const QUERY = "{ me { role } }";
const BODY = JSON.stringify({ query: QUERY });
const bad = (status: number, says?: string) => ({ status, code: "BAD_REQUEST", says });
const get = (
  name: string,
  search: string,
  headers: Record<string, string>,
  expected: Pick<Attack, "status" | "code" | "says">,
): Attack => ({
  name,
  search,
  init: { method: "GET", headers },
  ...expected,
});
const ASKED = { "apollo-require-preflight": "yes" };
const persisted = (hash: string, query?: string) =>
  JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
const TOO_DEEP = `{ ${"a { ".repeat(20)} b ${"} ".repeat(20)} }`;

/** Requests that are odd before GraphQL is. */
export const protocolAttacks: readonly Attack[] = [
  sends("a big body", JSON.stringify({ query: "x".repeat(150_000) }), bad(413)),
  sends("a batch", `[${Array(50).fill(BODY).join()}]`, bad(400, "batching")),
  sends("an empty batch", "[]", bad(400)),
  sends("a form", `query=${encodeURIComponent(QUERY)}`, bad(415), {
    "content-type": "application/x-www-form-urlencoded",
  }),
  sends("a form with parts", "--x--", bad(415), { "content-type": "multipart/form-data; boundary=x" }),
  sends("text", BODY, bad(415), { "content-type": "text/plain" }),
  sends("a document as such", QUERY, bad(415), { "content-type": "application/graphql" }),
  sends("no JSON", "{ nonsense", bad(400)),
  sends("nothing", "", bad(400)),
  sends("null", "null", bad(400)),
  sends("a number for a query", '{"query": 5}', bad(400)),
  sends("a document as a tree", '{"query": {"kind": "Document", "definitions": []}}', bad(400)),
  sends("texts for variables", '{"query": "{ me { role } }", "variables": "{}"}', bad(400)),
  sends("a list for variables", '{"query": "{ me { role } }", "variables": [1]}', bad(400)),
  sends(
    "__proto__ in the body",
    '{"query": "{ me { role } }", "variables": {"__proto__": {"a": 1}}}',
    bad(400),
  ),
  sends(
    "constructor.prototype in the body",
    '{"query": "{ me { role } }", "variables": {"constructor": {"prototype": {"a": 1}}}}',
    bad(400),
  ),
  sends(
    "invalid UTF-8",
    Buffer.concat([
      Buffer.from('{"query": "{ me { role } }", "variables": {"a": "'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('"}}'),
    ]),
    bad(400, "UTF-8"),
  ),
  sends("a zipped body", gzipSync(BODY), bad(400), {
    "content-type": "application/json",
    "content-encoding": "gzip",
  }),
  sends(
    "JSON that is deep",
    `{"query": "{ me { role } }", "variables": {"a": ${"[".repeat(40_000)}${"]".repeat(40_000)}}}`,
    { status: 400, code: "LIMIT_EXCEEDED" },
  ),
  get("a mutation by GET", `?query=${encodeURIComponent("mutation M { __typename }")}`, ASKED, bad(405)),
  get("what any web page may send", `?query=${encodeURIComponent(QUERY)}`, {}, bad(400, "CSRF")),
  get(
    "two queries",
    `?query=${encodeURIComponent(QUERY)}&query=${encodeURIComponent("{ __typename }")}`,
    ASKED,
    bad(400, "once"),
  ),
  get("depth by GET", `?query=${encodeURIComponent(TOO_DEEP)}`, ASKED, {
    status: 400,
    code: "LIMIT_EXCEEDED",
  }),
  {
    name: "PUT",
    init: { method: "PUT", headers: { "content-type": "application/json" }, body: BODY },
    ...bad(405),
  },
  { name: "DELETE", init: { method: "DELETE" }, ...bad(405) },
  sends("a hash that nobody knows", persisted(sha256("unknown")), {
    status: 200,
    code: "PERSISTED_QUERY_NOT_FOUND",
  }),
  sends("a hash of something else", persisted(sha256("other"), QUERY), bad(400, "sha")),
  sends("a hash with what is beyond limits", persisted(sha256(TOO_DEEP), TOO_DEEP), {
    status: 400,
    code: "LIMIT_EXCEEDED",
  }),
  sends("the hash of that alone", persisted(sha256(TOO_DEEP)), {
    status: 200,
    code: "PERSISTED_QUERY_NOT_FOUND",
  }),
  sends("a hash of a prototype", persisted("__proto__"), { status: 200, code: "PERSISTED_QUERY_NOT_FOUND" }),
  sends("extensions that are none", '{"query": "{ me { role } }", "extensions": "x"}', bad(400)),
];
