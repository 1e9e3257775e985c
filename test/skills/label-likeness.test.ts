import { labelLikeness, withoutFillers } from "../../src/skills/label-likeness.js";
import { corrections, slipsBetween } from "../../src/skills/typed-words.js";

const likeness = (typed: string, label: string) => labelLikeness(typed.split(" "), label.split(" "));

describe("the likeness of a typed text to a label", () => {
  it.each([
    ["grant writing", "grant writing", 1],
    ["word press", "wordpress", 0.96],
    ["methods of research", "research methods", 0.98],
  ])("of %s to %s is %d or so", (typed, label, expected) =>
    expect(likeness(typed, label)).toBeCloseTo(expected, 1),
  );

  it.each([
    ["data analysis", "perform data analysis"],
    ["managing projects", "project management"],
    ["catalogues", "catalog"],
    ["organisation development", "organizational development"],
    ["advanced analytics", "analytics"],
  ])("of %s to %s suffices for a suggestion", (typed, label) =>
    expect(likeness(typed, label)).toBeGreaterThanOrEqual(0.75),
  );

  it.each([
    ["test", "test software"],
    ["management", "project management"],
    ["branding", "brands"],
    ["c", "c++"],
    ["premier", "premises"],
    ["quality of life", "quality assurance of software"],
  ])("of %s to %s does not", (typed, label) => expect(likeness(typed, label)).toBeLessThan(0.75));

  it("is the same in any order of the words, but for the very same text", () => {
    expect(likeness("b a", "a b")).toBe(0.99);
  });

  it("costs more for what the label adds than for what it leaves out", () => {
    expect(likeness("grant writing", "wine grant writing")).toBeLessThan(
      likeness("wine grant writing", "grant writing"),
    );
  });
});

describe("what is written around a skill", () => {
  it.each([
    ["strong excel skills", "excel"],
    ["5 years of experience in budgeting", "budgeting"],
    ["basic skills", "basic skills"],
  ])("is left out of %s", (typed, core) => expect(withoutFillers(typed.split(" ")).join(" ")).toBe(core));
});

describe("slips in a word", () => {
  it.each([
    ["research", "research", 0],
    ["reserach", "research", 1],
    ["managment", "management", 1],
    ["kitten", "sitting", 3],
    ["", "abc", 3],
  ])("lead from %s to %s in %d", (from, to, slips) => {
    expect(slipsBetween(from, to)).toBe(slips);
    expect(slipsBetween(to, from)).toBe(slips);
  });

  const word = (text: string, near: string[]) => ({
    word: text,
    known: false,
    begins: false,
    joinsNext: false,
    near,
  });

  it.each([
    ["reserach", ["reserve", "research", "search"], ["research"]],
    ["blogging", ["logging", "clogging"], []],
    ["gitt", ["git", "gift"], []],
    ["web2o", ["web2"], []],
    ["communicaton", ["communication", "community"], ["communication"]],
  ])("of %s, of which %j are near, are corrected to %j", (text, near, expected) =>
    expect(corrections(word(text, near))).toEqual(expected),
  );
});
