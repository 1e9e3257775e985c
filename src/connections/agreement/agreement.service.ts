import type { EntityManager } from "typeorm";
import { Need } from "../../needs/index.js";
import { CommunityGoal } from "../../partners/index.js";
import type { User } from "../../platform/auth/principal.js";
import type { Commands } from "../../platform/database/commands.js";
import { newId } from "../../platform/database/new-id.js";
import { ask } from "../../platform/database/transaction.js";
import { notFound } from "../../platform/database/update-record.js";
import { asSystem } from "../../platform/database/viewer.js";
import { uuidOf } from "../../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../../platform/graphql/user-errors.js";
import { holdSkills, type Proficiency, type Taxonomy } from "../../skills/index.js";
import { Connection, ConnectionSide, ConnectionStatus } from "../connection.js";
import { assertDiscloses } from "../discloses.js";
import type { ConnectionReference } from "../propose-connection.js";
import { aboutConnection, assertVersion, openConnection, takeStep } from "../take-step.js";
import type { AcceptAgreementInput, ProposeAgreementInput } from "./agreement.inputs.js";
import { Agreement, AgreementSkill, AgreementState } from "./agreement.js";

const CONNECTION = ["input", "connectionId"];

/** Use cases in which the two agree on the work. */
export class AgreementService {
  constructor(
    private readonly commands: Commands,
    private readonly taxonomy: Taxonomy,
  ) {}

  /** Proposes terms. Those that hold go on holding until the other side has agreed. */
  async propose(user: User, input: ProposeAgreementInput): Promise<ConnectionReference> {
    assertDates(input);
    return await this.commands.run(user, { name: "proposeAgreement", input }, async (transaction) => {
      const { manager, changed, happened, record } = transaction;
      const { connection, side } = await openTerms(manager, user, input);
      const communityGoalId = await goalServed(manager, connection, input.communityGoalId);
      await manager.update(
        Agreement,
        { connectionId: connection.id, state: AgreementState.PROPOSED },
        { state: AgreementState.REPLACED },
      );
      const { scope, hoursTotal, hoursPerWeek = null, startsOn, endsOn, mentorName = null } = input;
      const { id: connectionId, workerId } = connection;
      const id = newId();
      await manager.insert(Agreement, {
        ...{ id, connectionId, workerId, state: AgreementState.PROPOSED, proposedBy: side },
        ...{ scope, hoursTotal, hoursPerWeek, startsOn, endsOn, mentorName, communityGoalId },
      });
      await manager.insert(AgreementSkill, await this.skillsOf(manager, id, workerId, input.skills));
      await raiseVersion(manager, connection);
      changed("connection", connectionId);
      happened({ ...aboutConnection(connection), kind: "collaboration.agreement_proposed", data: { side } });
      record({ workerIds: [workerId] });
      return { connectionId };
    });
  }

  /** Agrees to the terms of the other side; with the first ones the collaboration begins. */
  async accept(user: User, input: AcceptAgreementInput): Promise<ConnectionReference> {
    return await this.commands.run(user, { name: "acceptAgreement", input }, async (transaction) => {
      const { manager, changed, record } = transaction;
      const { connection, side } = await openTerms(manager, user, input);
      const { id: connectionId, workerId } = connection;
      const proposed = await manager.findOneBy(Agreement, { connectionId, state: AgreementState.PROPOSED });
      if (!proposed)
        throw refuse(
          UserErrorCode.INVALID_TRANSITION,
          CONNECTION,
          "No terms wait to be agreed to. Propose some.",
        );
      if (proposed.proposedBy === side)
        throw refuse(
          UserErrorCode.INVALID_TRANSITION,
          CONNECTION,
          "You proposed these terms; the other side has to agree.",
        );
      await manager.update(
        Agreement,
        { connectionId, state: AgreementState.AGREED },
        { state: AgreementState.REPLACED },
      );
      await manager.update(Agreement, proposed.id, { state: AgreementState.AGREED, agreedAt: () => "now()" });
      if (connection.status === ConnectionStatus.CONNECTED)
        await takeStep(transaction, connection, { event: "START", side: null });
      else await raiseVersion(manager, connection);
      changed("connection", connectionId);
      record({ workerIds: [workerId] });
      return { connectionId };
    });
  }

