import { type Matching, recordIntroduction, SCORING_VERSION } from "../matching/index.js";
import type { Need } from "../needs/index.js";
import type { User } from "../platform/auth/principal.js";
import type { Commands, Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { Library } from "../workers/index.js";
import type { ProposeConnectionInput } from "./connection.inputs.js";
import { Connection, ConnectionTransition } from "./connection.js";
import { assertOwnWords, type ConnectionReference } from "./connection.service.js";
import { ConnectionSide, ConnectionStatus, ConnectionStep, LibraryConsent } from "./connection-enums.js";
import { discloseProfile } from "./disclosure-by-steps.js";
import type { IntroductionSettings } from "./introduction-settings.js";
import {
  assertFewOpen,
  type ProposedWorker,
  proposedNeed,
  proposedWorker,
  proposingSide,
} from "./proposal-parties.js";
import { aboutConnection } from "./take-step.js";

const DAY_MS = 86_400_000;

const duplicates = {
  connection_need_id_worker_id_idx: {
    field: "needId",
    message: "This worker and this need are introduced to each other already. Answer that introduction.",
  },
};

/** The use case that introductions begin with. */
export class ProposalService {
  constructor(
    private readonly commands: Commands,
    private readonly matching: Matching,
    private readonly settings: IntroductionSettings,
  ) {}

  async propose(user: User, input: ProposeConnectionInput): Promise<ConnectionReference> {
    const command = { name: "proposeConnection", input, duplicates };
    const named = input.workerId ? uuidOf("worker", input.workerId, ["input", "workerId"]) : null;
    return await this.commands.run(user, command, async (transaction) => {
      const { manager } = transaction;
      const need = await proposedNeed(manager, user, input.needId);
      const side = proposingSide(user, need, named);
      assertOwnWords(side, input);
      const workerId = named ?? user.workerId!;
      const worker = await proposedWorker(manager, user, { side, need, workerId });
      await assertFewOpen(manager, workerId, this.settings.mostOpen);
      const connection = await this.drafted(transaction, { user, side, need, worker }, input);
      await manager.insert(Connection, connection);
      noteProposal(transaction, connection);
      await recordIntroduction(transaction, { workerId, needId: need.id });
      return { connectionId: connection.id };
    });
  }

  private async drafted(
    transaction: Transaction,
    { user, side, need, worker }: Proposal,
    { message, channel, contactName }: ProposeConnectionInput,
  ): Promise<Connection> {
    const now = new Date();
    const yesOf = (one: ConnectionSide) => (one === side ? now : null);
    const wordOf = (one: ConnectionSide, word: string | null | undefined) =>
      one === side ? (word?.trim() ?? null) : null;
    const connection = {
      id: newId(),
      version: 1,
      consortiumId: user.consortiumId,
      workerId: worker.id,
      needId: need.id,
      partnerId: need.partnerId,
      libraryId: worker.libraryId,
      initiator: side,
      status: ConnectionStatus.PROPOSED,
      message: message?.trim() ?? null,
      workerAcceptedAt: yesOf(ConnectionSide.WORKER),
      partnerAcceptedAt: yesOf(ConnectionSide.PARTNER),
      libraryConsent: await libraryConsentFor(transaction, side, worker),
      workerChannel: wordOf(ConnectionSide.WORKER, channel),
      partnerChannel: wordOf(ConnectionSide.PARTNER, channel),
      partnerContact: wordOf(ConnectionSide.PARTNER, contactName),
      ...this.scores(need, worker.id),
      expiresAt: new Date(now.getTime() + this.settings.days * DAY_MS),
      consentId: null,
    } as Connection;
    return side === ConnectionSide.WORKER
      ? { ...connection, consentId: await discloseProfile(transaction, connection) }
      : connection;
  }

  /** The match as the partner sees it; without scores where it has none, or the partner does not find the worker. */
  private scores({ id, partnerId, consortiumId }: Need, workerId: string) {
    const partner: User = { kind: "user", subject: "service", role: "PARTNER", consortiumId, partnerId };
    const match = this.matching.pair(partner, id, workerId);
    const { score = null, growth = null, coverage = null } = match?.exact ?? {};
    const affinityVersion = match?.affinityVersion ?? 0;
    return { score, growth, coverage, scoringVersion: SCORING_VERSION, affinityVersion };
  }
}

interface Proposal {
  readonly user: User;
  readonly side: ConnectionSide;
  readonly need: Need;
  readonly worker: ProposedWorker;
}

/** Proposing is the library's yes where a manager does it; otherwise it is asked where it wants to be. */
async function libraryConsentFor(
  { manager }: Transaction,
  side: ConnectionSide,
  { libraryId }: ProposedWorker,
): Promise<LibraryConsent> {
  if (side === ConnectionSide.LIBRARY) return LibraryConsent.GIVEN;
  const library = libraryId ? await manager.findOneBy(Library, { id: libraryId }) : null;
  return library?.requiresConsent ? LibraryConsent.PENDING : LibraryConsent.NOT_REQUIRED;
}

function noteProposal({ insert, changed, happened, record }: Transaction, connection: Connection): void {
  const { id, workerId, initiator: side, status: toStatus, libraryConsent } = connection;
  const event = ConnectionStep.PROPOSE;
  insert(ConnectionTransition, [
    { id: newId(), connectionId: id, workerId, event, side, fromStatus: null, toStatus },
  ]);
  changed("connection", id);
  record({ workerIds: [workerId] });
  const about = { ...aboutConnection(connection), data: { side } };
  happened({ kind: "connection.proposed", ...about });
  if (libraryConsent === LibraryConsent.PENDING) happened({ kind: "connection.awaiting_library", ...about });
}
