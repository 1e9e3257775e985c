/** An operation that front ends send all the time. */
export interface MainOperation {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @param need the id of an open need, @param worker of a worker */
export const mainOperations = (need: string, worker: string): readonly MainOperation[] => [
  { name: "the least", query: "{ me { role } }", variables: {} },
  {
    name: "a page of needs",
    query:
      "query Needs($first: Int!) { needs(first: $first) { nodes { id title status partner { name } skills { importance skill { preferredLabel } } } pageInfo { hasNextPage endCursor } } }",
    variables: { first: 20 },
  },
  {
    name: "who fits a need, and why",
    query:
      "query Matches($id: ID!, $first: Int!) { need(id: $id) { title partner { name } matches(first: $first) { nodes { score growth coverage worker { name jobTitle } explanation { skills { skill { preferredLabel } coverage contribution } goals { skill { preferredLabel } strength } } } } } }",
    variables: { id: need, first: 10 },
  },
  {
    name: "a profile",
    query:
      "query Profile($id: ID!) { worker(id: $id) { name jobTitle library { name } skills(first: 20) { nodes { proficiency skill { preferredLabel } } } growthGoals { target priority skill { preferredLabel } } matches(first: 5) { nodes { score need { title } } } } }",
    variables: { id: worker },
  },
  {
    name: "needs with those who fit",
    query:
      "query Board($needs: Int!, $matches: Int!) { needs(first: $needs) { nodes { title matches(first: $matches) { nodes { score worker { name } } } } } }",
    variables: { needs: 20, matches: 10 },
  },
];