  private async skillsOf(
    manager: EntityManager,
    agreementId: string,
    workerId: string,
    inputs: ProposeAgreementInput["skills"],
  ) {
    const named = inputs.map(({ skillId }, i) => {
      const skill = this.taxonomy.assignable(uuidOf("skill", skillId, skillField(i)));
      if (!skill) throw notFound(skillField(i), "No skill in use has this id; headings cannot be practised.");
      return skill.uuid;
    });
    const current = await ask(manager, holdSkills(named));
    const ids = named.map((id) => current.get(id)!);
    const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
    if (twice >= 0)
      throw refuse(
        UserErrorCode.BAD_USER_INPUT,
        skillField(twice),
        "must not name a skill twice; two of these were merged into one",
      );
    const starts = await levelsForPartners(manager, workerId, ids);
    return ids.map((skillId, i) => ({
      ...{ agreementId, skillId, start: starts.get(skillId) ?? null, target: inputs[i]!.target },
    }));
  }
}

const skillField = (i: number) => ["input", "skills", String(i), "skillId"];

/** Where a worker stands in skills, as far as partners see it. */
async function levelsForPartners(
  manager: EntityManager,
  workerId: string,
  skillIds: readonly string[],
): Promise<Map<string, Proficiency>> {
  const rows = await asSystem(manager, () =>
    manager.query(
      `select skill_id as id, proficiency from worker_skill where worker_id = $1 and skill_id = any($2)
         and archived_at is null and visibility >= 'PARTNERS'`,
      [workerId, skillIds],
    ),
  );
  return new Map(
    rows.map(({ id, proficiency }: { id: string; proficiency: Proficiency }) => [id, proficiency]),
  );
}

/** The connection, if the user is one of the two and it is at a point where terms are spoken about. */
async function openTerms(
  manager: EntityManager,
  user: User,
  { connectionId, expectedVersion }: { readonly connectionId: string; readonly expectedVersion: number },
) {
  const opened = await openConnection(manager, user, connectionId);
  const { connection, side } = opened;
  assertVersion(connection, expectedVersion);
  if (side === ConnectionSide.LIBRARY)
    throw refuse(UserErrorCode.FORBIDDEN, CONNECTION, "The worker and the partner agree on the work.");
  const { CONNECTED, COLLABORATING } = ConnectionStatus;
  if (connection.status !== CONNECTED && connection.status !== COLLABORATING)
    throw refuse(
      UserErrorCode.INVALID_TRANSITION,
      CONNECTION,
      `Nothing is agreed on in a connection that is ${connection.status}.`,
    );
  await assertDiscloses(manager, connection);
  return opened;
}

/** So that nobody agrees to terms that they have not seen. */
const raiseVersion = (manager: EntityManager, { id }: Connection) =>
  manager.update(Connection, id, { version: () => "version + 1", updatedAt: () => "now()" });

/** The goal that is named, or that of the need. */
async function goalServed(
  manager: EntityManager,
  { needId, partnerId }: Connection,
  typedId: string | null | undefined,
): Promise<string | null> {
  if (!typedId) return (await manager.findOneByOrFail(Need, { id: needId })).communityGoalId;
  const field = ["input", "communityGoalId"];
  const goal = await manager.findOneBy(CommunityGoal, { id: uuidOf("community_goal", typedId, field) });
  if (!goal || goal.archivedAt || goal.partnerId !== partnerId)
    throw notFound(field, "The partner has no community goal in use with this id.");
  return goal.id;
}

function assertDates({ startsOn, endsOn }: Pick<ProposeAgreementInput, "startsOn" | "endsOn">): void {
  if (endsOn < startsOn)
    throw refuse(UserErrorCode.BAD_USER_INPUT, ["input", "endsOn"], "must not be before startsOn");
}
