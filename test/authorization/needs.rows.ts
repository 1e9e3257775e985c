import { asking, changing, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aNeed, aPartner, type Scene } from "./scene.js";

/** Who sees a need: everybody an open one, its consortium one that is over, its partner and administrators a draft. */
const SEEN_BY = {
  OPEN: `
              own        consortium elsewhere
    anonymous -          -          data
    worker    -          data       data
    manager   -          data       data
    partner   data       data       data
    analyst   -          data       data
    admin     -          data       data`,
  FILLED: `
              own        consortium elsewhere
    anonymous -          -          absent
    worker    -          data       absent
    manager   -          data       absent
    partner   data       data       absent
    analyst   -          data       absent
    admin     -          data       absent`,
  DRAFT: `
              own        consortium elsewhere
    anonymous -          -          absent
    worker    -          absent     absent
    manager   -          absent     absent
    partner   data       absent     absent
    analyst   -          absent     absent
    admin     -          data       absent`,
};

/** Who changes a need: its partner's members and administrators; others learn no more than they see. */
const CHANGED_BY = {
  OPEN: `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          forbidden  forbidden
    manager   -          forbidden  forbidden
    partner   done       forbidden  forbidden
    analyst   -          forbidden  forbidden
    admin     -          done       forbidden`,
  FILLED: `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          forbidden  not-found
    manager   -          forbidden  not-found
    partner   done       forbidden  not-found
    analyst   -          forbidden  not-found
    admin     -          done       not-found`,
  DRAFT: `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          not-found  not-found
    manager   -          not-found  not-found
    partner   done       not-found  not-found
    analyst   -          not-found  not-found
    admin     -          done       not-found`,
};

const STATUSES = ["OPEN", "FILLED", "DRAFT"] as const;

const reading = (status: (typeof STATUSES)[number]): Rows<Scene>[] => [
  {
    operation: "Query.need",
    about: `that is ${status}`,
    prepare: aNeed(status),
    ask: asking("query Q($key: ID!) { need(id: $key) { id title skills { skill { id } } } }"),
    expected: SEEN_BY[status],
  },
  {
    operation: "Query.needs",
    about: `that are ${status}, by skill`,
    prepare: aNeed(status, { bySkill: true }),
    ask: asking(
      "query Q($key: ID) { needs(filter: { skillId: $key }) { nodes { id } pageInfo { endCursor } } }",
    ),
    expected: SEEN_BY[status],
  },
  {
    operation: "Query._entities",
    about: `a need that is ${status}`,
    prepare: aNeed(status),
    ask: (id) => ({
      query: "query Q($all: [_Any!]!) { _entities(representations: $all) { ... on Need { id title } } }",
      variables: { all: [{ __typename: "Need", id }] },
    }),
    expected: SEEN_BY[status],
  },
];

/** Each event is answered like a query, by whoever asks then. */
const watching = (status: (typeof STATUSES)[number]): Rows<Scene> => ({
  operation: "Subscription.needChanged",
  about: `that is ${status}`,
  prepare: aNeed(status),
  ask: asking("subscription S($key: ID!) { needChanged(id: $key) { id title } }"),
  expected: SEEN_BY[status],
});

const updating = (schema: Schema, status: keyof typeof CHANGED_BY): Rows<Scene> => ({
  operation: "Mutation.updateNeed",
  about: `that is ${status}`,
  prepare: aNeed(status),
  ask: changing(schema, "updateNeed", (id) => ({ id, expectedVersion: 1, title: "Changed" })),
  expected: CHANGED_BY[status],
});

const moving = (schema: Schema, operation: string, status: keyof typeof CHANGED_BY): Rows<Scene> => ({
  operation: `Mutation.${operation}`,
  about: `that is ${status}`,
  prepare: aNeed(status),
  ask: changing(schema, operation, (id) => ({ id, expectedVersion: status === "FILLED" ? 2 : 1 })),
  expected: CHANGED_BY[status],
});

export const needRows = (schema: Schema): Rows<Scene>[] => [
  ...STATUSES.flatMap(reading),
  ...STATUSES.map(watching),
  {
    operation: "Mutation.createNeed",
    about: "of a partner",
    prepare: aPartner,
    ask: changing(schema, "createNeed", (partnerId) => ({ partnerId, title: "A need", skills: [] })),
    expected: CHANGED_BY.OPEN,
  },
  updating(schema, "OPEN"),
  updating(schema, "DRAFT"),
  moving(schema, "publishNeed", "DRAFT"),
  moving(schema, "fillNeed", "OPEN"),
  moving(schema, "reopenNeed", "FILLED"),
  moving(schema, "closeNeed", "OPEN"),
  moving(schema, "archiveNeed", "OPEN"),
  moving(schema, "archiveNeed", "DRAFT"),
];
