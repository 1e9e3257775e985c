import { parseStat } from "../../bench/measure/postgres-cpu.js";

describe("CPU times of a process", () => {
  it("are read behind its name, whatever stands in it", () => {
    const line =
      "4242 (postgres: a) b) (c) S 17 4242 4242 0 -1 4194560 1000 2000 3 4 150 25 700 80 20 0 1 0 12345 600 70";
    expect(parseStat(line)).toEqual({ parent: 17, own: 175, ofEnded: 780 });
  });
});
