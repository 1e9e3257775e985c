import type { Commands, Transaction } from "../database/commands.js";
import type { Job } from "../jobs/job.js";
import { DomainEvent, TELL_EVENT } from "./domain-event.js";

/**
 * Somebody who wants to be told of events. It is told in a transaction of the service itself, and may be told of an event
 * again: then it does nothing. What takes long or leaves the database is for a job that it enqueues.
 */
export type EventListener = (event: DomainEvent, transaction: Transaction) => Promise<void>;

/**
 * Tells the listeners of an event, all of them in one transaction; again from the start where that fails.
 * @param commands those of the owner
 */
export const tellEventJob = (commands: Commands, listeners: readonly EventListener[]): Job => ({
  name: TELL_EVENT,
  run: (payload) =>
    commands.transact(async (transaction) => {
      const { manager } = transaction;
      const { eventId } = payload as { readonly eventId: string };
      // An event of somebody who was erased meanwhile is gone.
      const event = await manager.findOne(DomainEvent, {
        where: { id: eventId },
        lock: { mode: "pessimistic_write" },
      });
      if (!event || event.toldAt) return;
      for (const listen of listeners) await listen(event, transaction);
      await manager.query("update domain_event set told_at = now() where id = $1", [eventId]);
    }),
});
