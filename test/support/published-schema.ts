import "reflect-metadata";
import { type Parts, schemaOf } from "../../src/compose-schema.js";
import { LiveChanges } from "../../src/platform/live/live-changes.js";

/** The schema without anything behind it, for whatever only looks at it. */
export const publishedSchema = () => schemaOf({ live: new LiveChanges() } as Parts).schema;
