import { typedId } from "../../src/platform/graphql/typed-id.js";
import { SkillKind } from "../../src/skills/index.js";
import { Random, shuffled } from "../world/random.js";
import type { World } from "../world/world.js";
import { idOf } from "../world/world-ids.js";

export type Variables = Readonly<Record<string, unknown>>;

/** Names of the operations, as the command line takes them. */
export const OPERATION_NAMES = [
  "needsList",
  "worker",
  "workersFiltered",
  "needsMatches",
  "entities",
  "createNeed",
  "typename",
] as const;

/** Something that clients ask. */
export interface Operation {
  readonly name: (typeof OPERATION_NAMES)[number];
  /** In words, for the report. */
  readonly title: string;
  readonly query: string;
  /** What is asked in turn, the same at every run. */
  readonly variables: readonly Variables[];
  /** Only who proves to be a gateway may ask it. */
  readonly byGateway?: boolean;
  /** So many rounds at the most, where most contenders take seconds for an answer. */
  readonly mostRounds?: number;
  /** Each request makes a record. */
  readonly writes?: boolean;
}

/** Whose token ours is asked with: its number in the world. */
export const ASKING_PARTNER = 0;

/** What records made by a benchmark are called, so that they are found and deleted. */
export const TITLE_PREFIX = "Bench: ";

/** Stands for something that is another one in each request; of the length of what takes its place. */
export const UNIQUE = "[<unique>]";

const VARIABLE_SETS = 200;
const REPRESENTATIONS = 100;

const NEEDS_LIST = `query ($first: Int!) { needs(filter: { statuses: [OPEN] }, first: $first) { nodes { id title status modality capacity
  partner { id name } skills { importance proficiency skill { id preferredLabel } } } pageInfo { hasNextPage } } }`;
const WORKER = `query ($id: ID!) { worker(id: $id) { id name jobTitle
  skills(first: 20) { nodes { proficiency skill { id preferredLabel } } } } }`;
const WORKERS_FILTERED = `query ($skill: ID!) { workers(filter: { skillId: $skill, minProficiency: COMPETENT }, first: 20) {
  nodes { id name country region } pageInfo { hasNextPage } } }`;
const NEEDS_MATCHES = `query ($partner: ID!) { needs(filter: { partnerId: $partner }, first: 10) { nodes { id title
  matches(first: 20) { nodes { score worker { id name } } } } } }`;
const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Need { id title status partner { id name } } } }`;
const CREATE_NEED = `mutation ($input: CreateNeedInput!) { createNeed(input: $input) {
  need { title status capacity partner { name } } } }`;

/** The operations that the GraphQL layer is measured by, with variables drawn from a world. */
export function operationsIn(world: World): readonly Operation[] {
  const partner = typedId("partner", idOf("partner", ASKING_PARTNER));
  return [
    {
      name: "needsList",
      title: "20 needs with partner and skills",
      query: NEEDS_LIST,
      variables: [{ first: 20 }],
    },
    { name: "worker", title: "one worker with skills", query: WORKER, variables: seenWorkers(world) },
    {
      name: "workersFiltered",
      title: "20 workers who know a skill",
      query: WORKERS_FILTERED,
      variables: assignableSkills(world, VARIABLE_SETS, 2).map((skill) => ({ skill })),
    },
    {
      name: "needsMatches",
      title: "10 needs with 20 matches each",
      query: NEEDS_MATCHES,
      // A partner sees who fits its own needs only.
      variables: [{ partner }],
      mostRounds: 2,
    },
    {
      name: "entities",
      title: `${REPRESENTATIONS} needs for a gateway`,
      query: ENTITIES,
      variables: representations(world),
      byGateway: true,
    },
    {
      name: "createNeed",
      title: "a draft with two skills",
      query: CREATE_NEED,
      variables: drafts(world, partner),
      writes: true,
    },
    { name: "typename", title: "`{ __typename }`", query: "{ __typename }", variables: [{}] },
  ];
}

/** Workers whom partners find. */
function seenWorkers(world: World): Variables[] {
  const random = new Random(world.spec.seed, 101);
  const numbers = new Set<number>();
  const wanted = Math.min(VARIABLE_SETS, Math.ceil(world.spec.workers / 10));
  while (numbers.size < wanted) {
    const number = random.below(world.spec.workers);
    const { discoverability } = world.worker(number);
    if (discoverability === "PARTNERS" || discoverability === "PUBLIC") numbers.add(number);
  }
  return [...numbers].map((number) => ({ id: typedId("worker", idOf("worker", number)) }));
}

/**
 * Skills that needs ask for. Ours also finds those who know a narrower skill; that no contender has to look for them,
 * only skills without narrower ones are asked for.
 */
function assignableSkills(world: World, count: number, stream: number): string[] {
  const random = new Random(world.spec.seed, 101 + stream);
  const above = new Set(world.taxonomy.broader.map(([, concept]) => concept));
  const asked = new Set<number>();
  for (const number of shuffled(world.needs, random)) {
    for (const { concept } of world.need(number).skills)
      if (!above.has(concept) && world.taxonomy.concepts[concept]!.kind !== SkillKind.GROUP)
        asked.add(concept);
    if (asked.size >= count) break;
  }
  return [...asked].slice(0, count).map((concept) => typedId("skill", idOf("skill", concept)));
}

function representations(world: World): Variables[] {
  const random = new Random(world.spec.seed, 104);
  return Array.from({ length: VARIABLE_SETS }, () => ({
    representations: Array.from({ length: REPRESENTATIONS }, () => ({
      __typename: "Need",
      id: typedId("need", idOf("need", random.below(world.needs))),
    })),
  }));
}

function drafts(world: World, partnerId: string): Variables[] {
  const skills = assignableSkills(world, VARIABLE_SETS, 5);
  return skills.map((skillId, number) => ({
    input: {
      partnerId,
      title: `${TITLE_PREFIX}draft ${number}`,
      capacity: 1 + (number % 5),
      idempotencyKey: UNIQUE,
      skills: [
        { skillId, importance: "MUST", proficiency: "COMPETENT" },
        { skillId: skills[(number + 1) % skills.length], importance: "NICE", proficiency: "NOVICE" },
      ],
    },
  }));
}
