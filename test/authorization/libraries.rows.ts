import { asking, changing, FOR_EVERYBODY, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aConsortium, aLibrary, nothing, type Scene, viewerOf } from "./scene.js";

/** Libraries are public. */
const PUBLIC = `
              library    consortium elsewhere
    anonymous -          -          data
    worker    data       data       data
    manager   data       data       data
    partner   -          data       data
    analyst   -          data       data
    admin     -          data       data`;

/** A manager corrects the own library, administrators those of their consortium. */
const RUNNERS = `
              library    consortium elsewhere
    anonymous -          -          401
    worker    forbidden  forbidden  forbidden
    manager   done       forbidden  forbidden
    partner   -          forbidden  forbidden
    analyst   -          forbidden  forbidden
    admin     -          done       forbidden`;

export const libraryRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Query.me",
    prepare: async (scene, asker) => ({
      viewer: await viewerOf(scene, asker),
      ...{ key: asker, shown: asker.toUpperCase() },
    }),
    ask: () => ({ query: "{ me { role consortium { id } library { id } worker { id } } }", variables: {} }),
    expected: FOR_EVERYBODY,
  },
  {
    operation: "Query._service",
    prepare: async (scene, asker) => ({ viewer: await viewerOf(scene, asker), key: "", shown: "type Query" }),
    ask: () => ({ query: "{ _service { sdl } }", variables: {} }),
    expected: FOR_EVERYBODY,
  },
  {
    operation: "Query.library",
    prepare: aLibrary,
    ask: asking("query Q($key: ID) { library(id: $key) { id name consortium { name } } }"),
    expected: PUBLIC,
  },
  {
    operation: "Query._entities",
    about: "a library",
    prepare: aLibrary,
    ask: (id) => ({
      query: "query Q($all: [_Any!]!) { _entities(representations: $all) { ... on Library { id name } } }",
      variables: { all: [{ __typename: "Library", id }] },
    }),
    expected: PUBLIC,
  },
  {
    operation: "Query.libraries",
    prepare: async (scene, asker, relation) => {
      const { viewer, key } = await aLibrary(scene, asker, relation);
      const { data } = await scene.test.execute("query Q($id: ID) { library(id: $id) { name } }", {
        id: key,
      });
      return { viewer, key: data.library.name, shown: key };
    },
    ask: asking("query Q($key: String) { libraries(filter: { search: $key }) { nodes { id } } }"),
    expected: PUBLIC,
  },
  {
    operation: "Mutation.createLibrary",
    prepare: nothing,
    ask: changing(schema, "createLibrary", (name) => ({ name })),
    expected: `
              anything
    anonymous 401
    worker    forbidden
    manager   forbidden
    partner   forbidden
    analyst   forbidden
    admin     done`,
  },
  {
    operation: "Mutation.updateLibrary",
    prepare: aLibrary,
    ask: changing(schema, "updateLibrary", (id) => ({ id, expectedVersion: 1, region: "Changed" })),
    expected: RUNNERS,
  },
  {
    operation: "Mutation.archiveLibrary",
    prepare: aLibrary,
    ask: changing(schema, "archiveLibrary", (id) => ({ id, expectedVersion: 1 })),
    expected: RUNNERS,
  },
  {
    operation: "Mutation.setDiscovery",
    about: "to a consortium",
    prepare: aConsortium,
    ask: changing(schema, "setDiscovery", (consortiumId) => ({ consortiumId, open: false })),
    expected: `
              consortium elsewhere
    anonymous -          401
    worker    forbidden  forbidden
    manager   forbidden  forbidden
    partner   forbidden  forbidden
    analyst   forbidden  forbidden
    admin     not-found  done`,
  },
];
