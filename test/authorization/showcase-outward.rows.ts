import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { uuidIn } from "../support/people.js";
import { changing, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aMatch, aPartner, nothing, type Pair, type Scene } from "./scene.js";

/** An alert on expertise of a partner who stands to the viewer as asked. */
const anExpertiseAlert: Prepare<Scene> = async (scene, asker, relation) => {
  const { viewer, key } = await aPartner(scene, asker, relation);
  const id = newId();
  const side = relation === "elsewhere" ? scene.there : scene.here;
  await scene.test.service.dataSource.query(
    "insert into expertise_alert (id, consortium_id, partner_id, name) values ($1, $2, $3, 'An alert')",
    [id, side.people.consortiumId, uuidIn(key)],
  );
  return { viewer, key: typedId("expertise_alert", id) };
};

/** A published card of a worker, who stands to the viewer as asked; with a need that the worker fits. */
const aTakenCard =
  (discoverability: string) =>
  async (scene: Scene, asker: Parameters<Prepare<Scene>>[1], relation: Parameters<Prepare<Scene>>[2]) => {
    const pair = await aMatch({ discoverability })(scene, asker, relation);
    const id = newId();
    await scene.test.service.dataSource.query(
      `insert into showcase_card (id, consortium_id, kind, worker_id, title, status, published_at)
       select $1, consortium_id, 'WORKER', id, 'A card', 'PUBLISHED', now() from worker where id = $2`,
      [id, pair.worker.workerId],
    );
    return { ...pair, key: typedId("card", id) };
  };

const CHANGED = `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          forbidden  forbidden
    manager   -          forbidden  forbidden
    partner   done       not-found  not-found
    analyst   -          forbidden  forbidden
    admin     -          forbidden  forbidden`;

const FOR_PARTNERS = `
              anything
    anonymous 401
    worker    forbidden
    manager   forbidden
    partner   done
    analyst   forbidden
    admin     forbidden`;

/** What partners make of a card that they find, their own consortium's or everybody's. */
const TAKEN = `
              own        consortium elsewhere
    anonymous -          -          401
    worker    forbidden  forbidden  forbidden
    manager   -          forbidden  forbidden
    partner   done       done       not-found
    analyst   -          forbidden  forbidden
    admin     -          forbidden  forbidden`;

export const showcaseOutwardRows = (schema: Schema): Rows<Scene>[] => [
  {
    ...{ operation: "Query.expertiseAlerts", prepare: anExpertiseAlert },
    ask: () => ({ query: "{ expertiseAlerts { id } }", variables: {} }),
    expected: `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          403        403
    manager   -          403        403
    partner   data       absent     absent
    analyst   -          403        403
    admin     -          403        403`,
  },
  {
    ...{ operation: "Mutation.createExpertiseAlert", prepare: nothing, expected: FOR_PARTNERS },
    ask: changing(schema, "createExpertiseAlert", () => ({ name: "Tell us" })),
  },
  {
    ...{ operation: "Mutation.updateExpertiseAlert", prepare: anExpertiseAlert, expected: CHANGED },
    ask: changing(schema, "updateExpertiseAlert", (id) => ({ id, expectedVersion: 1, region: "North" })),
  },
  {
    ...{ operation: "Mutation.archiveExpertiseAlert", prepare: anExpertiseAlert, expected: CHANGED },
    ask: changing(schema, "archiveExpertiseAlert", (id) => ({ id, expectedVersion: 1 })),
  },
  {
    operation: "Mutation.openShowcase",
    prepare: nothing,
    ask: changing(schema, "openShowcase", () => ({ open: true })),
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
    operation: "Mutation.turnCardIntoNeed",
    about: "a worker's for partners",
    prepare: aTakenCard("PARTNERS"),
    ask: changing(schema, "turnCardIntoNeed", (cardId) => ({ cardId })),
    expected: TAKEN,
  },
  {
    operation: "Mutation.introduceFromCard",
    about: "a worker's for partners, for the need of a partner",
    prepare: aTakenCard("PARTNERS"),
    ask: (key, target) =>
      changing(schema, "introduceFromCard", (cardId) => ({
        ...{ cardId, needId: (target as Pair).needId, channel: "+1 555 0100" },
      }))(key, target),
    // The card is there for other partners, too; the need is not.
    expected: TAKEN.replace("done       done", "done       -   "),
  },
];
