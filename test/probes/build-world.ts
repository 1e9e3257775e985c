import { PROFICIENCIES } from "../../src/skills/index.js";
import { Dice } from "../matching/engine/dice.js";
import { Canaries, type ConnectionPart, type ProfileField } from "./canaries.js";
import { adminOf } from "./viewers.js";
import {
  CONNECTION_STATUSES,
  type FieldSteps,
  type Owned,
  type Place,
  type ProbeAudit,
  type ProbeConnection,
  type ProbeConsent,
  type ProbeGlass,
  type ProbeGoal,
  type ProbeNeed,
  type ProbeSkill,
  type ProbeWorker,
  type ProbeWorld,
  probeId,
  STEPS,
  type Step,
} from "./world.js";

const CONSORTIA = 3;
const LIBRARIES = 2;
const PARTNERS = 2;
const STATUSES = ["DRAFT", "OPEN", "OPEN", "OPEN", "FILLED", "CLOSED", "EXPIRED", "OPEN", "DRAFT"] as const;

/** A world of three consortia; the same for the same seed. */
export function buildProbeWorld(seed = 7): ProbeWorld {
  const dice = new Dice(seed);
  const canaries = new Canaries();
  const consortia = Array.from({ length: CONSORTIA }, (_, n) => probeId("consortium", n));
  const placed = (kind: "library" | "partner", each: number) =>
    consortia.flatMap((consortiumId, c) =>
      Array.from({ length: each }, (_, n) => ({ id: probeId(kind, c * each + n), consortiumId })),
    );
  const libraries = placed("library", LIBRARIES);
  const partners = placed("partner", PARTNERS);
  const communityGoals = partners.map(({ id }, n) => ({ id: probeId("communityGoal", n), partnerId: id }));
  const skills = Array.from({ length: 14 }, (_, n) => ({
    id: probeId("skill", n),
    broaderId: n >= 4 && n % 3 !== 0 ? probeId("skill", n % 4) : null,
  }));
  // The last two are out of use: one archived, one merged into the first.
  const builder = new Builder(
    dice,
    canaries,
    skills.slice(0, -2).map(({ id }) => id),
  );
  // A worker of every discoverability in every library, and one who has left.
  const workers = libraries.flatMap((library) =>
    [...STEPS, "PUBLIC" as const].map((step, n) => builder.worker(library, step, n === STEPS.length)),
  );
  const needs = partners.flatMap((partner, n) =>
    STATUSES.map((status, s) => builder.need(partner, communityGoals[n]!.id, status, s >= 7)),
  );
  const consents = workers.flatMap((worker) => builder.consents(worker, partners, needs));
  // The first two found each other; the first opened itself to the third in vain.
  const [first, second, third] = consortia as [string, string, string];
  const openings = [[first, second] as const, [second, first] as const, [first, third] as const];
  const connections = workers.flatMap((worker) => builder.connections(worker, partners, { needs, consents }));
  const places = { consortia, libraries, partners, communityGoals, skills };
  const audits = workers.flatMap((worker) => builder.audits(worker));
  const glass = workers.flatMap((worker, n) => (n % 5 === 0 ? [glassFor(worker, n)] : []));
  return { ...places, workers, needs, consents, connections, audits, glass, openings, canaries };
}

/** Each administrator looks at some of their consortium, or did so once. */
const glassFor = ({ id, consortiumId }: ProbeWorker, n: number): ProbeGlass => ({
  ...{ id: probeId("glass", n), consortiumId, workerId: id, admin: adminOf(consortiumId).subject },
  state: n % 15 === 5 ? "EXPIRED" : n % 15 === 10 ? "ENDED" : "OPEN",
});

class Builder {
  private workers = 0;
  private needs = 0;
  private entries = 0;
  private given = 0;
  private audited = 0;
  private introduced = 0;

  constructor(
    private readonly dice: Dice,
    private readonly canaries: Canaries,
    private readonly skillIds: readonly string[],
  ) {}

