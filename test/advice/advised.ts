import { randomUUID } from "node:crypto";
import {
  newLibrary,
  newPartner,
  newSkill,
  type Organisation,
  type People,
  type Staff,
} from "../support/people.js";
import type { TestService } from "../support/service.js";

export const ADVICE = `query Q($id: ID!, $first: Int! = 20, $minScore: Float! = 25) { worker(id: $id) {
  growthAdvice(first: $first, minScore: $minScore) { skill { id } from to
    raised { ...Effect } asGoal { ...Effect }
    nearest { skill { id } by link { kind value path { id } } } demand { now before change } } } }
  fragment Effect on GrowthEffect { needsOpened needsImproved gain opens { need { id } before after } }`;

export interface Effect {
  readonly needsOpened: number;
  readonly needsImproved: number;
  readonly gain: number;
  readonly opens: {
    readonly need: { readonly id: string };
    readonly before: number | null;
    readonly after: number;
  }[];
}

export interface Advice {
  readonly skill: { readonly id: string };
  readonly from: string | null;
  readonly to: string;
  readonly raised: Effect;
  readonly asGoal: Effect | null;
  readonly nearest: {
    readonly skill: { readonly id: string };
    readonly by: string;
    readonly link: {
      readonly kind: string;
      readonly value: number;
      readonly path: { readonly id: string }[];
    };
  };
  readonly demand: { readonly now: number; readonly before: number; readonly change: number };
}

export type Viewer = Parameters<TestService["execute"]>[2];

export const adviceOf = async (
  test: TestService,
  id: string,
  viewer: Viewer,
  more: object = {},
): Promise<Advice[]> => {
  const { data, errors } = await test.execute(ADVICE, { id, ...more }, viewer);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.worker.growthAdvice;
};

export const PLAN = `query Q($id: ID!, $first: Int! = 5) { library(id: $id) { growthPlan(first: $first) {
  staff needs gap closed atMost steps { skill { id } closes needsAsking people
    raises { worker { id } from to wanted } } } } }`;

export const planOf = async (test: TestService, id: string, viewer: Viewer, first = 5) => {
  const { data, errors } = await test.execute(PLAN, { id, first }, viewer);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.library.growthPlan;
};

export interface Place {
  readonly staff: Staff;
  readonly partner: Organisation;
}

export async function newPlace(test: TestService, people: People): Promise<Place> {
  const staff = await newLibrary(test, people, { region: "North", country: "US" });
  return { staff, partner: await newPartner(test, people) };
}

/** A skill that no other one is like, whatever it is called. */
export const newOwnSkill = (test: TestService, label: string, fields: object = {}): Promise<string> =>
  newSkill(test, `${label}${randomUUID().replaceAll("-", "")}`, fields);
