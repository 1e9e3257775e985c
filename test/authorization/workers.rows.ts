import { asking, changing, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aListedWorker, aStaffedLibrary, aWorker, type Scene } from "./scene.js";

/** Who finds a worker, by what the worker has chosen. Another consortium finds nobody unless both sides open up. */
const FOUND_BY = {
  PRIVATE: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       absent     absent     absent
    manager   -          absent     absent     absent
    partner   -          -          absent     absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`,
  LIBRARY: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       data       absent     absent
    manager   -          data       absent     absent
    partner   -          -          absent     absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`,
  CONSORTIUM: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       data       data       absent
    manager   -          data       data       absent
    partner   -          -          absent     absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`,
  PARTNERS: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       data       data       absent
    manager   -          data       data       absent
    partner   -          -          data       absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`,
  PUBLIC: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       data       data       absent
    manager   -          data       data       absent
    partner   -          -          data       absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`,
};

/** Of somebody whom everybody of the consortium's libraries and its partners may find. */
const CHANGED_BY = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       forbidden  forbidden  not-found
    manager   -          done       forbidden  not-found
    partner   -          -          forbidden  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`;

const finding = (discoverability: keyof typeof FOUND_BY): Rows<Scene>[] => [
  {
    operation: "Query.worker",
    about: `who is ${discoverability}`,
    prepare: aWorker({ discoverability }),
    ask: asking("query Q($key: ID!) { worker(id: $key) { id version } }"),
    expected: FOUND_BY[discoverability],
  },
  {
    operation: "Query.workers",
    about: `who are ${discoverability}, by skill`,
    prepare: aListedWorker({ discoverability }),
    ask: asking(
      "query Q($key: ID) { workers(filter: { skillId: $key }) { nodes { id } pageInfo { endCursor } } }",
    ),
    expected: FOUND_BY[discoverability],
  },
  {
    operation: "Query._entities",
    about: `a worker who is ${discoverability}`,
    prepare: aWorker({ discoverability }),
    ask: (id) => ({
      query: "query Q($all: [_Any!]!) { _entities(representations: $all) { ... on Worker { id version } } }",
      variables: { all: [{ __typename: "Worker", id }] },
    }),
    // What a gateway collects for somebody without a token lacks the people, and is answered all the same.
    expected: FOUND_BY[discoverability].replace("401", "absent"),
  },
];

export const workerRows = (schema: Schema): Rows<Scene>[] => [
  ...(Object.keys(FOUND_BY) as (keyof typeof FOUND_BY)[]).flatMap(finding),
  {
    operation: "Mutation.createWorker",
    about: "in a library",
    prepare: aStaffedLibrary,
    ask: changing(schema, "createWorker", (libraryId) => ({ libraryId, name: "New" })),
    expected: `
              library    consortium elsewhere
    anonymous -          -          401
    worker    forbidden  forbidden  forbidden
    manager   done       forbidden  forbidden
    partner   -          forbidden  forbidden
    analyst   -          forbidden  forbidden
    admin     -          forbidden  forbidden`,
  },
  {
    operation: "Mutation.updateWorker",
    prepare: aWorker(),
    ask: changing(schema, "updateWorker", (id) => ({ id, expectedVersion: 2, summary: "Changed" })),
    expected: CHANGED_BY,
  },
  {
    operation: "Mutation.updateWorker",
    about: "who may find them",
    prepare: aWorker(),
    ask: changing(schema, "updateWorker", (id) => ({ id, expectedVersion: 2, discoverability: "PARTNERS" })),
    expected: CHANGED_BY.replace("done       forbidden  not-found", "forbidden  forbidden  not-found"),
  },
  {
    operation: "Mutation.updateWorker",
    about: "somebody whom only the library may find",
    prepare: aWorker({ discoverability: "LIBRARY" }),
    ask: changing(schema, "updateWorker", (id) => ({ id, expectedVersion: 2, summary: "Changed" })),
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       forbidden  not-found  not-found
    manager   -          done       not-found  not-found
    partner   -          -          not-found  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`,
  },
  {
    operation: "Mutation.archiveWorker",
    prepare: aWorker(),
    ask: changing(schema, "archiveWorker", (id) => ({ id, expectedVersion: 2 })),
    expected: CHANGED_BY,
  },
];
