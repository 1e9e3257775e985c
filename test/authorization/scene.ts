import { randomUUID } from "node:crypto";
import { ANONYMOUS, type Principal, type User } from "../../src/platform/auth/principal.js";
import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
  type Organisation,
  type People,
  type Person,
  type Staff,
} from "../support/people.js";
import type { TestService } from "../support/service.js";
import type { Asker, Prepare, Relation, Target } from "./matrix.js";

/** A consortium with two libraries and an organisation. */
interface Side {
  readonly people: People;
  readonly library: Staff;
  readonly otherLibrary: Staff;
  readonly partner: Organisation;
}

/** Two consortia; whoever asks belongs to the first. */
export interface Scene {
  readonly test: TestService;
  readonly here: Side;
  readonly there: Side;
  /** A skill for whatever is not asked for by its skill. */
  readonly skillId: string;
}

export async function newScene(test: TestService): Promise<Scene> {
  const skillId = await newSkill(test, anyWord());
  return { test, here: await newSide(test), there: await newSide(test), skillId };
}

async function newSide(test: TestService): Promise<Side> {
  const people = await newConsortium(test);
  const library = await newLibrary(test, people);
  const otherLibrary = await newLibrary(test, people);
  return { people, library, otherLibrary, partner: await newPartner(test, people) };
}

const sideOf = ({ here, there }: Scene, relation: Relation): Side =>
  relation === "elsewhere" ? there : here;

const libraryOf = (scene: Scene, relation: Relation): Staff => {
  const side = sideOf(scene, relation);
  return relation === "consortium" ? side.otherLibrary : side.library;
};

/** Somebody with a role, to whom nothing belongs that is made later. */
export async function viewerOf({ test, here }: Scene, asker: Asker): Promise<Principal> {
  switch (asker) {
    case "anonymous":
      return ANONYMOUS;
    case "worker":
      return (await newWorker(test, here.people, here.library.libraryId)).self;
    case "manager":
      return here.library.manager;
    case "partner":
      return here.partner.member;
    default:
      return here.people[asker];
  }
}

type Fields = Parameters<typeof newWorker>[3];

/** A worker who stands to the viewer as asked, with the viewer. */
async function workerFor(scene: Scene, asker: Asker, relation: Relation, fields?: Fields) {
  const { people } = sideOf(scene, relation);
  const { libraryId } = libraryOf(scene, relation);
  const worker = await newWorker(scene.test, people, libraryId, fields);
  return { worker, viewer: relation === "own" ? worker.self : await viewerOf(scene, asker) };
}

/** A worker, at version 2; everybody may find them unless `fields` say otherwise. */
export const aWorker =
  (fields?: Fields): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { worker, viewer } = await workerFor(scene, asker, relation, fields);
    return { viewer, key: worker.id, worker: worker.self };
  };

/** A worker with a skill that nobody else has, which is what they are asked for by. */
export const aListedWorker =
  (fields?: Fields): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const skillId = await anySkill(scene);
    const skills = [{ skillId, proficiency: "COMPETENT", visibility: "PUBLIC" }];
    const { worker, viewer } = await workerFor(scene, asker, relation, { ...fields, skills });
    return { viewer, key: skillId, shown: worker.id };
  };

const entryOf = async (test: TestService, { id, self }: Person, list: "skills" | "growthGoals") => {
  const inner = list === "skills" ? "skills { nodes { id } }" : "growthGoals { id }";
  const { data } = await test.execute(`query Q($id: ID!) { worker(id: $id) { ${inner} } }`, { id }, self);
  return (list === "skills" ? data.worker.skills.nodes : data.worker.growthGoals)[0].id;
};

/** An entry of the profile of a worker whom everybody may find. */
export const aWorkerSkill =
  (visibility: string): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const skills = [{ skillId: scene.skillId, proficiency: "COMPETENT", visibility }];
    const { worker, viewer } = await workerFor(scene, asker, relation, { skills });
    return { viewer, key: await entryOf(scene.test, worker, "skills") };
  };

