import { type Attack, asks, beyond, many, nested } from "./attack.js";

const invalid = { status: 400, code: "GRAPHQL_VALIDATION_FAILED" };
const fine = { status: 200, code: null };
const unreadable = { status: 400, code: "GRAPHQL_PARSE_FAILED" };

const bomb = (levels: number) =>
  `{ needs { nodes { partner { ...f${levels} } } } } ${many(
    levels,
    (i) =>
      `fragment f${i + 1} on Partner { a: goals { partner { ...f${i} } } b: goals { partner { ...f${i} } } }`,
  )} fragment f0 on Partner { name }`;

const flatBomb = (levels: number) =>
  `{ me { ...f${levels} } } ${many(
    levels,
    (i) => `fragment f${i + 1} on Viewer { ...f${i} ...f${i} }`,
  )} fragment f0 on Viewer { role }`;

/** Documents that would keep a server busy with reading, validating, compiling or answering them. */
export const documentAttacks: readonly Attack[] = [
  asks("aliases of one root field", `{ ${many(16, (i) => `a${i}: me { role }`)} }`, beyond("15 are allowed")),
  asks(
    "aliases of one inner field",
    `{ me { ${many(100, (i) => `a${i}: role`)} } }`,
    beyond("15 are allowed"),
  ),
  asks(
    "aliases through fragments",
    `{ me { ${many(16, (i) => `...f${i}`)} } } ${many(16, (i) => `fragment f${i} on Viewer { a${i}: role }`)}`,
    beyond("15 are allowed"),
  ),
  asks("root fields", `{ ${many(21, () => "me { role }")} }`, beyond("20 are allowed")),
  asks(
    "root fields through fragments",
    `{ ...a ...b } fragment a on Query { ${many(11, () => "me { role }")} } fragment b on Query { ${many(11, () => "me { role }")} }`,
    beyond("20 are allowed"),
  ),
  asks("directives", `{ me { role ${"@include(if: true) ".repeat(11)} } }`, beyond("10 are allowed")),
  asks("unknown directives", `query Q ${"@a ".repeat(500)} { me { role } }`, beyond("10 are allowed")),
  asks(
    "directives of a variable",
    `query Q($a: Int ${"@a".repeat(50)}) { me { role } }`,
    beyond("10 are allowed"),
  ),
  asks("one field over and over", `{ me { ${"role ".repeat(990)} } }`, beyond("50 are allowed")),
  asks(
    "one place over and over",
    `{ needs { nodes { ${"partner { name url } ".repeat(300)} } } }`,
    beyond("50 are allowed"),
  ),
  asks(
    "fields",
    `{ needs { nodes { ${"... { title title title title title title } ".repeat(180)} } } }`,
    beyond("1000 are allowed"),
  ),
  asks("tokens", `{ ${"me { role } ".repeat(700)} }`, beyond("2000 are allowed")),
  asks("comments", `{ me { role } } ${"#\n".repeat(20_000)}`, fine),
  asks("a fragment bomb of 1 kB", bomb(12), beyond("12 are allowed")),
  asks("a fragment bomb without depth", flatBomb(40), beyond("1000 are allowed")),
  asks(
    "fragments that nobody asks for",
    `{ me { role } } ${flatBomb(40).slice(flatBomb(40).indexOf("fragment"))}`,
    beyond("50 are allowed"),
  ),
  asks(
    "many fragments",
    `{ me { role } } ${many(60, (i) => `fragment f${i} on Viewer { role }`)}`,
    beyond("50 are allowed"),
  ),
  asks(
    "depth",
    `{ needs { nodes { partner ${nested(6, "{ goals { partner ", "{ name }", " } }")} } } }`,
    beyond("12 are allowed"),
  ),
  asks("depth of nonsense", "{ a ".repeat(600), unreadable),
  asks("depth of nonsense that can be read", nested(600, "{ a ", "{ b }", "}"), beyond("12 are allowed")),
  asks(
    "fragments in a circle",
    "{ me { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }",
    beyond("contains itself"),
  ),
  asks(
    "a fragment within itself",
    "{ ...a } fragment a on Query { me { role } ...a }",
    beyond("contains itself"),
  ),
  asks(
    "circular introspection",
    `{ __schema { types ${nested(4, "{ fields { type ", "{ name }", " } }")} } }`,
    beyond("Introspection"),
  ),
  asks(
    "introspection of types of types",
    `{ __schema { types { possibleTypes { fields { name } } } } }`,
    beyond("Introspection"),
  ),
  asks(
    "deep introspection",
    `{ __schema { types ${nested(20, "{ ofType ", "{ name }", "}")} } }`,
    beyond("16 are allowed"),
  ),
  asks(
    "introspection many times",
    `{ __schema { ${many(15, (i) => `a${i}: types { name }`)} } }`,
    beyond("no aliases"),
  ),
  asks(
    "introspection under many names",
    `{ ${many(15, (i) => `a${i}: __schema { types { name } }`)} }`,
    beyond("1000 are allowed"),
  ),
  asks(
    "many operations",
    many(20, (i) => `query Q${i} { me { role } }`),
    beyond("1 is allowed"),
  ),
  asks(
    "many validation errors",
    `{ ${many(19, (i) => `z${i}`)} me { ${many(400, (i) => `y${i}`)} } }`,
    invalid,
  ),
  asks("a name that is almost right", "{ partnerz { nodes { id } } }", invalid),
  asks("names of prototypes", "{ __proto__ { constructor } constructor { toString } }", invalid),
  asks("a prototype for an answer", "{ __proto__: me { role } }", invalid),
  asks(
    "names of prototypes for answers",
    "{ constructor: me { toString: role hasOwnProperty: role } }",
    fine,
  ),
  asks(
    "a prototype for a variable",
    "query Q($__proto__: Int) { skills(first: $__proto__) { nodes { uri } } }",
    fine,
    { a: 1 },
  ),
  asks("fragments of prototypes", "{ ...constructor ...toString }", invalid),
  asks("many variables", `query Q(${many(480, (i) => `$v${i}: Int`)}) { me { role } }`, invalid),
  asks("NUL", "{ me { role } }\u0000", unreadable),
  asks("nothing", "", { status: 400, code: "BAD_REQUEST" }),
  asks("deferred answers", "{ me { ... @defer { role } } }", invalid),
];
