import type { Rows } from "./matrix.js";
import { aMatch, type Scene } from "./scene.js";

/**
 * Who sees how a worker fits: whoever finds the worker, of their own consortium; a partner for its own needs only. The
 * relation is the worker's to the viewer; for partners, the need's.
 */
export const SEEN_BY = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       data       data       absent
    manager   -          data       data       absent
    partner   data       -          absent     absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`;

const HIDDEN = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       absent     absent     absent
    manager   -          absent     absent     absent
    partner   absent     -          absent     absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`;

/** In a list of what everybody sees, what is hidden is left out. */
export const leftOut = (table: string) => table.replaceAll("absent", "empty ");

const pairRows = (discoverability: "PUBLIC" | "PRIVATE", expected: string): Rows<Scene>[] => [
  {
    operation: "Query.match",
    about: `with a worker who is ${discoverability}`,
    prepare: aMatch({ discoverability }),
    ask: (workerId, { needId }) => ({
      query: "query Q($n: ID!, $w: ID!) { match(needId: $n, workerId: $w) { score worker { id } } }",
      variables: { n: needId, w: workerId },
    }),
    expected,
  },
  {
    operation: "Query._entities",
    about: `a match with a worker who is ${discoverability}`,
    prepare: aMatch({ discoverability }),
    ask: (workerId, { needId }) => ({
      query:
        "query Q($all: [_Any!]!) { _entities(representations: $all) { ... on Match { score worker { id } } } }",
      variables: { all: [{ __typename: "Match", need: { id: needId }, worker: { id: workerId } }] },
    }),
    expected: expected.replace("401", "absent"),
  },
  {
    operation: "Need.matches",
    about: `with a worker who is ${discoverability}`,
    prepare: async (scene, asker, relation) => {
      const { viewer, key, needId } = await aMatch({ discoverability })(scene, asker, relation);
      return { viewer, key: needId as string, shown: key };
    },
    ask: (id) => ({
      query:
        "query Q($id: ID!) { need(id: $id) { matches { nodes { score worker { id } } pageInfo { endCursor } } } }",
      variables: { id },
    }),
    expected: leftOut(expected),
  },
];

export const matchRows = (): Rows<Scene>[] => [
  ...pairRows("PUBLIC", SEEN_BY),
  ...pairRows("PRIVATE", HIDDEN),
  {
    operation: "Worker.matches",
    about: "with a worker who is PUBLIC",
    prepare: async (scene, asker, relation) => {
      const { needId, ...target } = await aMatch()(scene, asker, relation);
      return { ...target, shown: needId as string };
    },
    ask: (id) => ({
      query: "query Q($id: ID!) { worker(id: $id) { matches { nodes { need { id } } } } }",
      variables: { id },
    }),
    // Partners see the worker, but not how others' needs suit them.
    expected: SEEN_BY.replace("absent     absent\n    analyst", "empty      absent\n    analyst"),
  },
];
