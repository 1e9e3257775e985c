import { randomUUID } from "node:crypto";
import { suffixOf, uuidIn } from "../../bench/peers/src/hand-written-ids.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";

const EDGES = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];

describe("the ids of the hand-written limit", () => {
  it("are those of the service, there and back", () => {
    for (const uuid of [...EDGES, ...Array.from({ length: 1000 }, () => randomUUID())]) {
      const id = typedId("need", uuid);
      expect(`need_${suffixOf(uuid)}`).toBe(id);
      expect(uuidIn("need", id)).toBe(uuid);
    }
  });

  it.each([
    ["of something else", "worker_01h455vb4pex5vsknk084sn02q"],
    ["too short", "need_01h455vb4pex5vsknk084sn02"],
    ["with a letter that is none", "need_01h455vb4pex5vsknk084sn02u"],
    ["beyond 128 bits", "need_8zzzzzzzzzzzzzzzzzzzzzzzzz"],
  ])("are refused when they are %s", (_, id) => {
    expect(() => uuidIn("need", id)).toThrow("Not the id of a need");
  });
});
