import fc from "fast-check";
import { acyclicLinks, type Link } from "../../src/skills/acyclic-links.js";

const links = (text: string): Link[] =>
  text
    .split(" ")
    .filter(Boolean)
    .map((pair) => ({ from: pair[0]!, to: pair[1]! }));
const text = (list: readonly Link[]) => list.map(({ from, to }) => from + to).join(" ");

describe("links added to a graph without circles", () => {
  it.each([
    ["nothing there", "", "ab bc", "ab bc", ""],
    ["a circle of two", "ab", "ba", "", "ba"],
    ["a circle over what is there", "ab bc", "cd da", "cd", "da"],
    ["a circle among the new ones", "", "ab bc ca", "ab bc", "ca"],
    ["a link to itself", "", "aa", "", "aa"],
    ["two ways up", "ab ac", "bd cd", "bd cd", ""],
    ["what is there already", "ab", "ab", "", ""],
  ])("%s", (_, existing, candidates, accepted, refused) => {
    const sorted = acyclicLinks(links(existing), links(candidates));
    expect([text(sorted.accepted), text(sorted.refused)]).toEqual([accepted, refused]);
  });

  it("never close a circle, and are refused only if they would", () => {
    const link = fc.record({ from: fc.constantFrom(..."abcdef"), to: fc.constantFrom(..."abcdef") });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 25 }), (candidates) => {
        const { accepted, refused } = acyclicLinks([], candidates);
        expect(sortable(accepted)).toBe(true);
        for (const one of refused) expect(sortable([...accepted, one])).toBe(false);
      }),
    );
  });
});

/** Kahn's algorithm: whether the nodes can be put in a line. */
function sortable(all: readonly Link[]): boolean {
  let open = [...all];
  for (;;) {
    const left = open.filter(({ to }) => open.some(({ from }) => from === to));
    if (left.length === open.length) return open.length === 0;
    open = left;
  }
}