export const aGrowthGoal =
  (visibility: string): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const goals = [{ skillId: scene.skillId, target: "EXPERT", visibility }];
    const { worker, viewer } = await workerFor(scene, asker, relation, { goals });
    return { viewer, key: await entryOf(scene.test, worker, "growthGoals") };
  };

/** A word that no other one is like, so that many skills do not become many likenesses to work out. */
const anyWord = () =>
  randomUUID()
    .replaceAll("-", "")
    .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)]!);

/** A skill that nobody has yet. */
export const anySkill = ({ test }: Scene): Promise<string> => newSkill(test, anyWord());

export const aSkill: Prepare<Scene> = async (scene, asker) => ({
  viewer: await viewerOf(scene, asker),
  key: await anySkill(scene),
  otherId: await anySkill(scene),
});

/** Nothing in particular. */
export const nothing: Prepare<Scene> = async (scene, asker) => ({
  viewer: await viewerOf(scene, asker),
  key: anyWord(),
});

/** A consortium: the own one, or another. */
export const aConsortium: Prepare<Scene> = async (scene, asker, relation) => {
  const { admin } = sideOf(scene, relation).people;
  const { data } = await scene.test.execute("{ me { consortium { id } } }", {}, admin);
  return { viewer: await viewerOf(scene, asker), key: data.me.consortium.id };
};

/** A library without staff; a manager of their own one manages it. */
export const aLibrary: Prepare<Scene> = async (scene, asker, relation) => {
  const { libraryId, manager } = await newLibrary(scene.test, sideOf(scene, relation).people);
  const isOwn = relation === "library" && asker === "manager";
  return { viewer: isOwn ? manager : await viewerOf(scene, asker), key: libraryId };
};

/** One of the two libraries that people work in. */
export const aStaffedLibrary: Prepare<Scene> = async (scene, asker, relation) => ({
  viewer: await viewerOf(scene, asker),
  key: libraryOf(scene, relation).libraryId,
});

async function partnerFor(scene: Scene, asker: Asker, relation: Relation) {
  const partner = await newPartner(scene.test, sideOf(scene, relation).people);
  return { partner, viewer: relation === "own" ? partner.member : await viewerOf(scene, asker) };
}

export const aPartner: Prepare<Scene> = async (scene, asker, relation) => {
  const { partner, viewer } = await partnerFor(scene, asker, relation);
  return { viewer, key: partner.id };
};

export const aCommunityGoal: Prepare<Scene> = async (scene, asker, relation) => {
  const { partner, viewer } = await partnerFor(scene, asker, relation);
  const indicator = { name: "people", unit: "people", baseline: 0, target: 10 };
  const input = { partnerId: partner.id, title: "A goal", indicator };
  const made = await must(scene.test, "createCommunityGoal", "communityGoal { id }", input, partner.member);
  return { viewer, key: made.communityGoal.id };
};

/** What the people of a partner want to learn, at version 1. */
export const aLearningGoal: Prepare<Scene> = async (scene, asker, relation) => {
  const { partner, viewer } = await partnerFor(scene, asker, relation);
  const input = { partnerId: partner.id, skillId: scene.skillId, target: "COMPETENT" };
  const made = await must(
    scene.test,
    "createPartnerLearningGoal",
    "learningGoal { id }",
    input,
    partner.member,
  );
  return { viewer, key: made.learningGoal.id };
};

/** A partner that stands to the viewer as asked, and somebody whom everybody may find who teaches its people. */
export const aTaughtPartner: Prepare<Scene> = async (scene, asker, relation) => {
  const { partner, viewer } = await partnerFor(scene, asker, relation);
  const skillId = await anySkill(scene);
  const { people, library } = sideOf(scene, relation);
  const skills = [{ skillId, proficiency: "EXPERT" }];
  const { id } = await newWorker(scene.test, people, library.libraryId, { skills });
  const input = { partnerId: partner.id, skillId, target: "COMPETENT" };
  await must(scene.test, "createPartnerLearningGoal", "learningGoal { id }", input, partner.member);
  return { viewer, key: partner.id, shown: id };
};

