import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { uuidIn } from "../support/people.js";
import { changing, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aPartner, aWorker, nothing, type Scene } from "./scene.js";

/** An alert of a worker or a partner who stands to the viewer as asked. */
const anAlertOf =
  (owner: "worker_id" | "partner_id", prepare: Prepare<Scene>): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { viewer, key } = await prepare(scene, asker, relation);
    const id = newId();
    const side = relation === "elsewhere" ? scene.there : scene.here;
    await scene.test.service.dataSource.query(
      `insert into alert (id, consortium_id, ${owner}, name, min_score) values ($1, $2, $3, 'An alert', 50)`,
      [id, side.people.consortiumId, uuidIn(key)],
    );
    return { viewer, key: typedId("alert", id) };
  };

const ofWorker = anAlertOf("worker_id", aWorker());
const ofPartner = anAlertOf("partner_id", aPartner);

const LISTED_WORKERS = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       absent     absent     absent
    manager   -          403        403        403
    partner   -          -          absent     absent
    analyst   -          -          403        403
    admin     -          -          403        403`;

const LISTED_PARTNERS = `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          absent     absent
    manager   -          403        403
    partner   data       absent     absent
    analyst   -          403        403
    admin     -          403        403`;

const CHANGED_WORKERS = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       not-found  not-found  not-found
    manager   -          forbidden  forbidden  forbidden
    partner   -          -          not-found  not-found
    analyst   -          -          forbidden  forbidden
    admin     -          -          forbidden  forbidden`;

const CHANGED_PARTNERS = `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          not-found  not-found
    manager   -          forbidden  forbidden
    partner   done       not-found  not-found
    analyst   -          forbidden  forbidden
    admin     -          forbidden  forbidden`;

/** Who has alerts: workers and members of partners. */
const OWNERS = `
              anything
    anonymous 401
    worker    data
    manager   403
    partner   data
    analyst   403
    admin     403`;

export const alertRows = (schema: Schema): Rows<Scene>[] => [
  ...[
    { about: "of a worker", prepare: ofWorker, listed: LISTED_WORKERS, changed: CHANGED_WORKERS },
    { about: "of a partner", prepare: ofPartner, listed: LISTED_PARTNERS, changed: CHANGED_PARTNERS },
  ].flatMap(({ about, prepare, listed, changed }): Rows<Scene>[] => [
    {
      ...{ operation: "Query.alerts", about, prepare, expected: listed },
      ask: () => ({ query: "{ alerts { id } }", variables: {} }),
    },
    {
      ...{ operation: "Mutation.updateAlert", about, prepare, expected: changed },
      ask: changing(schema, "updateAlert", (id) => ({ id, expectedVersion: 1, minScore: 60 })),
    },
    {
      ...{ operation: "Mutation.archiveAlert", about, prepare, expected: changed },
      ask: changing(schema, "archiveAlert", (id) => ({ id, expectedVersion: 1 })),
    },
  ]),
  {
    operation: "Mutation.createAlert",
    prepare: nothing,
    ask: changing(schema, "createAlert", () => ({ name: "Tell me", minScore: 50 })),
    expected: `
              anything
    anonymous 401
    worker    done
    manager   forbidden
    partner   done
    analyst   forbidden
    admin     forbidden`,
  },
  {
    operation: "Subscription.matchFound",
    prepare: async (scene, asker, relation) => ({
      ...(await nothing(scene, asker, relation)),
      shown: "matchFound",
    }),
    ask: () => ({ query: "subscription { matchFound { id } }", variables: {} }),
    expected: OWNERS,
  },
];
