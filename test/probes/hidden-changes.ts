import type { Principal } from "../../src/platform/auth/principal.js";
import { PROFICIENCIES } from "../../src/skills/index.js";
import { Dice } from "../matching/engine/dice.js";
import type { ConnectionPart, ProfileField } from "./canaries.js";
import { Oracle } from "./oracle.js";
import {
  type FieldSteps,
  type Owned,
  type ProbeAudit,
  type ProbeConnection,
  type ProbeConsent,
  type ProbeGoal,
  type ProbeNeed,
  type ProbeSkill,
  type ProbeWorker,
  type ProbeWorld,
  probeId,
  STEPS,
  type Step,
} from "./world.js";

/**
 * The same world but for all that is hidden from a viewer: people whom they may not find are gone or others, what they
 * may not see in a profile is gone, different or joined by more, drafts have other titles. To the viewer nothing has
 * changed, so no answer may differ in a single byte.
 */
export function otherwiseHidden(world: ProbeWorld, viewer: Principal, seed = 1): ProbeWorld {
  const changes = new HiddenChanges(world, viewer, new Dice(seed));
  return {
    ...world,
    ...changes.made(),
  };
}

class HiddenChanges {
  private added = 0;
  private readonly oracle: Oracle;

  constructor(
    private readonly world: ProbeWorld,
    private readonly viewer: Principal,
    private readonly dice: Dice,
  ) {
    this.oracle = new Oracle(world);
  }

  made(): Pick<ProbeWorld, "workers" | "needs" | "consents" | "connections" | "audits" | "glass"> {
    const workers = this.world.workers.flatMap((worker) => this.worker(worker));
    const needs = this.world.needs.flatMap((need) => this.need(need));
    const stay = (id: string | null) => id === null || [...workers, ...needs].some((one) => one.id === id);
    const consents = this.world.consents
      .flatMap((consent) => this.consent(consent))
      .filter(({ workerId, needId }) => stay(workerId) && stay(needId));
    const audits = this.world.audits.flatMap((entry) => this.audit(entry));
    const glass = this.world.glass.filter(({ workerId }) => stay(workerId));
    const connections = this.world.connections
      .flatMap((connection) => this.connection(connection))
      .filter(({ workerId, needId }) => stay(workerId) && stay(needId))
      .map((connection) => ({
        ...connection,
        consentId: consents.some(({ id }) => id === connection.consentId) ? connection.consentId : null,
      }));
    return { workers, needs, consents, connections, audits, glass };
  }

  private worker(worker: ProbeWorker): ProbeWorker[] {
    if (!this.oracle.maySee(this.viewer, worker))
      return this.dice.chance(0.4) && !this.isKnown(worker) ? [] : [this.stranger(worker)];
    const or = <Value>(field: ProfileField, other: Value) =>
      this.oracle.maySeeField(this.viewer, worker, field) ? (worker[field] as Value) : other;
    const changed = {
      ...worker,
      externalId: this.oracle.mayKnow(this.viewer, { kind: "externalId", worker, where: "" })
        ? worker.externalId
        : `other ${worker.externalId}`,
      name: or("name", `Somebody ${worker.id}`),
      email: or("email", `${worker.id}@example.net`),
      jobTitle: or("jobTitle", "Another job"),
      summary: or("summary", "Another summary"),
      hoursPerWeek: or("hoursPerWeek", this.dice.from(1, 40)),
      languages: or("languages", this.dice.pick([[], ["en"], ["fr"]])),
      remote: this.oracle.maySeeField(this.viewer, worker, "hoursPerWeek") ? worker.remote : !worker.remote,
      libraryId: this.libraryOf(worker),
      fields: this.fieldsOf(worker),
    };
    return [{ ...changed, ...this.profile(changed) }];
  }

  /** Whether the viewer takes part in a connection of a worker whom they may not see, who then must be somebody. */
  private isKnown({ id }: ProbeWorker): boolean {
    return this.world.connections.some(
      (connection) =>
        connection.workerId === id && this.oracle.maySeeOfConnection(this.viewer, connection, "shared"),
    );
  }

  /** Another library of the same place, where neither the library is shown nor what it opens to the viewer. */
  private libraryOf(worker: ProbeWorker): string {
    const isStranger = this.viewer.kind === "user" && this.viewer.consortiumId !== worker.consortiumId;
    const isOutside = isStranger || (this.viewer.kind === "user" && this.viewer.role === "PARTNER");
    if (!isOutside || this.oracle.maySeeLibrary(this.viewer, worker)) return worker.libraryId;
    const near = this.world.libraries.filter(({ consortiumId }) => consortiumId === worker.consortiumId);
    return this.dice.pick(near).id;
  }

  /** How far hidden parts go is hidden, too, but from those who look after the profile. */
  private fieldsOf(worker: ProbeWorker): FieldSteps {
    if (this.viewer.kind === "user" && this.viewer.role === "MANAGER") return worker.fields;
    const entries = Object.entries(worker.fields).map(([part, step]) => {
      const isShown = (other: Step) =>
        this.oracle.maySeeField(
          this.viewer,
          { ...worker, fields: { ...worker.fields, [part]: other } },
          FIELD_OF[part]!,
        );
      const isLibrary = part === "library";
      const hidden = STEPS.filter((other) => !isShown(other));
      return [part, isLibrary || isShown(step) ? step : this.dice.pick(hidden)];
    });
    return Object.fromEntries(entries) as FieldSteps;
  }

