import type { IntroductionRules } from "../connections/index.js";
import { duplicateProposal, ProposeConnection } from "../connections/index.js";
import type { Matching } from "../matching/index.js";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { Refusal } from "../platform/graphql/user-errors.js";

export interface ApproveParts {
  /** Those of the owner of the tables. */
  readonly commands: Commands;
  readonly matching: Pick<Matching, "pair">;
  readonly introductions: IntroductionRules;
  readonly catchUp: () => Promise<void>;
}

interface ApprovedPlan {
  readonly consortiumId: string;
  readonly approvedBy: string;
  readonly message: string | null;
}

interface PlannedPlace {
  readonly id: string;
  readonly needId: string;
  readonly workerId: string;
}

/** So many places are looked up at a time. */
const BATCH = 50;

const PLAN = `select consortium_id as "consortiumId", approved_by as "approvedBy", message
  from allocation_plan where id = $1 and status = 'APPROVED'`;
const NEXT = `select id, need_id as "needId", worker_id as "workerId" from allocation_place
  where plan_id = $1 and state = 'PLANNED' order by rank limit ${BATCH}`;
const LOCK = "select connection_id from allocation_place where id = $1 and state = 'PLANNED' for update";
const PROPOSED = "update allocation_place set state = 'PROPOSED', connection_id = $2 where id = $1";
const REFUSED =
  "update allocation_place set state = 'REFUSED', refusal = $2 where id = $1 and state = 'PLANNED'";

/**
 * Turns the places of an approved plan into introductions, each in a transaction of its own that also notes what became
 * of the place: so each is made once, however often this is begun. What is refused holds up nothing else.
 */
export async function approvePlan(parts: ApproveParts, planId: string): Promise<void> {
  const { commands, matching, introductions, catchUp } = parts;
  const proposing = new ProposeConnection(commands, matching, introductions);
  const [plan] = await commands.transact<ApprovedPlan[]>(({ manager }) => manager.query(PLAN, [planId]));
  if (!plan) return;
  await catchUp();
  const { consortiumId, approvedBy, message } = plan;
  const user: User = { kind: "user", subject: approvedBy, role: "ADMIN", consortiumId };
  for (;;) {
    const places = await commands.transact<PlannedPlace[]>(({ manager }) => manager.query(NEXT, [planId]));
    if (places.length === 0) return;
    for (const place of places) await settle(commands, proposing, user, place, message);
  }
}

async function settle(
  commands: Commands,
  proposing: ProposeConnection,
  user: User,
  { id, needId, workerId }: PlannedPlace,
  message: string | null,
): Promise<void> {
  const command = { name: "proposeConnection", input: {}, duplicates: duplicateProposal("needId") };
  try {
    await commands.run(user, command, async (transaction) => {
      const { manager } = transaction;
      const [planned] = await manager.query(LOCK, [id]);
      if (!planned) return {};
      const made = await proposing.proposeForConsortium(transaction, user, { needId, workerId, message });
      await manager.query(PROPOSED, [id, made.connectionId]);
      return made;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await commands.transact(({ manager }) => manager.query(REFUSED, [id, error.message]));
  }
}