  worker(library: Place, discoverability: Step, isArchived: boolean): ProbeWorker {
    const { dice, canaries } = this;
    const number = this.workers++;
    const worker: { -readonly [Field in keyof ProbeWorker]: ProbeWorker[Field] } = {
      id: probeId("worker", number),
      consortiumId: library.consortiumId,
      libraryId: library.id,
      isArchived,
      discoverability,
      fields: this.fieldSteps(),
      externalId: "",
      name: "",
      email: "",
      jobTitle: "",
      summary: "",
      hoursPerWeek: 1,
      remote: dice.chance(0.5),
      languages: [],
      skills: [],
      goals: [],
    };
    const mark = (field: ProfileField) =>
      canaries.text({ kind: "profile", worker, field, where: `worker ${number}'s ${field}` });
    canaries.id("worker", worker.id, { kind: "worker", worker, where: `worker ${number}'s id` });
    worker.externalId = canaries.text({
      kind: "externalId",
      worker,
      where: `worker ${number}'s external id`,
    });
    worker.name = `Name ${mark("name")}`;
    worker.email = `${mark("email")}@example.org`;
    worker.jobTitle = `Job ${mark("jobTitle")}`;
    worker.summary = `Summary ${mark("summary")}`;
    worker.hoursPerWeek = canaries.hours({
      ...{ kind: "profile", worker, field: "hoursPerWeek", where: `worker ${number}'s hours` },
    });
    worker.languages = ["en", `en-${mark("languages")}`];
    const steps = [...STEPS, "PARTNERS" as const];
    const held = dice.some(this.skillIds, steps.length);
    const wanted = dice.some(this.skillIds, steps.length);
    worker.skills = steps.map((step, n) => this.skill(worker, held[n]!, step, n === STEPS.length));
    // Every third keeps all goals within the library.
    worker.goals = steps.map((step, n) =>
      this.goal(worker, wanted[n]!, number % 3 === 2 && n > 1 ? "LIBRARY" : step, n),
    );
    return worker;
  }

  private fieldSteps(): FieldSteps {
    const step = () => this.dice.pick(STEPS);
    return {
      ...{
        name: step(),
        email: step(),
        jobTitle: step(),
        summary: step(),
        availability: step(),
        library: step(),
      },
    };
  }

  /** What a worker disclosed to partners of the consortium: to some nothing, to some no more. */
  consents(worker: ProbeWorker, partners: readonly Place[], needs: readonly ProbeNeed[]): ProbeConsent[] {
    const { dice } = this;
    const near = partners.filter(({ consortiumId }) => consortiumId === worker.consortiumId);
    return near.flatMap((partner) => {
      if (dice.chance(0.5)) return [];
      const theirs = needs.filter(({ partnerId, status }) => partnerId === partner.id && status === "OPEN");
      const consent: ProbeConsent = {
        id: probeId("consent", this.given++),
        workerId: worker.id,
        partnerId: partner.id,
        needId: dice.chance(0.5) ? dice.pick(theirs).id : null,
        discloses: dice.some(["DISCOVERY", "IDENTITY", "CONTACT"] as const, dice.from(1, 2)),
        state: dice.pick(["VALID", "VALID", "VALID", "EXPIRED", "REVOKED"] as const),
      };
      const where = `consent ${consent.id} of worker ${worker.id}, which is ${consent.state}`;
      this.canaries.id("consent", consent.id, { kind: "consent", consent, where });
      return [consent];
    });
  }

  /** To whom of the consortium's partners a worker was introduced, and what became of it. */
  connections(
    { id: workerId, consortiumId, libraryId }: ProbeWorker,
    partners: readonly Place[],
    { needs, consents }: Pick<ProbeWorld, "needs" | "consents">,
  ): ProbeConnection[] {
    const near = partners.filter((partner) => partner.consortiumId === consortiumId);
    return near.map((partner) => {
      const number = this.introduced++;
      const isTheirs = (one: { readonly partnerId: string }) => one.partnerId === partner.id;
      const consent = consents.find((one) => one.workerId === workerId && isTheirs(one));
      const connection = {
        id: probeId("connection", number),
        ...{ consortiumId, workerId, libraryId, partnerId: partner.id },
        needId: needs.find((need) => isTheirs(need) && need.status === "OPEN" && !need.isArchived)!.id,
        initiator: (["WORKER", "PARTNER", "LIBRARY", "WORKER"] as const)[number % 4]!,
        // Half of them know each other, whom the others follow in turn.
        status:
          number % 2 === 0
            ? "COLLABORATING"
            : CONNECTION_STATUSES[(number >> 1) % CONNECTION_STATUSES.length]!,
        libraryConsent: (["NOT_REQUIRED", "GIVEN", "NOT_REQUIRED", "PENDING"] as const)[(number >> 1) % 4]!,
        consentId: consent?.id ?? null,
        ...{ message: "", endNote: "", workerChannel: "", partnerChannel: "", partnerContact: "" },
        ...{ letter: "", scope: "" },
      };
      const secret = (part: ConnectionPart) => ({
        ...({ kind: "connection", connection, part } as const),
        where: `${part} of connection ${number}, which is ${connection.status}`,
      });
      const mark = (part: ConnectionPart) => this.canaries.text(secret(part));
      this.canaries.id("connection", connection.id, secret("shared"));
      return Object.assign(connection, {
        ...{ message: `Message ${mark("shared")}`, endNote: `Note ${mark("shared")}` },
        workerChannel: `${mark("workerChannel")}@home.example`,
        ...{ partnerChannel: `Room ${mark("partnerChannel")}`, partnerContact: mark("partnerChannel") },
        ...{ letter: `Dear ${mark("letter")}`, scope: `Scope ${mark("shared")}` },
      });
    });
  }