  /** Somebody else in the place of a worker whom the viewer may not find, who may not be found either. */
  private stranger(worker: ProbeWorker): ProbeWorker {
    const { dice } = this;
    const hidden = STEPS.filter(
      (discoverability) => !this.oracle.maySee(this.viewer, { ...worker, discoverability }),
    );
    const changed = {
      ...worker,
      discoverability: dice.pick(hidden),
      externalId: `other ${worker.externalId}`,
      name: `Stranger ${worker.id}`,
      email: `${worker.id}@example.net`,
      jobTitle: "Another job",
      summary: "Another summary",
      hoursPerWeek: dice.from(1, 40),
      remote: !worker.remote,
      languages: dice.pick([[], ["en"], ["fr"]]),
    };
    return { ...changed, ...this.profile(changed) };
  }

  private profile(worker: ProbeWorker): Pick<ProbeWorker, "skills" | "goals"> {
    const isShown = (entry: Owned) => this.oracle.maySeeEntry(this.viewer, worker, entry);
    const kept = [...worker.skills, ...worker.goals].filter(isShown).map(({ skillId }) => skillId);
    // A skill stands in a profile once, and in its goals once; those that are shown stay.
    const free = this.dice.some(
      this.world.skills.map(({ id }) => id).filter((id) => !kept.includes(id)),
      this.world.skills.length,
    );
    const take = () => free.pop();
    return {
      skills: this.entries<ProbeSkill>(worker.skills, isShown, take, (skillId, id, visibility) => ({
        ...{ id, skillId, visibility, isArchived: false, proficiency: this.dice.pick(PROFICIENCIES) },
        ...{ evidence: "Other evidence", lastUsedOn: "2001-01-01" },
      })),
      goals: this.entries<ProbeGoal>(worker.goals, isShown, take, (skillId, id, visibility) => ({
        ...{
          id,
          skillId,
          visibility,
          isArchived: false,
          current: null,
          target: this.dice.pick(PROFICIENCIES),
        },
        ...{ priority: 3, by: "2031-01-01", why: "Another reason", status: "ACTIVE" as const },
      })),
    };
  }

  private entries<Entry extends Owned>(
    entries: readonly Entry[],
    isShown: (entry: Owned) => boolean,
    take: () => string | undefined,
    make: (skillId: string, id: string, visibility: Step) => Entry,
  ): Entry[] {
    const hidden = STEPS.filter((visibility) => !isShown({ id: "", visibility, isArchived: false }));
    const another = (id: string): Entry[] => {
      const skillId = hidden.length > 0 ? take() : undefined;
      return skillId === undefined ? [] : [make(skillId, id, this.dice.pick(hidden))];
    };
    const changed = entries.flatMap((entry) => {
      if (isShown(entry)) return [entry];
      return this.dice.chance(0.4) ? [] : another(entry.id);
    });
    return this.dice.chance(0.5)
      ? [...changed, ...another(probeId("entry", 500_000 + this.added++))]
      : changed;
  }

  private need(need: ProbeNeed): ProbeNeed[] {
    if (this.oracle.maySeeNeed(this.viewer, need))
      return [{ ...need, externalId: `other ${need.externalId}` }];
    if (this.dice.chance(0.4)) return [];
    const skills = this.dice.some(this.world.skills, this.dice.from(1, 5)).map(({ id }) => ({
      ...{
        skillId: id,
        importance: "MUST" as const,
        proficiency: this.dice.pick(PROFICIENCIES),
        mentored: true,
      },
    }));
    return [{ ...need, title: "Another title", description: "Another task", hoursPerWeek: 3, skills }];
  }

  private audit(entry: ProbeAudit): ProbeAudit[] {
    if (!this.oracle.maySeeAudit(this.viewer, entry, "reason")) return this.dice.chance(0.5) ? [] : [entry];
    const isNamed = this.oracle.maySeeAudit(this.viewer, entry, "actor");
    return [{ ...entry, actor: isNamed ? entry.actor : "somebody else" }];
  }

  /** Connections of others are gone, or others; in the viewer's own, what is not told to them is another. */
  private connection(connection: ProbeConnection): ProbeConnection[] {
    const sees = (part: ConnectionPart) => this.oracle.maySeeOfConnection(this.viewer, connection, part);
    if (!sees("shared"))
      return this.dice.chance(0.4)
        ? []
        : [{ ...connection, status: "CONNECTED", message: "Another message", scope: "Another scope" }];
    // Partners know what they themselves chose.
    return [
      {
        ...connection,
        letter: sees("letter") ? connection.letter : "Another letter",
        workerChannel: sees("workerChannel") ? connection.workerChannel : "another@home.example",
        partnerChannel: sees("partnerChannel") ? connection.partnerChannel : "Another room",
        partnerContact: sees("partnerChannel") ? connection.partnerContact : "Another contact",
      },
    ];
  }

  /** What was disclosed to others is gone, or more. */
  private consent(consent: ProbeConsent): ProbeConsent[] {
    if (this.oracle.maySeeConsent(this.viewer, consent)) return [consent];
    if (this.dice.chance(0.5)) return [];
    const isOwn = this.viewer.kind === "user" && this.viewer.partnerId === consent.partnerId;
    return [
      { ...consent, discloses: ["DISCOVERY", "IDENTITY", "CONTACT"], state: isOwn ? consent.state : "VALID" },
    ];
  }
}

/** A field that stands for each part of a profile. */
const FIELD_OF: Readonly<Record<string, ProfileField>> = {
  name: "name",
  email: "email",
  jobTitle: "jobTitle",
  summary: "summary",
  availability: "languages",
  library: "name",
};
