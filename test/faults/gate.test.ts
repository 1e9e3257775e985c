import { setTimeout as delay } from "node:timers/promises";
import { Gate, Overloaded } from "../../src/platform/http/gate.js";
import { Metrics } from "../../src/platform/observability/metrics.js";

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
    const gate = new Gate(2);
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
    const gate = new Gate(1);
    const failing = async () => {
      throw new Error("of the work");
    };
    for (let i = 0; i < 3; i++) await expect(gate.run(failing)).rejects.toThrow("of the work");
    expect(await gate.run(async () => "done")).toBe("done");
  });

  it("turns away at once what finds the line full, without beginning it", async () => {
    const metrics = new Metrics();
    const gate = new Gate(1, metrics);
    const release = takeAll(gate, 1);
    let begun = 0;
    const work = async () => void begun++;
    const line = Array.from({ length: 16 }, () => gate.run(work).catch(() => {}));
    expect(() => gate.refuseIfFull()).toThrow(Overloaded);
    await expect(gate.run(work)).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
    expect(begun).toBe(0);
    const text = await metrics.text();
    expect(text).toContain('skillbridge_operations_turned_away_total{reason="full"} 2\n');
    expect(text).toContain("skillbridge_operations_executing 1\n");
    expect(text).toContain("skillbridge_operations_waiting 16\n");
    await release();
    await Promise.all(line);
    expect(begun).toBe(16);
    expect(() => gate.refuseIfFull()).not.toThrow();
  });

  it("turns away what has waited too long, although nothing ends", async () => {
    const gate = new Gate(1);
    const release = takeAll(gate, 1);
    let begun = 0;
    const waiting = gate.run(async () => void begun++);
    await expect(waiting).rejects.toThrow(Overloaded);
    await release();
    expect(begun).toBe(0);
    await gate.run(async () => void begun++);
    expect(begun).toBe(1);
  });

  it("turns away a few at a time after the process was held up, so that the others have their turn", async () => {
    const gate = new Gate(4);
    const release = takeAll(gate, 4);
    let refused = 0;
    const line = Array.from({ length: 64 }, () => gate.run(async () => {}).catch(() => void refused++));
    const until = performance.now() + 500;
    while (performance.now() < until);
    await delay(0);
    await Promise.all([release(), ...line]);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(64);
  });

  describe("before work that is done one after the other, a millisecond each", () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it.each([1, 32, 64, 300])("serves each of %i clients that come again at once", async (clients) => {
      const service = newService();
      let stopped = false;
      for (let client = 0; client < clients; client++)
        void (async () => {
          while (!stopped) await service.ask();
        })();
      await jest.advanceTimersByTimeAsync(2000);
      stopped = true;
      expect(service.refused).toEqual([]);
      expect(service.waits.length).toBeGreaterThan(1900);
      expect(Math.max(...service.waits)).toBeLessThanOrEqual(clients + 1);
    });

    it.each([1.5, 2, 5])("lets nobody wait for half a second when %d times too many come", async (times) => {
      const service = newService();
      for (let ms = 0; ms < 2000; ms++) {
        const soFar = Math.floor(ms * times);
        for (let number = soFar; number < Math.floor((ms + 1) * times); number++) void service.ask();
        await jest.advanceTimersByTimeAsync(1);
      }
      await jest.advanceTimersByTimeAsync(1000);
      expect(service.refused.length).toBeGreaterThan(0);
      expect(Math.max(...service.refused)).toBeLessThan(500);
      expect(Math.max(...service.waits)).toBeLessThan(500);
      // Nobody is turned away while something could be done.
      expect(service.waits.length).toBeGreaterThan(1900);
    });
  });
});

/** What takes a millisecond of the one thing that all work needs; tells how long each had to wait, or until it was refused. */
function newService() {
  const gate = new Gate(32);
  let last = Promise.resolve();
  const work = () => {
    last = last.then(() => new Promise((resolve) => setTimeout(resolve, 1)));
    return last;
  };
  const [waits, refused]: [number[], number[]] = [[], []];
  const ask = async () => {
    const came = Date.now();
    const answered = await gate.run(work).then(
      () => true,
      () => false,
    );
    (answered ? waits : refused).push(Date.now() - came);
  };
  return { ask, waits, refused };
}
