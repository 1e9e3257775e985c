import type { Rows } from "./matrix.js";
import { type Scene, viewerOf } from "./scene.js";

/** Figures of the asker's own consortium. */
export const insightRows: Rows<Scene>[] = [
  {
    operation: "Query.insights",
    prepare: async (scene, asker) => ({
      viewer: await viewerOf(scene, asker),
      ...{ key: asker, shown: '"smallestGroup":5' },
    }),
    ask: () => ({ query: "{ insights { smallestGroup skillGaps { nodes { have } } } }", variables: {} }),
    expected: `
              anything
    anonymous 401
    worker    403
    manager   data
    partner   403
    analyst   data
    admin     data`,
  },
];
