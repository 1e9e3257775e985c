import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { Gate, Overloaded } from "../../src/platform/http/gate.js";
import { Metrics } from "../../src/platform/observability/metrics.js";

/** One that is not led by how busy the process of the tests is. */
const newGate = (places: number, metrics = new Metrics(), load = () => 0) => new Gate(places, metrics, load);

/** Work that goes on until it is released. */
function held() {
  let release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { work: () => done, release: () => release() };
}

/** Keeps every place taken until released. */
function takeAll(gate: Gate, places: number): () => Promise<void> {
  const { work, release } = held();
  const all = Array.from({ length: places }, () => gate.run(work));
  return async () => {
    release();
    await Promise.all(all);
  };
}

describe("the gate", () => {
  it("lets so much in at a time, and the rest in its order", async () => {
    const gate = newGate(2);
    let [now, most] = [0, 0];
    const done: number[] = [];
    const work = (number: number) => async () => {
      most = Math.max(most, ++now);
      await delay(1);
      now -= 1;
      done.push(number);
    };
    await Promise.all(Array.from({ length: 10 }, (_, number) => gate.run(work(number))));
    expect(most).toBe(2);
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("gives the place free also when work fails, and passes the failure on", async () => {
    const gate = newGate(1);
    const failing = async () => {
      throw new Error("of the work");
    };
    for (let i = 0; i < 3; i++) await expect(gate.run(failing)).rejects.toThrow("of the work");
    expect(await gate.run(async () => "done")).toBe("done");
  });

  it("turns away at once what finds the line full, without beginning it", async () => {
    const metrics = new Metrics();
    const gate = newGate(1, metrics);
    const release = takeAll(gate, 1);
    let begun = 0;
    const work = async () => void begun++;
    const line = Array.from({ length: 8 }, () => gate.run(work).catch(() => {}));
    expect(() => gate.refuseIfFull()).toThrow(Overloaded);
    await expect(gate.run(work)).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
    expect(begun).toBe(0);
    const text = await metrics.text();
    expect(text).toContain('skillbridge_operations_turned_away_total{reason="full"} 2\n');
    expect(text).toContain("skillbridge_operations_executing 1\n");
    expect(text).toContain("skillbridge_operations_waiting 8\n");
    await release();
    await Promise.all(line);
    expect(begun).toBe(8);
    expect(() => gate.refuseIfFull()).not.toThrow();
  });

  it("turns away what has waited too long, although nothing ends", async () => {
    const gate = newGate(1);
    const release = takeAll(gate, 1);
    let begun = 0;
    const waiting = gate.run(async () => void begun++);
    await expect(waiting).rejects.toThrow(Overloaded);
    await release();
    expect(begun).toBe(0);
    await gate.run(async () => void begun++);
    expect(begun).toBe(1);
  });

  it("lets the newest in first while the line stands", async () => {
    // Now is what the test says.
    const clock = jest.spyOn(performance, "now").mockReturnValue(1000);
    const gate = newGate(1);
    const [first, second] = [held(), held()];
    const order: string[] = [];
    const all = [gate.run(first.work)];
    const join = (name: string, work = async () => {}) => {
      const done = gate.run(async () => {
        order.push(name);
        await work();
      });
      all.push(done.catch(() => void order.push(`${name} turned away`)));
    };
    join("old");
    clock.mockReturnValue(1150);
    join("new");
    join("newest", second.work);
    first.release();
    await all[0];
    await delay(0);
    expect(order).toEqual(["newest"]);
    second.release();
    await Promise.all(all);
    clock.mockRestore();
    expect(order).toEqual(["newest", "new", "old turned away"]);
  });

  it("has fewer places while the event loop has no time to spare, and all of them again afterwards", async () => {
    const clock = jest.spyOn(performance, "now").mockReturnValue(1000);
    const metrics = new Metrics();
    let load = 1;
    const gate = newGate(32, metrics, () => load);
    const placesAfter = async (operations: number) => {
      for (let i = 0; i < operations; i++) {
        clock.mockReturnValue(performance.now() + 60);
        await gate.run(async () => {});
      }
      return Number(/^skillbridge_operations_places (\d+)$/m.exec(await metrics.text())?.[1]);
    };
    expect(await placesAfter(1)).toBe(22);
    expect(await placesAfter(10)).toBe(4);
    let most = 0;
    let now = 0;
    const work = async () => {
      most = Math.max(most, ++now);
      await delay(1);
      now -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => gate.run(work)));
    expect(most).toBe(4);
    load = 0;
    expect(await placesAfter(20)).toBe(32);
    clock.mockRestore();
  });
});
