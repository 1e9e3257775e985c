import type { GraphQLSchema } from "graphql";
import { adviceRows } from "./advice.rows.js";
import { alertRows } from "./alerts.rows.js";
import { allocationRows } from "./allocations.rows.js";
import { collaborationRows } from "./collaborations.rows.js";
import { connectionRows } from "./connections.rows.js";
import { consentRows } from "./consents.rows.js";
import { credentialRows } from "./credentials.rows.js";
import { exchangeRows } from "./exchange.rows.js";
import { insightRows } from "./insights.rows.js";
import { libraryRows } from "./libraries.rows.js";
import { matchRows } from "./matching.rows.js";
import type { Rows } from "./matrix.js";
import { needRows } from "./needs.rows.js";
import { notificationRows } from "./notifications.rows.js";
import { outcomeRows, webhookRows } from "./outcomes.rows.js";
import { partnerRows } from "./partners.rows.js";
import { platformRows } from "./platform.rows.js";
import { privacyRows } from "./privacy.rows.js";
import { profileRows } from "./profiles.rows.js";
import type { Scene } from "./scene.js";
import { showcaseRows } from "./showcase.rows.js";
import { showcaseOutwardRows } from "./showcase-outward.rows.js";
import { skillRows } from "./skills.rows.js";
import { teamRows } from "./teams.rows.js";
import { workerRows } from "./workers.rows.js";

/** The schema, once the service that it belongs to runs. */
export type Schema = () => GraphQLSchema;

/** What people and libraries tell of themselves. */
export const peopleRows = (schema: Schema): Rows<Scene>[] => [
  ...skillRows(schema),
  ...libraryRows(schema),
  ...workerRows(schema),
  ...profileRows(schema),
  ...consentRows(schema),
  ...privacyRows(schema),
];

/** What is needed, and who could do it. */
export const matchingRows = (schema: Schema): Rows<Scene>[] => [
  ...partnerRows(schema),
  ...needRows(schema),
  ...matchRows(),
  ...alertRows(schema),
  ...allocationRows(schema),
  ...adviceRows,
  ...teamRows(schema),
  ...exchangeRows,
  ...showcaseRows(schema),
  ...showcaseOutwardRows(schema),
];

/** What comes of it. */
export const togetherRows = (schema: Schema): Rows<Scene>[] => [
  ...platformRows,
  ...notificationRows(schema),
  ...outcomeRows(schema),
  ...webhookRows(schema),
  ...connectionRows(schema),
  ...collaborationRows(schema),
  ...credentialRows(schema),
  ...insightRows,
];

/** What comes of every operation, for every role and relation; each group is asked in a file of its own, side by side. */
export const rowsOf = (schema: Schema): Rows<Scene>[] => [
  ...peopleRows(schema),
  ...matchingRows(schema),
  ...togetherRows(schema),
];
