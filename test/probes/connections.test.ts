import { typedId } from "../../src/platform/graphql/typed-id.js";
import { leaksIn } from "./answers.js";
import { buildProbeWorld } from "./build-world.js";
import { Oracle } from "./oracle.js";
import { answerTo, type ProbedService, serviceOf } from "./probe.js";
import { nameOf, viewersOf } from "./viewers.js";

const world = buildProbeWorld();
const oracle = new Oracle(world);
let test: ProbedService;

beforeAll(async () => {
  test = await serviceOf(world);
}, 60_000);
afterAll(() => test.stop());

/** All that connections tell, asked for in every way in which one comes to them. */
const ALL = `nodes { id message endNote contact { name channel } messages { nodes { body } } history { event }
  agreement { scope mentorName } milestones { title } hours { nodes { note } } }`;
const OWN = `{ connections(first: 100) { ${ALL} } }`;
const BY_OWNERS = `query Q($all: [_Any!]!) { _entities(representations: $all) { __typename
  ... on Need { connections(first: 20) { ${ALL} } } ... on Partner { connections(first: 20) { ${ALL} } } } }`;

const asked = (query: string, variables: Record<string, unknown> = {}) => ({
  shape: { query, selections: [], variables: [] },
  variables,
});

it("everybody who takes part in connections finds all of it that is theirs, and nothing else", async () => {
  let revoked = 0;
  for (const viewer of Object.values(viewersOf(world)).flat()) {
    if (viewer.kind === "anonymous") continue;
    const question = { ...asked(OWN), viewer };
    const answer = await answerTo(test, question);
    expect([nameOf(viewer), ...leaksIn(world.canaries, oracle, question, answer)]).toEqual([nameOf(viewer)]);
    const told = JSON.stringify(answer.data);
    const theirs = world.connections.filter((one) => oracle.maySeeOfConnection(viewer, one, "shared"));
    expect(theirs.filter(({ message }) => !told.includes(message))).toEqual([]);
    revoked += theirs.filter(
      ({ status, consentId }) =>
        viewer.partnerId &&
        status === "COLLABORATING" &&
        world.consents.find(({ id }) => id === consentId)?.state === "REVOKED",
    ).length;
  }
  // Or the world would not ask whether a revocation counts.
  expect(revoked).toBeGreaterThan(2);
});

it("needs and partners show nobody connections that are not theirs", async () => {
  const places = [
    ...world.partners.map(({ id }) => ["Partner", "partner", id] as const),
    ...new Set(world.connections.map(({ needId }) => needId)),
  ];
  const all = places.map((place) =>
    typeof place === "string"
      ? { __typename: "Need", id: typedId("need", place) }
      : { __typename: place[0], id: typedId(place[1], place[2]) },
  );
  for (const viewer of Object.values(viewersOf(world)).flat())
    for (let from = 0; from < all.length; from += 4) {
      const question = { ...asked(BY_OWNERS, { all: all.slice(from, from + 4) }), viewer };
      expect(leaksIn(world.canaries, oracle, question, await answerTo(test, question))).toEqual([]);
    }
});
