import type { Logger } from "pino";
import { today } from "./compose-schema.js";
import {
  type Affinities,
  AffinityFeed,
  GrowthAdviser,
  type LoadProgress,
  Matcher,
  MatchFeed,
  MatchIndex,
  type Matching,
  type TeacherFinding,
  Teachers,
} from "./matching/index.js";
import type { Entitle } from "./platform/auth/principal.js";
import type { ChangeFeed } from "./platform/database/change-feed.js";
import type { Reads } from "./platform/database/reads.js";
import type { Metrics } from "./platform/observability/metrics.js";
import { entitlePeople } from "./privacy/index.js";
import { Taxonomy } from "./skills/index.js";
import { DiscoveryPolicies } from "./workers/index.js";

/** What this process holds in memory of the database. */
export interface Memory {
  readonly taxonomy: Taxonomy;
  readonly matching: Matching;
  readonly growth: GrowthAdviser;
  readonly teachers: TeacherFinding;
  readonly entitle: Entitle;
  /** How far skills stand in for each other; hold on to it for as long as answers must agree. */
  affinities(): Affinities;
  /** Which build of affinities is in use; 0 before the first. */
  affinityVersion(): number;
  /** Reads all of it; what the feed tells afterwards keeps it equal to the database. */
  load(): Promise<void>;
}

export interface MemorySources {
  readonly databaseUrl: string;
  readonly reads: Reads;
  readonly feed: ChangeFeed;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Constructs what is held in memory and lets it follow changes. */
export function composeMemory({ databaseUrl, reads, feed, metrics, logger }: MemorySources): Memory {
  const taxonomy = new Taxonomy(reads);
  const affinities = new AffinityFeed(reads, taxonomy);
  const discovery = new DiscoveryPolicies(reads);
  const index = new MatchIndex();
  const matchFeed = new MatchFeed(databaseUrl, reads.asSystem(), index, onLoadProgress(logger));
  // The taxonomy first: what the others hold refers to it.
  feed.on(["skill"], (ids) => taxonomy.reload(ids));
  affinities.follow(feed);
  matchFeed.follow(feed);
  feed.on(["discovery"], () => discovery.reload());
  measureMatching(metrics, index, affinities);
  const entitle = entitlePeople(reads, (...worker) => index.hasWorker(...worker));
  return {
    taxonomy,
    matching: new Matcher(index, () => affinities.current, today),
    growth: new GrowthAdviser(index, () => affinities.current, today),
    teachers: new Teachers(index, () => affinities.current),
    entitle: async (principal) => discovery.entitle(await entitle(principal)),
    affinities: () => affinities.current,
    affinityVersion: () => affinities.current.version,
    load: async () => {
      await taxonomy.reload();
      await affinities.load();
      await matchFeed.load();
      await discovery.reload();
    },
  };
}

/** Says how far the index is loaded, which takes some seconds a million workers. */
const onLoadProgress =
  (logger: Logger): LoadProgress =>
  (what, rows) =>
    logger.info({ what, rows }, "loading the match index");

function measureMatching(metrics: Metrics, index: MatchIndex, affinities: AffinityFeed): void {
  metrics.gauge("match_index_workers", "Workers that can be matched.", () => index.workerCount);
  metrics.gauge("match_index_needs", "Open needs that can be matched.", () => index.needCount);
  metrics.gauge("match_index_consents", "Consents that matching counts.", () => index.consents.count);
  metrics.gauge(
    "match_index_learning_goals",
    "Learning goals of partners that matching counts.",
    () => index.learning.count,
  );
  metrics.gauge("match_index_bytes", "What the workers take in the match index.", () => index.bytes);
  metrics.gauge("affinity_version", "Which build of affinities is in use.", () => affinities.current.version);
}
