import { ChangeFeed } from "../../src/platform/database/change-feed.js";
import { createLogger } from "../../src/platform/observability/logger.js";
import { Metrics } from "../../src/platform/observability/metrics.js";

describe("the metrics", () => {
  it("are each service's own, next to those of the process", async () => {
    const [one, other] = [new Metrics(), new Metrics()];
    one.gauge("workers", "Workers in the index.", () => 3);
    other.gauge("workers", "Workers in the index.", () => 5);
    expect(await one.text()).toContain("skillbridge_workers 3\n");
    expect(await other.text()).toContain("skillbridge_workers 5\n");
    expect((await one.text()).match(/^process_resident_memory_bytes /gm)).toHaveLength(1);
  });

  it("are shown although one of them cannot be read", async () => {
    const metrics = new Metrics();
    metrics.gauge("broken", "Cannot be read.", () => {
      throw new Error("not now");
    });
    metrics.gauge("late", "Takes a while.", async () => 7);
    expect(await metrics.text()).toContain("skillbridge_broken Nan");
    expect(await metrics.text()).toContain("skillbridge_late 7\n");
  });

  it("count what is applied, and show what is not", async () => {
    const metrics = new Metrics();
    const feed = new ChangeFeed(createLogger("silent"), metrics);
    let refuse = false;
    feed.on(["worker"], async () => {
      if (refuse) throw new Error("not now");
    });
    await feed.publish([{ topic: "worker", ids: ["a"] }]);
    await feed.publish([{ topic: "worker", ids: ["b"] }]);
    refuse = true;
    await feed.publish([{ topic: "worker", ids: ["c"] }]);
    const text = await metrics.text();
    expect(text).toContain('skillbridge_changes_applied_total{topic="worker"} 2\n');
    expect(text).toContain('skillbridge_change_applying_seconds_count{topic="worker"} 2\n');
    expect(text).toContain("skillbridge_changes_failing 1\n");
    await feed.close();
  });
});
