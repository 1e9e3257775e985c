import { must } from "../support/people.js";
import { changing, type Prepare, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { aPartner, aWorker, type Scene } from "./scene.js";

const given = (partnerId: string) => ({
  ...{ partnerId, purpose: "INTRODUCTION", discloses: ["IDENTITY"] },
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
});

/** A consent of a worker who stands to the viewer as asked, to a partner of the worker's consortium. */
const aConsent: Prepare<Scene> = async (scene, asker, relation) => {
  const { viewer, worker } = (await aWorker()(scene, asker, relation)) as Awaited<
    ReturnType<Prepare<Scene>>
  > & { worker: Parameters<typeof must>[4] };
  const { partner } = relation === "elsewhere" ? scene.there : scene.here;
  const made = await must(scene.test, "grantConsent", "consent { id }", given(partner.id), worker);
  return { viewer, key: made.consent.id };
};

export const consentRows = (schema: Schema): Rows<Scene>[] => [
  {
    operation: "Mutation.grantConsent",
    about: "to a partner",
    prepare: aPartner,
    ask: changing(schema, "grantConsent", given),
    expected: `
              own        consortium elsewhere
    anonymous -          -          401
    worker    -          done       not-found
    manager   -          forbidden  forbidden
    partner   forbidden  forbidden  forbidden
    analyst   -          forbidden  forbidden
    admin     -          forbidden  forbidden`,
  },
  {
    operation: "Mutation.revokeConsent",
    about: "of a worker",
    prepare: aConsent,
    ask: changing(schema, "revokeConsent", (id) => ({ id })),
    expected: `
              own        library    consortium elsewhere
    anonymous -          -          -          401
    worker    done       not-found  not-found  not-found
    manager   -          not-found  not-found  not-found
    partner   -          -          not-found  not-found
    analyst   -          -          not-found  not-found
    admin     -          -          not-found  not-found`,
  },
];
