import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { uuidIn } from "../support/people.js";
import { changing, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aPartner, aWorker, nothing, type Scene } from "./scene.js";

/** A notification of a worker or a partner who stands to the viewer as asked. */
const aNotificationOf =
  (recipient: "WORKER" | "PARTNER", prepare: Prepare<Scene>): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { viewer, key } = await prepare(scene, asker, relation);
    const id = newId();
    const side = relation === "elsewhere" ? scene.there : scene.here;
    await scene.test.service.dataSource.query(
      `insert into notification (id, event_id, kind, consortium_id, recipient, recipient_id, worker_id, in_app, delivery)
       values ($1, $1, 'MESSAGE_SENT', $2, $3, $4, $5, true, 'OFF')`,
      [id, side.people.consortiumId, recipient, uuidIn(key), recipient === "WORKER" ? uuidIn(key) : null],
    );
    return { viewer, key: typedId("notification", id) };
  };

const ofWorker = aNotificationOf("WORKER", aWorker());
const ofPartner = aNotificationOf("PARTNER", aPartner);
const shown =
  (what: string): Prepare<Scene> =>
  async (scene, asker, relation) => ({ ...(await nothing(scene, asker, relation)), shown: what });

/** Who is notified of anything: all but analysts. */
const NOTIFIED = `
              anything
    anonymous 401
    worker    data
    manager   data
    partner   data
    analyst   403
    admin     data`;

const LISTED_WORKERS = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    data       absent     absent     absent
    manager   -          absent     absent     absent
    partner   -          -          absent     absent
    analyst   -          -          403        403
    admin     -          -          absent     absent`;

const LISTED_PARTNERS = `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          absent     absent
    manager   -          absent     absent
    partner   data       absent     absent
    analyst   -          403        403
    admin     -          absent     absent`;

export const notificationRows = (schema: Schema): Rows<Scene>[] => [
  ...[
    { about: "of a worker", prepare: ofWorker, expected: LISTED_WORKERS },
    { about: "of a partner", prepare: ofPartner, expected: LISTED_PARTNERS },
  ].map((rows) => ({
    ...rows,
    operation: "Query.notifications",
    ask: () => ({ query: "{ notifications { nodes { id } } }", variables: {} }),
  })),
  {
    operation: "Query.notificationPreferences",
    prepare: shown("MESSAGE_SENT"),
    ask: () => ({ query: "{ notificationPreferences { kind } }", variables: {} }),
    expected: NOTIFIED,
  },
  {
    operation: "Subscription.notificationReceived",
    prepare: shown("notificationReceived"),
    ask: () => ({ query: "subscription { notificationReceived { id } }", variables: {} }),
    expected: NOTIFIED,
  },
  {
    operation: "Mutation.setNotificationPreference",
    prepare: nothing,
    ask: changing(schema, "setNotificationPreference", () => ({ delivery: "OFF" })),
    expected: `
              anything
    anonymous 401
    worker    done
    manager   done
    partner   done
    analyst   forbidden
    admin     done`,
  },
  {
    operation: "Mutation.markNotificationsRead",
    about: "of a worker",
    prepare: ofWorker,
    ask: changing(schema, "markNotificationsRead", (id) => ({ ids: [id] })),
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       not-found  not-found  not-found
    manager   -          not-found  not-found  not-found
    partner   -          -          not-found  not-found
    analyst   -          -          forbidden  forbidden
    admin     -          -          not-found  not-found`,
  },
  {
    operation: "Mutation.markNotificationsRead",
    about: "of a partner, up to one",
    prepare: ofPartner,
    ask: changing(schema, "markNotificationsRead", (upTo) => ({ upTo })),
    expected: `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          not-found  not-found
    manager   -          not-found  not-found
    partner   done       not-found  not-found
    analyst   -          forbidden  forbidden
    admin     -          not-found  not-found`,
  },
];
