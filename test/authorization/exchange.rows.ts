import type { Rows } from "./matrix.js";
import { aTaughtPartner, type Scene } from "./scene.js";

/** Who teaches the people of a partner is shown to the partner itself and to the libraries of its consortium. */
const SEEN_BY = `
              own        consortium elsewhere
    anonymous -          401        401
    worker    -          data       empty
    manager   -          data       empty
    partner   data       empty      empty
    analyst   -          empty      empty
    admin     -          empty      empty`;

const TEACHERS = "nodes { value worker { id } }";

export const exchangeRows: Rows<Scene>[] = [
  {
    operation: "Partner.expertise",
    prepare: aTaughtPartner,
    ask: (id) => ({
      query: `query Q($id: ID!) { partner(id: $id) { expertise { ${TEACHERS} } } }`,
      variables: { id },
    }),
    expected: SEEN_BY,
  },
  {
    operation: "PartnerLearningGoal.teachers",
    prepare: aTaughtPartner,
    ask: (id) => ({
      query: `query Q($id: ID!) { partner(id: $id) { learningGoals { teachers { ${TEACHERS} } } } }`,
      variables: { id },
    }),
    // Elsewhere there is not even a goal to ask.
    expected: SEEN_BY.replace(/empty$/gm, "-"),
  },
];
