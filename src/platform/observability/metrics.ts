import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObject,
  Registry,
} from "prom-client";

const PREFIX = "skillbridge_";

/** What a gauge shows, looked up whenever somebody asks. */
export type Reading = () => number | Promise<number>;

/**
 * The numbers by which one service is watched, for Prometheus. Every service has its own, because several may live in
 * one process; what concerns the process as a whole is measured once for all of them. Names are given without
 * `skillbridge_`, and carry their unit as Prometheus asks: `_seconds`, `_bytes`, `_total` for what only grows.
 */
export class Metrics {
  /** For whatever the methods here do not offer. */
  readonly registry = new Registry();

  /** @param read its value; where it throws, the gauge shows NaN and the others are shown all the same */
  gauge(name: string, help: string, read: Reading): void {
    new Gauge({
      name: PREFIX + name,
      help,
      registers: [this.registry],
      async collect() {
        try {
          this.set(await read());
        } catch {
          this.set(Number.NaN);
        }
      },
    });
  }

  /**
   * A counter; the one that is there already where its name is known.
   * @param labels names by which it is told apart; each may take a few values only
   */
  counter<Label extends string>(name: string, help: string, labels: readonly Label[] = []): Counter<Label> {
    const known = this.registry.getSingleMetric(PREFIX + name);
    if (known) return known as Counter<Label>;
    return new Counter({ name: PREFIX + name, help, labelNames: [...labels], registers: [this.registry] });
  }

  /** @param buckets their upper bounds, ascending, in the unit of the name */
  histogram<Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labels: readonly Label[] = [],
  ): Histogram<Label> {
    return new Histogram({
      name: PREFIX + name,
      help,
      buckets: [...buckets],
      labelNames: [...labels],
      registers: [this.registry],
    });
  }

  /** Everything, in the text format of Prometheus. */
  async text(): Promise<string> {
    return `${await this.registry.metrics()}\n${await processRegistry().metrics()}`;
  }

  /** The media type of `text`. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /**
   * Everything as JSON, for `metricsOfAll`.
   * @param process tells this process apart from others of the same service
   */
  async ofProcess(process: string): Promise<ProcessMetrics> {
    const all: ProcessMetrics[] = [];
    for (const registry of [this.registry, processRegistry()]) {
      registry.setDefaultLabels({ process });
      all.push((await registry.getMetricsAsJSON()) as ProcessMetrics);
    }
    return all.flat();
  }
}

/** The numbers of one process, labelled with it. */
export type ProcessMetrics = readonly MetricObject[];

/** What several processes show, in the text format of Prometheus. Nothing is added up: that is left to who asks Prometheus. */
export async function metricsOfAll(processes: readonly ProcessMetrics[]): Promise<string> {
  // Every number has a label of its own, so the first is the only one. Some are left out by default, such as the time of the start.
  const kept = processes.map((metrics) => metrics.map((metric) => ({ ...metric, aggregator: "first" })));
  return await AggregatorRegistry.aggregate(kept as object[]).metrics();
}

let ofProcess: Registry | undefined;

/** Memory, CPU, event loop and garbage collection. Its observers cannot be stopped, so there is one set of them. */
export function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}
