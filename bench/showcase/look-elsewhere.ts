import { pino } from "pino";
import { entities } from "../../src/entities.js";
import { ANONYMOUS } from "../../src/platform/auth/principal.js";
import { ChangeFeed } from "../../src/platform/database/change-feed.js";
import { Commands } from "../../src/platform/database/commands.js";
import { createDataSource } from "../../src/platform/database/data-source.js";
import { Origin } from "../../src/platform/database/origin.js";
import { Impressions } from "../../src/showcase/index.js";

/** So many cards others look at while somebody walks through pages. */
export const LOOKED_AT = 1000;

/**
 * Has cards looked at, those that were shown least first, so that their turns move.
 * @returns how long writing that took, in milliseconds
 */
export async function lookElsewhere(url: string, cards: number): Promise<number> {
  const logger = pino({ level: "silent" });
  const dataSource = await createDataSource({ url, entities, poolSize: 1, patient: true }).initialize();
  try {
    const shown = await dataSource.query("select id from showcase_card order by turn, id limit $1", [cards]);
    const commands = new Commands(dataSource, new ChangeFeed(logger), new Origin());
    const impressions = new Impressions(commands, logger);
    impressions.count(ANONYMOUS, shown);
    const begin = performance.now();
    await impressions.flush();
    const taken = performance.now() - begin;
    await dataSource.query("analyze showcase_card, showcase_turn");
    return taken;
  } finally {
    await dataSource.destroy();
  }
}