  /** What a partner's member and a manager did with some of the workers. */
  audits({ id: workerId, consortiumId }: ProbeWorker): ProbeAudit[] {
    if (this.dice.chance(0.6)) return [];
    return (["PARTNER", "MANAGER"] as const).map((role) => {
      const entry = {
        id: probeId("audit", this.audited++),
        consortiumId,
        workerId,
        role,
        actor: "",
        reason: "",
      };
      const mark = (part: "actor" | "reason") =>
        this.canaries.text({
          kind: "audit",
          entry,
          part,
          where: `${part} of what a ${role} did to ${workerId}`,
        });
      return Object.assign(entry, {
        actor: `somebody ${mark("actor")}`,
        reason: `Because of ${mark("reason")}`,
      });
    });
  }

  private skill(worker: ProbeWorker, skillId: string, visibility: Step, isArchived: boolean): ProbeSkill {
    const entry = { ...this.entry(visibility, isArchived), skillId, evidence: "" };
    const where = `skill ${entry.id} (${visibility}) of worker ${worker.id}`;
    this.canaries.id("worker_skill", entry.id, { kind: "entry", worker, entry, where });
    return Object.assign(entry, {
      proficiency: this.dice.pick(PROFICIENCIES),
      evidence: `Evidence ${this.canaries.text({ kind: "entry", worker, entry, where })}`,
      lastUsedOn: this.day(),
    });
  }

  private goal(worker: ProbeWorker, skillId: string, visibility: Step, n: number): ProbeGoal {
    const { dice } = this;
    const entry = { ...this.entry(visibility, false), skillId, why: "" };
    const where = `goal ${entry.id} (${visibility}) of worker ${worker.id}`;
    this.canaries.id("goal", entry.id, { kind: "entry", worker, entry, where });
    const current = dice.below(4);
    return Object.assign(entry, {
      current: current === 0 ? null : PROFICIENCIES[current - 1]!,
      target: PROFICIENCIES[dice.from(current, 4)]!,
      priority: dice.from(1, 3),
      by: this.day(),
      why: `Why ${this.canaries.text({ kind: "entry", worker, entry, where })}`,
      status: n === STEPS.length ? ("ACHIEVED" as const) : ("ACTIVE" as const),
    });
  }

  need(partner: Place, communityGoalId: string, status: ProbeNeed["status"], isArchived: boolean): ProbeNeed {
    const { dice, canaries } = this;
    const number = this.needs++;
    const need: { -readonly [Field in keyof ProbeNeed]: ProbeNeed[Field] } = {
      id: probeId("need", number),
      consortiumId: partner.consortiumId,
      partnerId: partner.id,
      communityGoalId,
      status,
      isArchived,
      externalId: canaries.text({ kind: "nobody", where: `need ${number}'s external id` }),
      title: "",
      description: "",
      languages: [],
      modality: dice.pick(["REMOTE", "HYBRID", "ON_SITE"] as const),
      region: dice.pick(["North", "North", "South"] as const),
      hoursPerWeek: 1,
      skills: dice.some(this.skillIds, dice.from(2, 5)).map((skillId) => ({
        skillId,
        importance: dice.pick(["MUST", "NICE"] as const),
        proficiency: dice.pick(PROFICIENCIES),
        mentored: dice.chance(0.3),
      })),
    };
    const secret = { kind: "need", need, where: `need ${number}, which is ${status}` } as const;
    canaries.id("need", need.id, secret);
    need.title = `Title ${canaries.text(secret)}`;
    need.description = `Description ${canaries.text(secret)}`;
    need.languages = dice.chance(0.2) ? ["en"] : [];
    need.hoursPerWeek = canaries.hours(secret);
    return need;
  }

  private entry(visibility: Step, isArchived: boolean): Owned {
    return { id: probeId("entry", this.entries++), visibility, isArchived };
  }

  private day(): string {
    return `20${this.dice.from(24, 39)}-0${this.dice.from(1, 9)}-1${this.dice.below(10)}`;
  }
}
