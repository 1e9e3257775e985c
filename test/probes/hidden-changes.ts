import type { Principal } from "../../src/platform/auth/principal.js";
import { PROFICIENCIES } from "../../src/skills/index.js";
import { Dice } from "../matching/engine/dice.js";
import type { ProfileField } from "./canaries.js";
import { maySee, maySeeConsent, maySeeEntry, maySeeField, maySeeNeed } from "./oracle.js";
import {
  type Owned,
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
    workers: world.workers.flatMap((worker) => changes.worker(worker)),
    needs: world.needs.flatMap((need) => changes.need(need)),
  };
}

class HiddenChanges {
  private added = 0;

  constructor(
    private readonly world: ProbeWorld,
    private readonly viewer: Principal,
    private readonly dice: Dice,
  ) {}

  worker(worker: ProbeWorker): ProbeWorker[] {
    if (!maySee(this.viewer, worker)) return this.dice.chance(0.4) ? [] : [this.stranger(worker)];
    const shown = (field: ProfileField) => maySeeField(this.viewer, worker, field);
    const changed = {
      ...worker,
      externalId: `other ${worker.externalId}`,
      name: shown("name") ? worker.name : `Somebody ${worker.id}`,
      email: shown("email") ? worker.email : `${worker.id}@example.net`,
      jobTitle: shown("jobTitle") ? worker.jobTitle : "Another job",
      summary: shown("summary") ? worker.summary : "Another summary",
      libraryId: shown("library") ? worker.libraryId : this.otherLibrary(worker),
      ...(shown("languages") ? {} : this.otherAvailability(worker)),
      consents: this.consents(worker),
    };
    return [{ ...changed, ...this.profile(changed) }];
  }

  private otherAvailability(worker: ProbeWorker): Pick<ProbeWorker, "hoursPerWeek" | "remote" | "languages"> {
    const { dice } = this;
    return {
      hoursPerWeek: dice.from(1, 40),
      remote: !worker.remote,
      languages: dice.pick([[], ["en"], ["fr"]]),
    };
  }

  /** Another library of the consortium, where that does not change how the viewer stands to the worker. */
  private otherLibrary({ libraryId, consortiumId }: ProbeWorker): string {
    const own = this.viewer.kind === "user" ? this.viewer.libraryId : undefined;
    if (own === libraryId) return libraryId;
    const others = this.world.libraries.filter(
      ({ id, consortiumId: home }) => home === consortiumId && id !== libraryId && id !== own,
    );
    return others.length > 0 ? this.dice.pick(others).id : libraryId;
  }

  /** Those that the viewer knows of, and perhaps others to other partners. */
  private consents(worker: ProbeWorker): readonly ProbeConsent[] {
    const known = worker.consents.filter((consent) => maySeeConsent(this.viewer, worker, consent));
    const own = this.viewer.kind === "user" && this.viewer.workerId === worker.id;
    if (own || this.dice.chance(0.5)) return known;
    const mine = this.viewer.kind === "user" ? this.viewer.partnerId : undefined;
    const others = this.world.partners.filter(
      ({ id, consortiumId }) => consortiumId === worker.consortiumId && id !== mine,
    );
    return [
      ...known,
      {
        id: probeId("consent", 500_000 + this.added++),
        partnerId: this.dice.pick(others).id,
        ...{ needId: null, discloses: ["DISCOVERY", "IDENTITY", "CONTACT"], state: "VALID" },
      },
    ];
  }

  /** Somebody else in the place of a worker whom the viewer may not find, who may not be found either. */
  private stranger(worker: ProbeWorker): ProbeWorker {
    const { dice } = this;
    const hidden = STEPS.filter((discoverability) => !maySee(this.viewer, { ...worker, discoverability }));
    const changed = {
      ...worker,
      discoverability: dice.pick(hidden),
      externalId: `other ${worker.externalId}`,
      name: `Stranger ${worker.id}`,
      email: `${worker.id}@example.net`,
      jobTitle: "Another job",
      summary: "Another summary",
      ...this.otherAvailability(worker),
      consents: this.consents(worker),
    };
    return { ...changed, ...this.profile(changed) };
  }

  private profile(worker: ProbeWorker): Pick<ProbeWorker, "skills" | "goals"> {
    const isShown = (entry: Owned) => maySeeEntry(this.viewer, worker, entry);
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

  need(need: ProbeNeed): ProbeNeed[] {
    if (maySeeNeed(this.viewer, need)) return [{ ...need, externalId: `other ${need.externalId}` }];
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
}
