import { randomUUID } from "node:crypto";
import type { User } from "../../src/platform/auth/principal.js";
import { must } from "../support/people.js";
import { asking, changing, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aWorker, nothing, type Scene, viewerOf } from "./scene.js";

/** Broken glass of the administrator who asks, or of another one of the consortium. */
const brokenGlass: Prepare<Scene> = async (scene, asker, relation) => {
  const { key: workerId } = await aWorker()(scene, "admin", "consortium");
  // Somebody else each time: one administrator may not break much glass.
  const opener: User = { ...scene.here.people.admin, subject: randomUUID() };
  const input = { workerId, reason: "to see who ends it", minutes: 5 };
  const { breakGlass } = await must(scene.test, "breakGlass", "breakGlass { id }", input, opener);
  return { viewer: relation === "own" ? opener : await viewerOf(scene, asker), key: breakGlass.id };
};

const FORBIDDEN_TO_ALL = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    forbidden  forbidden  forbidden  forbidden
    manager   -          forbidden  forbidden  forbidden
    partner   -          -          forbidden  forbidden
    analyst   -          -          forbidden  forbidden
    admin     -          -          forbidden  forbidden`;

export const privacyRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Query.auditLog",
    about: "by worker",
    prepare: aWorker(),
    ask: asking("query Q($key: ID) { auditLog(filter: { workerId: $key }) { nodes { action workerIds } } }"),
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    403        403        403        403
    manager   -          403        403        403
    partner   -          -          403        403
    analyst   -          -          403        403
    admin     -          -          data       absent`,
  },
  {
    operation: "Query.exportMyData",
    prepare: async (scene, asker, relation) => ({
      ...(await nothing(scene, asker, relation)),
      shown: "PersonalDataExport",
    }),
    ask: () => ({ query: "{ exportMyData { __typename document } }", variables: {} }),
    expected: `
              anything
    anonymous 401
    worker    data
    manager   data
    partner   data
    analyst   data
    admin     data`,
  },
  {
    operation: "Mutation.breakGlass",
    prepare: aWorker(),
    ask: changing(schema, "breakGlass", (workerId) => ({ workerId, reason: "to see who may", minutes: 5 })),
    expected: FORBIDDEN_TO_ALL.replace(/admin.*$/, "admin     -          -          done       not-found"),
  },
  {
    operation: "Mutation.endBreakGlass",
    prepare: brokenGlass,
    ask: changing(schema, "endBreakGlass", (id) => ({ id })),
    expected: `
              own        consortium
    anonymous -          401
    worker    -          forbidden
    manager   -          forbidden
    partner   -          forbidden
    analyst   -          forbidden
    admin     done       not-found`,
  },
  {
    operation: "Mutation.eraseMe",
    prepare: async (scene, asker, relation) => ({
      ...(await nothing(scene, asker, relation)),
      key: "ERASE",
    }),
    ask: changing(schema, "eraseMe", (confirmation) => ({ confirmation })),
    expected: `
              anything
    anonymous 401
    worker    done
    manager   forbidden
    partner   forbidden
    analyst   forbidden
    admin     forbidden`,
  },
  {
    operation: "Mutation.eraseWorker",
    about: "without broken glass",
    prepare: aWorker(),
    ask: changing(schema, "eraseWorker", (workerId) => ({ workerId, confirmation: "ERASE" })),
    expected: FORBIDDEN_TO_ALL,
  },
];
