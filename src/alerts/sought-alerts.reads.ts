import type { Reads } from "../platform/database/reads.js";

/** An alert that is looked for, as whoever it belongs to. */
export interface SoughtAlert {
  readonly id: string;
  readonly consortiumId: string;
  readonly workerId: string | null;
  /** Of the worker. */
  readonly libraryId: string | null;
  readonly partnerId: string | null;
  readonly needId: string | null;
  readonly minScore: number;
  readonly remote: boolean | null;
  readonly country: string | null;
  readonly region: string | null;
}

/** An alert of a partner, and one of the needs that it is about. */
export interface SoughtNeed extends SoughtAlert {
  readonly about: string;
}

const columns = `a.id, a.consortium_id as "consortiumId", a.worker_id as "workerId", w.library_id as "libraryId",
  a.partner_id as "partnerId", a.need_id as "needId", a.min_score as "minScore", a.remote, a.country, a.region`;
const from = `alert a left join worker w on w.id = a.worker_id left join partner p on p.id = a.partner_id`;
const inUse = "a.active and a.archived_at is null and w.archived_at is null and p.archived_at is null";
/** Whether owners of alerts may find what is of a consortium, as far as that needs no more than the database. */
const reaches = (
  consortium: string,
) => `(a.consortium_id = ${consortium} or exists (select from discovery_policy d
    where d.consortium_id = a.consortium_id and d.other_consortium_id = ${consortium}))`;
const untold = (worker: string) =>
  `not exists (select from alert_match m where m.alert_id = a.id and m.need_id = n.id and m.worker_id = ${worker})`;
const open = "n.status = 'OPEN' and n.archived_at is null";

const BY_IDS = {
  name: "alerts.sought",
  text: `select ${columns} from ${from} where a.id = any($1::uuid[]) and ${inUse}`,
};

const OF_WORKERS = {
  name: "alerts.sought-of-workers",
  text: `select ${columns} from ${from} where a.worker_id = any($1::uuid[]) and ${inUse}`,
};

const OF_NEED = {
  name: "alerts.sought-of-need",
  text: `select ${columns} from need n join ${from} on a.partner_id = n.partner_id
    where n.id = $1::uuid and ${open} and (a.need_id is null or a.need_id = n.id) and ${inUse}`,
};

const FITTING_NEED = {
  name: "alerts.sought-for-need",
  text: `select ${columns} from need n cross join ${from} where n.id = $1::uuid and ${open}
    and a.worker_id is not null and ${inUse} and ${reaches("n.consortium_id")} and ${untold("a.worker_id")} and (a.remote is null or a.remote = (n.modality <> 'ON_SITE'))
    and (a.country is null or a.country = n.country) and (a.region is null or a.region = n.region)
    and ($2::uuid is null or a.id > $2::uuid) order by a.id limit $3::int`,
};

const OF_PARTNERS = {
  name: "alerts.sought-of-partners",
  text: `select ${columns}, n.id as about from ${from} join need n on n.partner_id = a.partner_id
    join worker f on f.id = $4::uuid
    where ${open} and ${reaches("f.consortium_id")} and ${untold("f.id")} and (a.need_id is null or a.need_id = n.id) and ${inUse}
    and ($1::uuid is null or (a.id, n.id) > ($1::uuid, $2::uuid)) order by a.id, n.id limit $3::int`,
};

const OPEN_NEEDS = {
  name: "alerts.open-needs",
  text: `select n.id from need n where n.partner_id = $1::uuid and ${open}
    and ($2::uuid is null or n.id = $2::uuid) order by n.id desc limit $3::int`,
};

const LEAST_LATELY = {
  name: "alerts.least-lately",
  text: `select a.id from alert a where a.active and a.archived_at is null
    and (a.swept_at is null or a.swept_at < $1::timestamptz) order by a.swept_at nulls first limit $2::int`,
};

/** So many rows are asked for at a time. */
const AT_A_TIME = 1000;

/** What is looked for; read as the service itself, which answers nobody with it. */
export class SoughtAlerts {
  private readonly reads: Reads;

  constructor(reads: Reads) {
    this.reads = reads.asSystem();
  }

  byIds(ids: readonly string[]): Promise<SoughtAlert[]> {
    return this.reads.run(BY_IDS, [ids]);
  }

  /** The alerts of workers. */
  ofWorkers(workerIds: readonly string[]): Promise<SoughtAlert[]> {
    return this.reads.run(OF_WORKERS, [workerIds]);
  }

  /** The alerts of the partner that has a need which is open, as far as they are about it. */
  ofNeed(needId: string): Promise<SoughtAlert[]> {
    return this.reads.run(OF_NEED, [needId]);
  }

  /** The alerts of workers whose conditions an open need meets that have not told of it. */
  async *fittingNeed(needId: string): AsyncGenerator<SoughtAlert> {
    for (let last: string | null = null; ; ) {
      const rows: SoughtAlert[] = await this.reads.run(FITTING_NEED, [needId, last, AT_A_TIME]);
      yield* rows;
      if (rows.length < AT_A_TIME) return;
      last = rows.at(-1)!.id;
    }
  }

  /** The alerts of partners who may find a worker, each with each open need that it has not told of the worker for. */
  async *ofPartners(workerId: string): AsyncGenerator<SoughtNeed> {
    for (let last: SoughtNeed | undefined; ; ) {
      const after = [last?.id ?? null, last?.about ?? null];
      const rows: SoughtNeed[] = await this.reads.run(OF_PARTNERS, [...after, AT_A_TIME, workerId]);
      yield* rows;
      if (rows.length < AT_A_TIME) return;
      last = rows.at(-1);
    }
  }

  /** The newest open needs that an alert of a partner is about. */
  async openNeeds({ partnerId, needId }: SoughtAlert, limit: number): Promise<string[]> {
    const rows = await this.reads.run<{ id: string }>(OPEN_NEEDS, [partnerId, needId, limit]);
    return rows.map(({ id }) => id);
  }

  /** Those that were looked at least lately, and not since a time. */
  async leastLately(since: Date, limit: number): Promise<string[]> {
    const rows = await this.reads.run<{ id: string }>(LEAST_LATELY, [since, limit]);
    return rows.map(({ id }) => id);
  }
}