/** A need in a status, at version 1 if it is DRAFT or OPEN, 2 otherwise; asked for by the skill where `bySkill`. */
export const aNeed =
  (status: "DRAFT" | "OPEN" | "FILLED", { bySkill = false } = {}): Prepare<Scene> =>
  async (scene, asker, relation) => {
    const { partner, viewer } = await partnerFor(scene, asker, relation);
    const skillId = bySkill ? await anySkill(scene) : scene.skillId;
    const skills = [{ skillId, proficiency: "COMPETENT" }];
    const id = await newNeed(scene.test, partner, { skills, publish: status !== "DRAFT" });
    if (status === "FILLED")
      await must(scene.test, "fillNeed", "need { id }", { id, expectedVersion: 1 }, partner.member);
    return { viewer, key: bySkill ? skillId : id, shown: id };
  };

/** Two who may be introduced to each other, and those who may do it. */
export interface Pair extends Target {
  readonly needId: string;
  readonly worker: User;
  readonly member: User;
  /** Of the worker's library. */
  readonly manager: User;
}

/** What a match is asked for by: the worker, who stands to the viewer as asked, or for partners the need. */
export const aMatch =
  (fields?: Fields) =>
  async (scene: Scene, asker: Asker, relation: Relation): Promise<Pair> => {
    const skillId = await anySkill(scene);
    const goals = [{ skillId, current: "ADVANCED_BEGINNER", target: "EXPERT" }];
    const isPartners = asker === "partner";
    const placed = isPartners && relation !== "elsewhere" ? "library" : relation;
    const { worker, viewer } = await workerFor(scene, asker, placed, { ...fields, goals });
    const { people, partner: known } = sideOf(scene, relation);
    const partner = isPartners && relation === "own" ? known : await newPartner(scene.test, people);
    const needId = await newNeed(scene.test, partner, { skills: [{ skillId, proficiency: "COMPETENT" }] });
    const { manager } = libraryOf(scene, placed);
    return { viewer, key: worker.id, needId, worker: worker.self, member: partner.member, manager };
  };

/** A worker whom one more level of a skill would help with a need; what is shown is that skill. */
export const aGrowingWorker: Prepare<Scene> = async (scene, asker, relation) => {
  const [wanted, held] = [await anySkill(scene), await anySkill(scene)];
  const { worker, viewer } = await workerFor(scene, asker, relation, {
    skills: [{ skillId: held, proficiency: "NOVICE" }],
    goals: [{ skillId: wanted, target: "EXPERT" }],
  });
  const partner = await newPartner(scene.test, sideOf(scene, relation).people);
  const skills = [wanted, held].map((skillId) => ({ skillId, proficiency: "COMPETENT" }));
  await newNeed(scene.test, partner, { skills });
  return { viewer, key: worker.id, shown: held };
};

/** A library with somebody who could learn what a need asks for; what is shown is that skill. */
export const aGrowingLibrary: Prepare<Scene> = async (scene, asker, relation) => {
  const { people } = sideOf(scene, relation);
  const { libraryId, manager } = await newLibrary(scene.test, people);
  const skillId = await anySkill(scene);
  await newWorker(scene.test, people, libraryId, { skills: [{ skillId, proficiency: "NOVICE" }] });
  const needs = { skills: [{ skillId, proficiency: "COMPETENT" }] };
  await newNeed(scene.test, await newPartner(scene.test, people), needs);
  const isOwn = relation === "library" && asker === "manager";
  return { viewer: isOwn ? manager : await viewerOf(scene, asker), key: libraryId, shown: skillId };
};
