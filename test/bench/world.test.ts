import { readBenchTaxonomy } from "../../bench/world/bench-taxonomy.js";
import { World } from "../../bench/world/world.js";

describe("a world", () => {
  it("has a need for ten workers, 20,000 at the most, unless it is told how many", async () => {
    const taxonomy = await readBenchTaxonomy("no such folder");
    const needsOf = (workers: number, needs?: number) =>
      new World({ name: "test", workers, seed: 1, needs }, taxonomy).needs;
    expect(needsOf(1_000)).toBe(100);
    expect(needsOf(1_000_000)).toBe(20_000);
    expect(needsOf(1_000, 2_500)).toBe(2_500);
  });
});
