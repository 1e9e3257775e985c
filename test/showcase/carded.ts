import type { Principal, User } from "../../src/platform/auth/principal.js";
import { attempt, must, type Person, type Staff } from "../support/people.js";
import type { TestService } from "../support/service.js";

const CARD = "card { id version status }";

/** A draft. */
export async function newCard(test: TestService, author: User, fields: object = {}): Promise<string> {
  const input = { title: "What I can do", ...fields };
  return (await must(test, "createShowcaseCard", CARD, input, author)).card.id;
}

/** Lets a card take a step from a version, and gives back its payload. */
export const step = (
  test: TestService,
  name: string,
  id: string,
  expectedVersion: number,
  user: User,
  more = {},
) => attempt(test, `${name}ShowcaseCard`, CARD, { id, expectedVersion, ...more }, user);

/** A card of a worker that was submitted and published, at version 3. */
export async function newPublished(
  test: TestService,
  { self }: Person,
  { manager }: Staff,
  fields: object = {},
): Promise<string> {
  const id = await newCard(test, self, fields);
  for (const [name, version, user] of [["submit", 1, self] as const, ["publish", 2, manager] as const]) {
    const { userErrors } = await step(test, name, id, version, user);
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  }
  return id;
}

const LIST = `query Q($filter: ShowcaseFilter, $first: Int, $after: String) {
  showcase(filter: $filter, first: $first, after: $after) {
    nodes { id title merit foundBy { kind value path { preferredLabel } } } pageInfo { endCursor hasNextPage } } }`;

/** A page of the showcase, as somebody sees it. */
export async function showcase(
  test: TestService,
  viewer: Principal | undefined,
  filter: object | null = null,
  page: { first?: number; after?: string | null } = {},
) {
  const { data, errors } = await test.execute(LIST, { filter, ...page }, viewer);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.showcase as {
    nodes: { id: string; title: string; merit: number | null; foundBy: object | null }[];
    pageInfo: { endCursor: string | null; hasNextPage: boolean };
  };
}

/** The ids of a page. */
export const shown = async (...asked: Parameters<typeof showcase>): Promise<string[]> =>
  (await showcase(...asked)).nodes.map(({ id }) => id);

/** A card opened by somebody, with a selection of its fields. */
export async function card(test: TestService, id: string, viewer?: Principal, selection = "id status") {
  const query = `query Q($id: ID!) { showcaseCard(id: $id) { ${selection} } }`;
  const { data, errors } = await test.execute(query, { id }, viewer);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.showcaseCard;
}
