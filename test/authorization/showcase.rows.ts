import type { Principal } from "../../src/platform/auth/principal.js";
import { newId } from "../../src/platform/database/new-id.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import { uuidIn } from "../support/people.js";
import { asking, changing, FOR_EVERYBODY, type Prepare, type Rows, type Target } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aStaffedLibrary, aWorker, nothing, type Scene } from "./scene.js";

/** A card in a status of a worker who stands to the viewer as asked; asked for by its title where `byTitle`. */
const aWorkersCard =
  (status: string, discoverability = "PUBLIC", byTitle = false): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { viewer, key } = await aWorker({ discoverability })(scene, asker, relation);
    return await withCard(scene, "worker_id", key, { viewer, status, byTitle });
  };

/** The same of a library. */
const aLibrarysCard =
  (status: string): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { viewer, key } = await aStaffedLibrary(scene, asker, relation);
    return await withCard(scene, "library_id", key, { viewer, status, byTitle: false });
  };

async function withCard(
  { test }: Scene,
  author: "worker_id" | "library_id",
  key: string,
  { viewer, status, byTitle }: { viewer: Principal; status: string; byTitle: boolean },
): Promise<Target> {
  const id = newId();
  const title = `Card ${id}`;
  await test.service.dataSource.query(
    `insert into showcase_card (id, consortium_id, kind, ${author}, title, status)
     select $1, consortium_id, $2, id, $3, $4 from ${author === "worker_id" ? "worker" : "library"} where id = $5`,
    [id, author === "worker_id" ? "WORKER" : "LIBRARY", title, status, uuidIn(key)],
  );
  return { viewer, key: byTitle ? title : typedId("card", id), shown: typedId("card", id) };
}

const opening = asking("query Q($key: ID!) { showcaseCard(id: $key) { id } }");

const DRAFT = `
              own        library    consortium elsewhere
    anonymous -          -          -          absent
    worker    data       absent     absent     absent
    manager   -          absent     absent     absent
    partner   -          -          absent     absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`;

const SUBMITTED = `
              own        library    consortium elsewhere
    anonymous -          -          -          absent
    worker    data       absent     absent     absent
    manager   -          data       absent     absent
    partner   -          -          absent     absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`;

const FOR_PARTNERS = `
              own        library    consortium elsewhere
    anonymous -          -          -          absent
    worker    data       data       data       absent
    manager   -          data       data       absent
    partner   -          -          data       absent
    analyst   -          -          absent     absent
    admin     -          -          absent     absent`;

const FOR_ALL = `
              own        library    consortium elsewhere
    anonymous -          -          -          data
    worker    data       data       data       data
    manager   -          data       data       data
    partner   -          -          data       data
    analyst   -          -          data       data
    admin     -          -          data       data`;

/** Written by its author, and seen by all. */
const AUTHORS = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       forbidden  forbidden  forbidden
    manager   -          forbidden  forbidden  forbidden
    partner   -          -          forbidden  forbidden
    analyst   -          -          forbidden  forbidden
    admin     -          -          forbidden  forbidden`;

const AUTHORS_DRAFT = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       not-found  not-found  not-found
    manager   -          not-found  not-found  not-found
    partner   -          -          not-found  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`;

/** Submitted: only its author and those who decide on it know of it. */
const MODERATORS = `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    forbidden  not-found  not-found  not-found
    manager   -          done       not-found  not-found
    partner   -          -          not-found  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`;

const OFFERS = `
              library    consortium elsewhere
    anonymous -          -          401
    worker    forbidden  forbidden  forbidden
    manager   done       forbidden  forbidden
    partner   -          forbidden  forbidden
    analyst   -          forbidden  forbidden
    admin     -          forbidden  forbidden`;

export const showcaseRows = (schema: Schema): Rows<Scene>[] => {
  const taking = (mutation: string, more: object = {}) =>
    changing(schema, mutation, (id) => ({ id, expectedVersion: 1, ...more }));
  const cardRow = (about: string, prepare: Prepare<Scene>, expected: string): Rows<Scene> => ({
    ...{ operation: "Query.showcaseCard", about, prepare, ask: opening, expected },
  });
  const step = (
    mutation: string,
    about: string,
    prepare: Prepare<Scene>,
    expected: string,
    more: object = {},
  ): Rows<Scene> => ({
    ...{ operation: `Mutation.${mutation}`, about, prepare, ask: taking(mutation, more), expected },
  });
  return [
    cardRow("a draft", aWorkersCard("DRAFT"), DRAFT),
    cardRow("submitted", aWorkersCard("SUBMITTED"), SUBMITTED),
    cardRow("withdrawn", aWorkersCard("WITHDRAWN"), DRAFT),
    cardRow("published, of a worker for partners", aWorkersCard("PUBLISHED", "PARTNERS"), FOR_PARTNERS),
    cardRow("published, of a worker for everybody", aWorkersCard("PUBLISHED", "PUBLIC"), FOR_ALL),
    {
      operation: "Query.showcase",
      about: "a worker for partners",
      prepare: aWorkersCard("PUBLISHED", "PARTNERS", true),
      ask: asking("query Q($key: String!) { showcase(filter: { search: $key }) { nodes { id } } }"),
      expected: FOR_PARTNERS,
    },
    {
      operation: "Query.submittedCards",
      prepare: aWorkersCard("SUBMITTED"),
      ask: () => ({ query: "{ submittedCards(first: 100) { nodes { id } } }", variables: {} }),
      expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    403        403        403        403
    manager   -          data       absent     absent
    partner   -          -          403        403
    analyst   -          -          403        403
    admin     -          -          403        403`,
    },
    {
      operation: "Mutation.createShowcaseCard",
      prepare: nothing,
      ask: changing(schema, "createShowcaseCard", () => ({ title: "What I can do" })),
      expected: `
              anything
    anonymous 401
    worker    done
    manager   done
    partner   forbidden
    analyst   forbidden
    admin     forbidden`,
    },
    step("updateShowcaseCard", "published", aWorkersCard("PUBLISHED"), AUTHORS, { title: "Better" }),
    step("updateShowcaseCard", "a draft", aWorkersCard("DRAFT"), AUTHORS_DRAFT, { title: "Better" }),
    step("updateShowcaseCard", "an offer", aLibrarysCard("PUBLISHED"), OFFERS, { title: "Better" }),
    step("submitShowcaseCard", "a draft", aWorkersCard("DRAFT"), AUTHORS_DRAFT),
    step("withdrawShowcaseCard", "published", aWorkersCard("PUBLISHED"), AUTHORS),
    step("archiveShowcaseCard", "published", aWorkersCard("PUBLISHED"), AUTHORS),
    step("archiveShowcaseCard", "an offer", aLibrarysCard("PUBLISHED"), OFFERS),
    step("publishShowcaseCard", "submitted", aWorkersCard("SUBMITTED"), MODERATORS),
    step("rejectShowcaseCard", "submitted", aWorkersCard("SUBMITTED"), MODERATORS),
    step("rejectShowcaseCard", "an offer", aLibrarysCard("PUBLISHED"), OFFERS),
    {
      operation: "Query.showcaseExposure",
      prepare: async (scene, asker, relation) => ({
        ...(await nothing(scene, asker, relation)),
        shown: "isSuppressed",
      }),
      ask: () => ({ query: "{ showcaseExposure { isSuppressed } }", variables: {} }),
      expected: FOR_EVERYBODY.replace("anonymous data", "anonymous 401").replaceAll(
        /(worker {4}|partner {3})data/g,
        "$1403",
      ),
    },
  ];
};
