import { NeedStatus } from "./need.js";

/** What can happen to a need. */
export type NeedEvent = "PUBLISH" | "FILL" | "REOPEN" | "CLOSE" | "EXPIRE";

const { DRAFT, OPEN, FILLED, CLOSED, EXPIRED } = NeedStatus;

const transitions: Readonly<
  Record<NeedEvent, { readonly from: readonly NeedStatus[]; readonly to: NeedStatus }>
> = {
  PUBLISH: { from: [DRAFT], to: OPEN },
  FILL: { from: [OPEN], to: FILLED },
  REOPEN: { from: [FILLED], to: OPEN },
  CLOSE: { from: [DRAFT, OPEN, FILLED], to: CLOSED },
  EXPIRE: { from: [OPEN, FILLED], to: EXPIRED },
};

/** The status after an event; null when the present one does not allow it. CLOSED and EXPIRED are final. */
export function nextNeedStatus(status: NeedStatus, event: NeedEvent): NeedStatus | null {
  const { from, to } = transitions[event];
  return from.includes(status) ? to : null;
}

/** Whether some events lead from one status to the other. */
export function isReachable(from: NeedStatus, to: NeedStatus): boolean {
  const seen = new Set<NeedStatus>();
  const open = [from];
  for (let status = open.pop(); status !== undefined; status = open.pop()) {
    if (status === to) return true;
    if (seen.has(status)) continue;
    seen.add(status);
    for (const event of Object.keys(transitions) as NeedEvent[]) {
      const next = nextNeedStatus(status, event);
      if (next) open.push(next);
    }
  }
  return false;
}

/** Whether the need may still be edited. */
export const isEditable = (status: NeedStatus): boolean => status !== CLOSED && status !== EXPIRED;
