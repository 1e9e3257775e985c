import { asking, type Rows } from "./matrix.js";
import { aGrowingLibrary, aGrowingWorker, type Scene } from "./scene.js";

export const adviceRows: readonly Rows<Scene>[] = [
  {
    operation: "Worker.growthAdvice",
    about: "with a worker who is PUBLIC",
    prepare: aGrowingWorker,
    ask: asking("query Q($key: ID!) { worker(id: $key) { growthAdvice { skill { id } raised { gain } } } }"),
    // Partners see the worker, but it is not for them to advise.
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       data       data       absent
    manager   -          data       data       absent
    partner   -          -          empty      absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`,
  },
  {
    operation: "Library.growthPlan",
    prepare: aGrowingLibrary,
    ask: asking("query Q($key: ID!) { library(id: $key) { growthPlan { steps { skill { id } people } } } }"),
    // A plan for few tells of single people: it is for those who see them.
    expected: `
              library    consortium elsewhere
    anonymous -          -          401
    worker    empty      empty      empty
    manager   data       empty      empty
    partner   -          empty      empty
    analyst   -          empty      empty
    admin     -          empty      empty`,
  },
];
