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

/** Fields of a profile that have a visibility of their own. */
export const STEPPED_FIELDS = ["name", "email", "jobTitle", "summary", "availability", "library"] as const;
export type FieldSteps = Readonly<Record<(typeof STEPPED_FIELDS)[number], Step>>;

/** What a worker discloses to one partner. */
export interface ProbeConsent {
  readonly id: string;
  readonly partnerId: string;
  readonly needId: string | null;
  readonly discloses: readonly ("DISCOVERY" | "IDENTITY" | "CONTACT")[];
  readonly state: "VALID" | "REVOKED" | "EXPIRED";
}

export interface ProbeWorker {
  readonly id: string;
  readonly consortiumId: string;
  readonly libraryId: string;
  readonly isArchived: boolean;
  readonly discoverability: Step;
  readonly fieldVisibility: FieldSteps;
  readonly consents: readonly ProbeConsent[];
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
  /** Two consortia that have opened themselves to each other; others have so from one side only, or not at all. */
  readonly openings: readonly (readonly [from: string, to: string])[];
  readonly consortia: readonly string[];
  readonly libraries: readonly Place[];
  readonly partners: readonly Place[];
  readonly communityGoals: readonly { readonly id: string; readonly partnerId: string }[];
  readonly skills: readonly { readonly id: string; readonly broaderId: string | null }[];
  readonly workers: readonly ProbeWorker[];
  readonly needs: readonly ProbeNeed[];
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
  const places = (kind: "library" | "partner", each: number) =>
    consortia.flatMap((consortiumId, c) =>
      Array.from({ length: each }, (_, n) => ({ id: probeId(kind, c * each + n), consortiumId })),
    );
  const libraries = places("library", LIBRARIES);
  const partners = places("partner", PARTNERS);
  const communityGoals = partners.map(({ id }, n) => ({ id: probeId("communityGoal", n), partnerId: id }));
  const skills = Array.from({ length: 14 }, (_, n) => ({
    id: probeId("skill", n),
    broaderId: n >= 4 && n % 3 !== 0 ? probeId("skill", n % 4) : null,
  }));
  const builder = new Builder(
    dice,
    canaries,
    skills.map(({ id }) => id),
  );
  // A worker of every discoverability in every library, and one who has left.
  const workers = libraries.flatMap((library) =>
    [...STEPS, "PUBLIC" as const].map((step, n) => builder.worker(library, step, n === STEPS.length)),
  );
  const needs = partners.flatMap((partner, n) =>
    STATUSES.map((status, s) => builder.need(partner, communityGoals[n]!.id, status, s >= 7)),
  );
  const [one, other, third] = consortia as [string, string, string];
  const openings = [
    [one, other],
    [other, one],
    [third, one],
  ] as const;
  const consenting = workers.map((worker) => builder.consenting(worker, partners, needs));
  return {
    ...{ consortia, libraries, partners, communityGoals, skills, needs, canaries, openings },
    workers: consenting,
  };
}

class Builder {
  private workers = 0;
  private needs = 0;
  private entries = 0;
  private consents = 0;

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
      fieldVisibility: this.fieldSteps(),
      consents: [],
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
    const taken = dice.some(this.skillIds, steps.length * 2);
    worker.skills = steps.map((step, n) => this.skill(worker, taken[n]!, step, n === STEPS.length));
    worker.goals = steps.map((step, n) => this.goal(worker, taken[steps.length + n]!, step, n));
    return worker;
  }

  /** As it starts for some, anything for others. */
  private fieldSteps(): FieldSteps {
    const { dice } = this;
    const start: FieldSteps = {
      ...{ name: "CONSORTIUM", email: "LIBRARY", jobTitle: "CONSORTIUM", summary: "CONSORTIUM" },
      ...{ availability: "PARTNERS", library: "CONSORTIUM" },
    };
    if (dice.chance(0.3)) return start;
    return Object.fromEntries(STEPPED_FIELDS.map((field) => [field, dice.pick(STEPS)])) as FieldSteps;
  }

  /** A worker, the same object, with consents to partners of the consortium. */
  consenting(worker: ProbeWorker, partners: readonly Place[], needs: readonly ProbeNeed[]): ProbeWorker {
    const { dice, canaries } = this;
    const own = partners.filter(({ consortiumId }) => consortiumId === worker.consortiumId);
    const consents = own.flatMap((partner): ProbeConsent[] => {
      if (dice.chance(0.5)) return [];
      const need = needs.find(({ partnerId, status }) => partnerId === partner.id && status === "OPEN");
      const discloses = dice.some(["DISCOVERY", "IDENTITY", "CONTACT"] as const, dice.from(1, 3));
      const id = probeId("consent", this.consents++);
      const state = dice.pick(["VALID", "VALID", "REVOKED", "EXPIRED"] as const);
      const needId = dice.chance(0.5) ? need!.id : null;
      return [{ id, partnerId: partner.id, needId, discloses, state }];
    });
    Object.assign(worker, { consents });
    for (const consent of consents)
      canaries.id("consent", consent.id, {
        kind: "consent",
        worker,
        consent,
        where: `consent ${consent.id}`,
      });
    return worker;
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
