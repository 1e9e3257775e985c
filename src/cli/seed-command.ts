import { seedDemonstration } from "../demonstration/seed-demonstration.js";
import { interruptible } from "./interruptible.js";
import { say, withDatabase } from "./with-database.js";

/**
 * Fills an empty database with the demonstration.
 * @returns the exit code: 1 when there is a consortium already
 */
export async function seedCommand(): Promise<number> {
  return await withDatabase(async (dataSource) => {
    const seeded = await interruptible(dataSource, () => seedDemonstration(dataSource, say));
    say(
      seeded
        ? "Seeded."
        : "There is a consortium already; the demonstration goes into an empty database only.",
    );
    return seeded ? 0 : 1;
  });
}
