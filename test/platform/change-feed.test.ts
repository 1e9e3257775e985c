import { setTimeout as delay } from "node:timers/promises";
import { ChangeFeed } from "../../src/platform/database/change-feed.js";
import { DatabaseUnavailable } from "../../src/platform/database/unavailable.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import {
  must,
  newConsortium,
  newLibrary,
  newNeed,
  newPartner,
  newSkill,
  newWorker,
} from "../support/people.js";
import { startTestService } from "../support/service.js";

const newFeed = () => new ChangeFeed(createLogger("silent"));

describe("a change", () => {
  it("that cannot be applied fails nobody, and is applied later", async () => {
    const feed = newFeed();
    let refusals = 2;
    const applied: string[] = [];
    feed.on(["worker"], async ([id]) => {
      if (refusals-- > 0) throw new Error("not now");
      applied.push(id!);
    });
    await feed.publish([{ topic: "worker", ids: ["a"] }]);
    expect(applied).toEqual([]);
    expect(feed.isBehind).toBe(true);
    while (feed.isBehind) await delay(20);
    expect(applied).toEqual(["a"]);
  });

  it("that finds the database away lets those behind it not wait for the same discovery", async () => {
    const feed = newFeed();
    let away = true;
    const tried: string[] = [];
    feed.on(["worker"], async ([id]) => {
      tried.push(id!);
      if (away) throw new DatabaseUnavailable(new Error("Query read timeout"));
    });
    for (const id of ["a", "b", "c"]) await feed.publish([{ topic: "worker", ids: [id] }]);
    expect(tried).toEqual(["a"]);
    expect(feed.retrying).toBe(3);
    away = false;
    while (feed.isBehind) await delay(20);
    expect(tried.slice(1).sort()).toEqual(["a", "b", "c"]);
  });

  it("is applied after the one before it, however long that takes", async () => {
    const feed = newFeed();
    const applied: string[] = [];
    feed.on(["worker"], async ([id]) => {
      await delay(id === "slow" ? 50 : 0);
      applied.push(id!);
    });
    const slow = feed.publish([{ topic: "worker", ids: ["slow"] }]);
    await delay(0);
    await Promise.all([slow, feed.publish([{ topic: "worker", ids: ["fast"] }])]);
    expect(applied).toEqual(["slow", "fast"]);
  });

  it("that comes while another is applied is applied in one go with those of its kind, in the order of kinds", async () => {
    const feed = newFeed();
    const applied: string[] = [];
    for (const topic of ["worker", "need"])
      feed.on([topic], async (ids) => {
        await delay(1);
        applied.push(`${topic} ${ids}`);
      });
    const first = feed.publish([{ topic: "worker", ids: ["a"] }]);
    await delay(0);
    const publish = (topic: string, ...ids: string[]) => feed.publish([{ topic, ids }]);
    const behind = [
      publish("worker", "b"),
      publish("worker", "c", "b"),
      publish("need", "d"),
      publish("worker", "e"),
      publish("worker"),
    ];
    await first;
    expect(applied).toEqual(["worker a"]);
    await behind[0];
    expect(applied).toEqual(["worker a", "worker b,c", "need d", "worker "]);
    await Promise.all(behind);
    expect(applied).toHaveLength(4);
  });
});

it("a consent that is taken back while the whole library is read anew stays taken back", async () => {
  const test = await startTestService();
  try {
    const people = await newConsortium(test);
    const { libraryId, manager } = await newLibrary(test, people);
    const skillId = await newSkill(test, "raced for");
    const goals = [{ skillId, target: "EXPERT" }];
    const { id, self } = await newWorker(test, people, libraryId, { goals });
    const needId = await newNeed(test, await newPartner(test, people), {
      skills: [{ skillId, proficiency: "NOVICE" }],
    });
    const query =
      "query Q($n: ID!, $w: ID!) { match(needId: $n, workerId: $w) { score } worker(id: $w) { id } }";
    const renaming = (async () => {
      for (let version = 1; version <= 40; version++)
        await must(
          test,
          "updateLibrary",
          "library { id }",
          { id: libraryId, expectedVersion: version, name: `N${version}` },
          people.admin,
        );
    })();
    for (let version = 2; version <= 41; version++) {
      const discoverability = version % 2 ? "PRIVATE" : "PUBLIC";
      await must(
        test,
        "updateWorker",
        "worker { id }",
        { id, expectedVersion: version, discoverability },
        self,
      );
      const { data } = await test.execute(query, { n: needId, w: id }, manager);
      expect(data.match === null).toBe(discoverability === "PRIVATE");
      expect(data.worker === null).toBe(discoverability === "PRIVATE");
    }
    await renaming;
  } finally {
    await test.stop();
  }
});
