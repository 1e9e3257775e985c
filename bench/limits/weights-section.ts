import type { Service } from "../../src/compose.js";
import type { User } from "../../src/platform/auth/principal.js";
import { createContext } from "../../src/platform/graphql/context.js";
import { parseOnce } from "../matching/replica-client.js";
import { table } from "../measure/markdown.js";

/** What a field costs: the difference between two queries, for each of its instances. */
interface Contrast {
  readonly name: string;
  readonly points: number;
  readonly without: string;
  readonly with: string;
  readonly instances: number;
}

const NEEDS = "{ needs(first: 40) { nodes { id title } } }";
const needs = (inner: string) => `{ needs(first: 40) { nodes { id title ${inner} } } }`;
const WORKERS = "{ workers(first: 50) { nodes { id name } } }";
const workers = (inner: string) => `{ workers(first: 50) { nodes { id name ${inner} } } }`;
const matches = (inner: string) => needs(`matches(first: 20) { nodes { score ${inner} } }`);
const LEAST = "{ me { role } }";

const contrast = (
  name: string,
  points: number,
  without: string,
  more: string,
  instances: number,
): Contrast => ({
  name,
  points,
  without,
  with: more,
  instances,
});

/** What has to be there for the figures to mean anything. */
const SEEN = "{ needs(first: 40) { nodes { matches(first: 20) { nodes { score worker { name } } } } } }";

/** On the demonstration's 45 needs, 60 workers and 16 or so matches each. */
const CONTRASTS: readonly Contrast[] = [
  contrast("Need", 1, "{ needs(first: 1) { pageInfo { hasNextPage } } }", NEEDS, 40),
  contrast("Need.partner", 1, NEEDS, needs("partner { id name }"), 40),
  contrast("Worker", 1, "{ workers(first: 1) { pageInfo { hasNextPage } } }", WORKERS, 50),
  contrast("Worker.library", 1, WORKERS, workers("library { id name }"), 50),
  contrast(
    "Skill in a list",
    1,
    "{ skills(first: 1) { pageInfo { hasNextPage } } }",
    "{ skills(first: 100) { nodes { id preferredLabel } } }",
    100,
  ),
  contrast("Query.needs", 10, LEAST, "{ needs(first: 1) { pageInfo { hasNextPage } } }", 1),
  contrast(
    "Query.skills(search:)",
    100,
    LEAST,
    '{ skills(search: "digital literacy", first: 5) { nodes { id } } }',
    1,
  ),
  contrast(
    "Query.suggestSkills",
    500,
    LEAST,
    '{ suggestSkills(text: "help people with computers") { matchedLabel } }',
    1,
  ),
  contrast(
    "Worker.skills, a page of 5",
    8,
    WORKERS,
    workers("skills(first: 5) { nodes { proficiency } }"),
    50,
  ),
  contrast("Need.matches, a page of 1", 11, NEEDS, needs("matches(first: 1) { nodes { score } }"), 40),
  contrast("Match", 1, needs("matches(first: 1) { nodes { score } }"), matches(""), 760),
  contrast(
    "Match.explanation",
    3,
    matches(""),
    matches("explanation { score skills { coverage skill { preferredLabel } } }"),
    800,
  ),
  contrast(
    "MatchExplanation.improvements",
    10,
    matches("explanation { score }"),
    matches("explanation { score improvements { gain } }"),
    800,
  ),
];

/** Measures what fields take against the points that they are given. */
export async function measureWeights(
  service: Service,
  principal: User,
  { rounds, requests }: { readonly rounds: number; readonly requests: number },
): Promise<string> {
  if (!(await answer(service, principal, SEEN)).includes('"score"'))
    throw new Error("Nobody is matched, so there is nothing to measure.");
  const rows: string[][] = [];
  for (const { name, points, without, with: more, instances } of CONTRASTS) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < rounds; round++) {
      least = Math.min(least, await microseconds(service, principal, without, requests));
      most = Math.min(most, await microseconds(service, principal, more, requests));
    }
    const each = (most - least) / instances;
    rows.push([name, each.toFixed(1), String(points), (each / points).toFixed(1)]);
  }
  return table(["field", "us each", "points", "us per point"], rows);
}

/** How long one execution takes until its answer is a text, without HTTP. */
async function microseconds(
  service: Service,
  principal: User,
  query: string,
  requests: number,
): Promise<number> {
  const begin = performance.now();
  for (let i = 0; i < requests; i++) await answer(service, principal, query);
  return ((performance.now() - begin) * 1000) / requests;
}

async function answer(service: Service, principal: User, query: string): Promise<string> {
  const context = createContext({ principal, reads: service.reads }, "bench");
  const document = parseOnce(query);
  const asked = { document, queryHash: query, operationName: null, variables: {}, context };
  const { data, errors } = await service.execute(asked);
  if (errors) throw new Error(JSON.stringify(errors));
  return JSON.stringify(data);
}
