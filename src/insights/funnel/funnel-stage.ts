import { registerEnumType } from "type-graphql";

/** How far a need came. */
export enum FunnelStage {
  OPENED = "OPENED",
  MATCHED = "MATCHED",
  INTRODUCED = "INTRODUCED",
  CONNECTED = "CONNECTED",
  COMPLETED = "COMPLETED",
}

registerEnumType(FunnelStage, {
  name: "FunnelStage",
  description: "How far a need came.",
  valuesConfig: {
    OPENED: { description: "It was opened." },
    MATCHED: {
      description: "A worker was found whose match with it is 30 or more of 100, or who was introduced.",
    },
    INTRODUCED: { description: "An introduction to a worker was proposed." },
    CONNECTED: { description: "It was connected with a worker: all said yes." },
    COMPLETED: { description: "A collaboration about it was completed." },
  },
});

export const FUNNEL_STAGES = Object.values(FunnelStage);
