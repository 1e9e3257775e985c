import { FOR_EVERYBODY, type Rows } from "./matrix.js";
import { type Scene, viewerOf } from "./scene.js";

/** What belongs to no domain. */
export const platformRows: Rows<Scene>[] = [
  {
    operation: "Query.rateLimit",
    about: "of whom no budget is kept without HTTP",
    prepare: async (scene, asker) => ({
      viewer: await viewerOf(scene, asker),
      ...{ key: asker, shown: '"rateLimit":null' },
    }),
    ask: () => ({ query: "{ rateLimit { limit remaining resetAt cost } }", variables: {} }),
    expected: FOR_EVERYBODY,
  },
];
