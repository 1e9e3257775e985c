import { PROFICIENCIES, type Proficiency } from "../../src/skills/index.js";
import { Dice } from "../matching/engine/dice.js";
import { Canaries, type ProfileField } from "./canaries.js";

/** How far something may be seen, from nobody else to everybody; written out here, not taken from the code under test. */
export const STEPS = ["PRIVATE", "LIBRARY", "CONSORTIUM", "PARTNERS", "PUBLIC"] as const;
export type Step = (typeof STEPS)[number];

export interface Owned {
  readonly id: string;
  readonly visibility: Step;
  readonly isArchived: boolean;
}

export interface ProbeSkill extends Owned {
  readonly skillId: string;
  readonly proficiency: Proficiency;
  readonly evidence: string;
  readonly lastUsedOn: string;
}

export interface ProbeGoal extends Owned {
  readonly skillId: string;
  readonly current: Proficiency | null;
  readonly target: Proficiency;
  readonly priority: number;
  readonly by: string;
  readonly why: string;
  readonly status: "ACTIVE" | "ACHIEVED" | "ABANDONED";
}

/** How far each part of a profile may be seen. */
export type FieldSteps = Readonly<
  Record<"name" | "email" | "jobTitle" | "summary" | "availability" | "library", Step>
>;

/** What a worker disclosed to a partner. */
export interface ProbeConsent {
  readonly id: string;
  readonly workerId: string;
  readonly partnerId: string;
  readonly needId: string | null;
  readonly discloses: readonly ("DISCOVERY" | "IDENTITY" | "CONTACT")[];
  readonly state: "VALID" | "EXPIRED" | "REVOKED";
}

export interface ProbeWorker {
  readonly id: string;
  readonly consortiumId: string;
  readonly libraryId: string;
  readonly isArchived: boolean;
  readonly discoverability: Step;
  readonly fields: FieldSteps;
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string;
  readonly summary: string;
  readonly hoursPerWeek: number;
  readonly remote: boolean;
  readonly languages: readonly string[];
  readonly skills: readonly ProbeSkill[];
  readonly goals: readonly ProbeGoal[];
}

export interface ProbeNeed {
  readonly id: string;
  readonly consortiumId: string;
  readonly partnerId: string;
  readonly communityGoalId: string;
  readonly status: "DRAFT" | "OPEN" | "FILLED" | "CLOSED" | "EXPIRED";
  readonly isArchived: boolean;
  readonly externalId: string;
  readonly title: string;
  readonly description: string;
  readonly languages: readonly string[];
  readonly modality: "ON_SITE" | "REMOTE" | "HYBRID";
  readonly region: "North" | "South";
  readonly hoursPerWeek: number;
  readonly skills: readonly {
    readonly skillId: string;
    readonly importance: "MUST" | "NICE";
    readonly proficiency: Proficiency;
    readonly mentored: boolean;
  }[];
}

export interface Place {
  readonly id: string;
  readonly consortiumId: string;
}

/** A world whose every private place holds a canary. */
export interface ProbeWorld {
  readonly consortia: readonly string[];
  readonly libraries: readonly Place[];
  readonly partners: readonly Place[];
  readonly communityGoals: readonly { readonly id: string; readonly partnerId: string }[];
  readonly skills: readonly { readonly id: string; readonly broaderId: string | null }[];
  readonly workers: readonly ProbeWorker[];
  readonly needs: readonly ProbeNeed[];
  readonly consents: readonly ProbeConsent[];
  /** Who opened themselves to whom: a consortium and another one. */
  readonly openings: readonly (readonly [string, string])[];
  readonly canaries: Canaries;
}

const KINDS = [
  "consortium",
  "library",
  "partner",
  "communityGoal",
  "skill",
  "worker",
  "need",
  "entry",
  "consent",
] as const;

/** The n-th id of a kind: the same in every run, so that answers can be compared byte by byte. */
export function probeId(kind: (typeof KINDS)[number], n: number): string {
  const group = (KINDS.indexOf(kind) + 1).toString(16).padStart(3, "0");
  return `01900000-0000-7${group}-8000-${(n * 7919).toString(16).padStart(12, "0")}`;
}

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
  const places = { consortia, libraries, partners, communityGoals, skills };
  return { ...places, workers, needs, consents, openings, canaries };
}

class Builder {
  private workers = 0;
  private needs = 0;
  private entries = 0;
  private given = 0;

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
    worker.externalId = canaries.text({ kind: "nobody", where: `worker ${number}'s external id` });
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
