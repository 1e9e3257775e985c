import type { Logger } from "pino";
import type { Principal } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";

/** What was counted waits so long at most. */
const FLUSH_MS = 10_000;
/** Cards that are waiting: beyond this they are written at once. */
const MOST_WAITING = 2000;

/**
 * Counts how often cards are shown to those whom they are for: partners, and whoever looks without a token. Counts are
 * gathered in this process and written together, so that showing a page writes nothing. What was gathered since the last
 * writing, 10 seconds at most, is lost when the process dies; a stop writes it.
 */
export class Impressions {
  private waiting = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  /** @param commands those of the owner of the tables */
  constructor(
    private readonly commands: Commands,
    private readonly logger: Logger,
  ) {}

  /** Counts one impression of each card. */
  count(principal: Principal, cards: readonly { readonly id: string }[]): void {
    if (principal.kind === "user" && principal.role !== "PARTNER") return;
    for (const { id } of cards) this.waiting.set(id, (this.waiting.get(id) ?? 0) + 1);
    if (this.waiting.size > MOST_WAITING) void this.flush();
    else if (this.waiting.size > 0) this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Writes what was gathered; where that fails it is kept for the next time. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const counted = this.waiting;
    if (counted.size === 0) return;
    this.waiting = new Map();
    try {
      await writeImpressions(this.commands, counted);
    } catch (error) {
      for (const [id, count] of counted) this.waiting.set(id, (this.waiting.get(id) ?? 0) + count);
      this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
      this.logger.warn(
        { err: error, cards: counted.size },
        "impressions could not be written; will try again",
      );
    }
  }
}

// Cards that have gone meanwhile were shown to nobody who could find them again. In one order, so that two that write at
// once do not wait for each other in a circle.
const SHOWN = `shown as (select c.id, c.turn, c.consortium_id, c.worker_id, i.impressions
  from unnest($1::uuid[], $2::integer[]) i (id, impressions) join showcase_card c on c.id = i.id
  order by c.id for no key update of c)`;

/** @param counted impressions by card */
async function writeImpressions(commands: Commands, counted: ReadonlyMap<string, number>): Promise<void> {
  const values = [[...counted.keys()], [...counted.values()]];
  await commands.transact(async ({ manager }) => {
    // Its row is locked until the commit, so that steps become visible in their order.
    const [[{ step }]] = await manager.query("update showcase_clock set step = step + 1 returning step");
    await manager.query(
      `with ${SHOWN},
       kept as (insert into showcase_turn (card_id, until, turn) select id, $3::bigint, turn from shown),
       moved as (update showcase_card c set turn = c.turn + s.impressions, turned = $3::bigint from shown s where c.id = s.id)
       insert into showcase_impression (id, card_id, day, consortium_id, worker_id, impressions)
       select gen_random_uuid(), id, (now() at time zone 'UTC')::date, consortium_id, worker_id, impressions from shown
       on conflict (card_id, day) do update set impressions = showcase_impression.impressions + excluded.impressions`,
      [...values, step],
    );
  });
}
