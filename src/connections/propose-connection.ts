import type { EntityManager } from "typeorm";
import { type Matching, recordIntroduction, SCORING_VERSION } from "../matching/index.js";
import { Need, NeedStatus } from "../needs/index.js";
import type { User } from "../platform/auth/principal.js";
import type { Commands, Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { notFound } from "../platform/database/update-record.js";
import { asSystem } from "../platform/database/viewer.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { ProposeConnectionInput } from "./connection.inputs.js";
import { Connection, ConnectionSide, ConnectionStatus, LibraryConsent } from "./connection.js";
import { aboutConnection, disclose, keepStep } from "./take-step.js";

export interface ConnectionReference {
  readonly connectionId: string;
}

/** What a deployment decides about introductions. */
export interface IntroductionRules {
  /** Days until one expires to which not everybody has said yes. */
  readonly days: number;
  /** How many of a worker may be open at a time. */
  readonly mostOpen: number;
  /** Hours until those who have not answered are reminded. */
  readonly reminderHours: number;
}

const DAY_MS = 86_400_000;
const NEED = ["input", "needId"];
const WORKER = ["input", "workerId"];

/** Somebody who may be introduced. */
interface Candidate {
  readonly id: string;
  readonly consortiumId: string;
  readonly libraryId: string | null;
  readonly requiresConsent: boolean;
  /** Whether everybody may find them, in other consortia too. */
  readonly isPublic: boolean;
}

/** Who is to be introduced about what, whichever command says so. */
export type Proposal = Omit<ProposeConnectionInput, "idempotencyKey">;

/** The same where a consortium proposes; ids are UUIDs. */
export interface ConsortiumProposal {
  readonly needId: string;
  readonly workerId: string;
  /** A few words to whoever has to answer. */
  readonly message?: string | null;
}

/** What to say when two are introduced twice about a need. @param field of the input that names it */
export const duplicateProposal = (field: string) => ({
  connection_need_id_worker_id_idx: {
    field,
    message: "The two are being introduced, or are connected, about this need already.",
  },
});

/** Introduces a worker and a partner to each other, about a need. */
export class ProposeConnection {
  constructor(
    private readonly commands: Commands,
    private readonly matching: Pick<Matching, "pair">,
    private readonly rules: IntroductionRules,
  ) {}

  async propose(user: User, input: ProposeConnectionInput): Promise<ConnectionReference> {
    const duplicates = duplicateProposal("needId");
    return await this.commands.run(user, { name: "proposeConnection", input, duplicates }, (transaction) =>
      this.proposeWithin(transaction, user, input),
    );
  }

  /**
   * Proposes in the transaction of another command, which names who is to be introduced about what.
   * @throws Refusal as for `propose`, with paths into the input of that
   */
  async proposeWithin(
    transaction: Transaction,
    user: User,
    proposal: Proposal,
  ): Promise<ConnectionReference> {
    const side = proposingSide(user);
    const workerId = workerNamed(user, proposal);
    const needId = uuidOf("need", proposal.needId, NEED);
    assertChannel(side, proposal.channel);
    const { manager } = transaction;
    const need = await needToFill(manager, user, needId);
    this.assertSeen(user, need, workerId);
    const worker = await this.candidate(manager, workerId);
    if (side === ConnectionSide.LIBRARY && worker.libraryId !== user.libraryId) throw unknownWorker();
    assertMeetable(user, need, worker);
    return await this.introduce(transaction, this.connectionOf(need, worker, side, proposal));
  }

  /**
   * Introduces two of a consortium in its name, in the transaction of another command of whoever runs it. The partner must
   * be able to find the worker, nothing may stand in the way of the two, and a library that wants to be asked is asked.
   * @param proposal ids are UUIDs
   */
  async proposeForConsortium(
    transaction: Transaction,
    user: User,
    { needId, workerId, message }: ConsortiumProposal,
  ): Promise<ConnectionReference> {
    const { manager } = transaction;
    const need = await needToFill(manager, user, needId);
    if (user.role !== "ADMIN" || need.consortiumId !== user.consortiumId)
      throw refuse(UserErrorCode.FORBIDDEN, NEED, "Administrators propose for their own consortium.");
    const match = this.matching.pair(asPartner(need, []), needId, workerId);
    if (!match) throw notFound(WORKER, "The partner of the need cannot find this worker any more.");
    if (match.obstacles.length > 0)
      throw refuse(
        UserErrorCode.INVALID_TRANSITION,
        WORKER,
        `Something stands in the way of the two: ${match.obstacles.join(", ")}.`,
      );
    const worker = await this.candidate(manager, workerId);
    if (worker.consortiumId !== user.consortiumId) throw unknownWorker();
    const connection = this.connectionOf(need, worker, ConnectionSide.LIBRARY, { needId, message });
    if (worker.requiresConsent) connection.libraryConsent = LibraryConsent.PENDING;
    return await this.introduce(transaction, connection);
  }

  private async introduce(transaction: Transaction, connection: Connection): Promise<ConnectionReference> {
    const { manager, changed, happened } = transaction;
    const { id, initiator: side } = connection;
    await manager.insert(Connection, connection);
    if (side === ConnectionSide.WORKER)
      await manager.update(Connection, id, {
        consentId: await disclose(transaction, connection, "PSEUDONYM"),
      });
    await keepStep(manager, null, connection, { event: "PROPOSE", side });
    await this.count(transaction, connection);
    happened({ ...aboutConnection(connection), kind: "connection.proposed", data: { side } });
    if (connection.libraryConsent === LibraryConsent.PENDING)
      happened({ ...aboutConnection(connection), kind: "connection.awaiting_library", data: { side } });
    changed("connection", id);
    return { connectionId: id };
  }

  /** Whoever proposes must see the pair; a manager sees staff only. */
  private assertSeen(user: User, need: Need, workerId: string): void {
    if (!this.matching.pair(user, need.id, workerId))
      throw user.role === "WORKER"
        ? notFound(NEED, "This need cannot be proposed for now. Try again in a moment.")
        : unknownWorker();
  }

  /** The worker, locked: two introductions at once cannot both be the last that there is room for. */
  private async candidate(manager: EntityManager, workerId: string): Promise<Candidate> {
    const [found] = await asSystem(manager, () =>
      manager.query(
        `select w.id, w.consortium_id as "consortiumId", w.library_id as "libraryId",
           w.discoverability = 'PUBLIC' as "isPublic",
           coalesce((select l.requires_consent from library l where l.id = w.library_id), false) as "requiresConsent"
         from worker w where w.id = $1 and w.archived_at is null for no key update`,
        [workerId],
      ),
    );
    if (!found) throw unknownWorker();
    // In a statement of its own: one that waited for the lock still sees what was there before.
    const [{ open }] = await asSystem(manager, () =>
      manager.query(
        "select count(*)::int as open from connection where worker_id = $1 and status in ('PROPOSED', 'ACCEPTED_BY_ONE')",
        [workerId],
      ),
    );
    if (open >= this.rules.mostOpen)
      throw refuse(
        UserErrorCode.LIMIT_REACHED,
        WORKER,
        `A worker has at most ${this.rules.mostOpen} introductions open at a time. Wait for an answer, or withdraw one.`,
      );
    return found;
  }

  private connectionOf(
    need: Need,
    worker: Candidate,
    side: ConnectionSide,
    { message, channel, contactName }: Proposal,
  ): Connection {
    const now = new Date();
    const accepted = (who: ConnectionSide) => (side === who ? now : null);
    return Object.assign(new Connection(), {
      ...{ id: newId(), version: 1, createdAt: now, updatedAt: now },
      ...{ consortiumId: worker.consortiumId, workerId: worker.id, libraryId: worker.libraryId },
      ...{ needId: need.id, partnerId: need.partnerId, initiator: side },
      status: ConnectionStatus.PROPOSED,
      message: message ?? null,
      workerAcceptedAt: accepted(ConnectionSide.WORKER),
      partnerAcceptedAt: accepted(ConnectionSide.PARTNER),
      libraryConsent: libraryConsentFor(side, worker),
      workerChannel: side === ConnectionSide.WORKER ? (channel ?? null) : null,
      partnerChannel: side === ConnectionSide.PARTNER ? (channel ?? null) : null,
      partnerContact: side === ConnectionSide.PARTNER ? (contactName ?? null) : null,
      ...this.matchOf(need, worker),
      ...{
        endReason: null,
        endNote: null,
        remindedAt: null,
        consentId: null,
        workerReadAt: null,
        partnerReadAt: null,
      },
      expiresAt: new Date(now.getTime() + this.rules.days * DAY_MS),
    });
  }

  /** The match as the partner sees it once the worker is disclosed: what stands in a connection must tell no secret. */
  private matchOf(need: Need, worker: Candidate) {
    // That the consortia have opened themselves to each other, `assertMeetable` has seen to.
    const discovers = worker.consortiumId === need.consortiumId ? [] : [worker.consortiumId];
    const match = this.matching.pair(asPartner(need, discovers), need.id, worker.id, true);
    return {
      score: match?.exact.score ?? null,
      growth: match?.exact.growth ?? null,
      coverage: match?.exact.coverage ?? null,
      scoringVersion: SCORING_VERSION,
      affinityVersion: match?.affinityVersion ?? 0,
    };
  }

  /** A fair order counts introductions. */
  private async count(transaction: Transaction, { workerId, needId }: Connection): Promise<void> {
    await recordIntroduction(transaction, { workerId, needId });
  }
}

/** Whoever asks for the partner of a need. */
const asPartner = (
  { partnerId, consortiumId }: Pick<Need, "partnerId" | "consortiumId">,
  discovers: readonly string[],
): User => ({ kind: "user", subject: "", role: "PARTNER", partnerId, consortiumId, discovers });

/** A manager who proposes has said yes for the library; otherwise it is asked where it wants to be. */
function libraryConsentFor(side: ConnectionSide, { requiresConsent }: Candidate): LibraryConsent {
  if (side === ConnectionSide.LIBRARY) return LibraryConsent.GIVEN;
  return requiresConsent ? LibraryConsent.PENDING : LibraryConsent.NOT_REQUIRED;
}

/**
 * A partner of another consortium sees nobody but whom everybody may find, whatever they disclose to it: others would be
 * connected with somebody who cannot see them.
 */
function assertMeetable(user: User, need: Need, worker: Candidate): void {
  if (need.consortiumId === worker.consortiumId || worker.isPublic) return;
  throw user.role === "PARTNER"
    ? unknownWorker()
    : refuse(
        UserErrorCode.FORBIDDEN,
        NEED,
        "Partners of other consortia see only workers whose discoverability is PUBLIC. Choose a need of your consortium, or let the worker open the profile first.",
      );
}

/** The same for whoever is absent, hidden, or of another library. */
const unknownWorker = () => notFound(WORKER, "No worker whom you may introduce for this need has this id.");

function proposingSide({ role }: User): ConnectionSide {
  if (role === "WORKER") return ConnectionSide.WORKER;
  if (role === "PARTNER") return ConnectionSide.PARTNER;
  if (role === "MANAGER") return ConnectionSide.LIBRARY;
  throw refuse(
    UserErrorCode.FORBIDDEN,
    ["input"],
    "Workers, members of partners and managers of libraries propose connections.",
  );
}

function workerNamed(user: User, { workerId }: Proposal): string {
  const named = workerId ? uuidOf("worker", workerId, WORKER) : null;
  if (user.role === "WORKER") {
    if (!user.workerId) throw notFound(["input"], "Your profile is not in use.");
    if (named && named !== user.workerId)
      throw refuse(UserErrorCode.FORBIDDEN, WORKER, "Workers propose themselves only.");
    return user.workerId;
  }
  if (!named) throw refuse(UserErrorCode.BAD_USER_INPUT, WORKER, "Say which worker is to be introduced.");
  return named;
}

/** Who says yes says how they are reached, or the two could not meet. */
export function assertChannel(side: ConnectionSide, channel: string | null | undefined): void {
  if (side !== ConnectionSide.LIBRARY && !channel)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      ["input", "channel"],
      "Say how the other side reaches you once everybody has said yes.",
    );
}

/** The need, if it looks for somebody; a partner's own one where a partner asks. */
async function needToFill(manager: EntityManager, user: User, id: string): Promise<Need> {
  const need = await manager.findOneBy(Need, { id });
  const isOthers = user.role === "PARTNER" && need?.partnerId !== user.partnerId;
  if (!need || need.archivedAt || need.status === NeedStatus.DRAFT || isOthers)
    throw notFound(NEED, "No need for which you may propose somebody has this id.");
  if (need.status !== NeedStatus.OPEN)
    throw refuse(UserErrorCode.INVALID_TRANSITION, NEED, `The need is ${need.status}; it looks for nobody.`);
  if (need.placesTaken >= need.capacity)
    throw refuse(UserErrorCode.LIMIT_REACHED, NEED, "All places of the need are taken.");
  return need;
}
