import { milliseconds, table, times } from "../measure/markdown.js";
import type { Measured } from "./measure-writes.js";
import { counted, roundTrips } from "./recording.js";
import type { Scene } from "./scene.js";

const NAMES: Readonly<Record<string, string>> = {
  service: "the service, over HTTP",
  endpoint: "an endpoint by hand, over HTTP",
  raw: "by hand, without HTTP",
};

/** What is compared, as Markdown. */
export function statementsTable({ mutations, recordings }: Scene): string {
  const rows = mutations.map(({ name }) => {
    const { second } = recordings[name];
    const { transaction, after } = counted(second);
    return [name, String(transaction), String(after), String(roundTrips(second))];
  });
  return `Each request changes one record under an idempotency key of its own, with its row in the outbox and its entry in the audit log. The
service is a whole one, with authentication, limits and the gate, and a budget that is not used up. By hand the statements are
those which the service was seen to send for the mutation: all of its transaction, what renews the match index, and the reads of
the answer; what follows the outbox in the background is not among them, and who asks is told once a connection.

${table(["mutation", "statements of the transaction", "behind it", "waited for"], rows)}`;
}

/** What was measured, as Markdown. */
export function writesTable(measured: Measured): string {
  const rows: string[][] = [];
  for (const [connections, totals] of measured) {
    const endpoint = totals.get("endpoint")!;
    const raw = totals.get("raw")!;
    for (const [kind, { taken, perSecond, cpuEach, turnedAway }] of totals)
      rows.push([
        NAMES[kind] ?? kind,
        String(connections),
        perSecond.toFixed(0),
        milliseconds(taken.p50),
        milliseconds(taken.p99),
        milliseconds(cpuEach),
        String(turnedAway),
        times(perSecond / endpoint.perSecond),
        times(perSecond / raw.perSecond),
      ]);
  }
  return table(
    [
      "",
      "connections",
      "transactions/s",
      "p50 ms",
      "p99 ms",
      "CPU ms each",
      "turned away",
      "of the endpoint",
      "of without HTTP",
    ],
    rows,
  );
}
