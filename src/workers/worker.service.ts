import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import { isVisible, sightOf, Visibility } from "../platform/auth/visibility.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import type { Question } from "../platform/database/transaction.js";
import { notFound } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { FIELD_DEFAULTS, type FieldVisibilityInput, type VisibleField } from "./field-visibility.js";
import { libraryInUse } from "./library.service.js";
import type { ArchiveWorkerInput, CreateWorkerInput, UpdateWorkerInput } from "./worker.inputs.js";
import { Worker } from "./worker.js";
import { mayCreateWorker, mayEditWorker, maySetVisibility } from "./worker.policy.js";

export interface WorkerReference {
  readonly workerId: string;
}

/** Use cases that change the people who work in libraries. */
export class WorkerService {
  constructor(private readonly commands: Commands) {}

  async create(user: User, input: CreateWorkerInput): Promise<WorkerReference> {
    const duplicates = {
      worker_consortium_id_external_id_idx: {
        field: "externalId",
        message: `A worker with the external id "${input.externalId}" exists already.`,
      },
    };
    return await this.commands.run(
      user,
      { name: "createWorker", input, duplicates },
      async ({ manager, insert, changed }) => {
        const field = ["input", "libraryId"];
        const library = await libraryInUse(manager, uuidOf("library", input.libraryId, field), field);
        const placed = { consortiumId: library.consortiumId, libraryId: library.id };
        if (!mayCreateWorker(user, placed))
          throw refuse(UserErrorCode.FORBIDDEN, field, "Only its manager registers a library's staff.");
        const id = newId();
        const worker = {
          id,
          ...placed,
          externalId: input.externalId ?? null,
          name: input.name.trim(),
          email: input.email ?? null,
          jobTitle: input.jobTitle ?? null,
          summary: input.summary ?? null,
          hoursPerWeek: input.hoursPerWeek ?? null,
          remote: input.remote ?? false,
          languages: input.languages ?? [],
          discoverability: chosenAt(input.discoverability ?? Visibility.CONSORTIUM, ["discoverability"]),
          fieldVisibility: fieldsChosen(input.fieldVisibility ?? {}),
        };
        insert(Worker, [worker]);
        changed("worker", id);
        return { workerId: id };
      },
    );
  }

  async update(user: User, input: UpdateWorkerInput): Promise<WorkerReference> {
    const foreseen = [workerToChange(input.id)] as const;
    const command = { name: "updateWorker", input, foreseen };
    return await this.commands.run(user, command, async ({ change, changed }, found) => {
      const worker = changeable(user, found);
      assertAllowed(user, worker, input);
      const { name, email, jobTitle, summary, hoursPerWeek, remote, languages } = input;
      const { discoverability, fieldVisibility } = input;
      change(Worker, worker, input.expectedVersion, {
        name: name?.trim(),
        ...{ email, jobTitle, summary, hoursPerWeek, remote, languages, discoverability, fieldVisibility },
      });
      changed("worker", worker.id);
      return { workerId: worker.id };
    });
  }

  async archive(user: User, input: ArchiveWorkerInput): Promise<WorkerReference> {
    const foreseen = [workerToChange(input.id)] as const;
    const command = { name: "archiveWorker", input, foreseen };
    return await this.commands.run(user, command, async ({ change, changed }, found) => {
      const worker = changeable(user, found);
      change(Worker, worker, input.expectedVersion, { archivedAt: () => "now()" });
      changed("worker", worker.id);
      return { workerId: worker.id };
    });
  }
}

/** Opening a person to partners is not for others to choose. */
function chosenAt(chosen: Visibility, path: readonly string[]): Visibility {
  if (isVisible(chosen, Visibility.PARTNERS))
    throw refuse(
      UserErrorCode.FORBIDDEN,
      ["input", ...path],
      "Only the worker opens a profile to partners. Choose CONSORTIUM or narrower.",
    );
  return chosen;
}

function fieldsChosen(chosen: FieldVisibilityInput): FieldVisibilityInput {
  for (const [field, visibility] of Object.entries(chosen)) chosenAt(visibility, ["fieldVisibility", field]);
  return { ...FIELD_DEFAULTS, ...chosen };
}

/** Which visibility an input's fields come under. */
const FIELDS_OF: Readonly<Partial<Record<keyof UpdateWorkerInput, VisibleField>>> = {
  name: "name",
  email: "email",
  jobTitle: "jobTitle",
  summary: "summary",
  hoursPerWeek: "availability",
  remote: "availability",
  languages: "availability",
};

/** Refuses what is the worker's own decision, and what the user may not even see. */
function assertAllowed(user: User, worker: LockedWorker, input: UpdateWorkerInput): void {
  for (const own of ["discoverability", "fieldVisibility"] as const)
    if (input[own] !== undefined && !maySetVisibility(user, worker))
      throw refuse(UserErrorCode.FORBIDDEN, ["input", own], "Only the worker decides who may see what.");
  const sight = sightOf(user, { ...worker, workerId: worker.id });
  for (const [given, field] of Object.entries(FIELDS_OF) as [keyof UpdateWorkerInput, VisibleField][])
    if (input[given] !== undefined && !isVisible(worker.fieldVisibility[field], sight))
      throw refuse(
        UserErrorCode.FORBIDDEN,
        ["input", given],
        "The worker keeps this private, and changes it.",
      );
}

const ID = ["input", "id"];

/** What decides who may change a worker, and in what way. */
type LockedWorker = Pick<
  Worker,
  "id" | "version" | "consortiumId" | "libraryId" | "archivedAt" | "discoverability" | "fieldVisibility"
>;

const FIELDS = `json_build_object('name', visibility_name, 'email', visibility_email, 'jobTitle', visibility_job_title,
  'summary', visibility_summary, 'availability', visibility_availability, 'library', visibility_library,
  'careerRecord', visibility_career_record)`;

/** Asks for a worker and keeps others from changing them until the transaction ends. */
const workerToChange = (typedId: string): Question<LockedWorker | undefined> => ({
  text: `select id, version, consortium_id as "consortiumId", library_id as "libraryId", archived_at as "archivedAt",
      discoverability, ${FIELDS} as "fieldVisibility"
    from worker where id = $1 for no key update`,
  values: [uuidOf("worker", typedId, ID)],
  answerIn: ([worker]) => worker as LockedWorker | undefined,
});

/** The worker that was asked for, if the user may change them. */
function changeable(user: User, found: LockedWorker | undefined): LockedWorker {
  const worker = seen(user, found, ID);
  if (!mayEditWorker(user, worker))
    throw refuse(UserErrorCode.FORBIDDEN, ID, "Only the worker and the library's manager may do this.");
  return worker;
}

/**
 * The worker in use, if the user may know of them.
 * @param absent what to say when there is none
 * @throws Refusal NOT_FOUND when absent or hidden: the two look the same
 */
export async function visibleWorker(
  manager: EntityManager,
  user: User,
  id: string,
  field: readonly string[],
  absent?: string,
): Promise<Worker> {
  return seen(user, await manager.findOneBy(Worker, { id }), field, absent);
}

/** The same for one who was asked for before. */
function seen<Found extends LockedWorker>(
  user: User,
  worker: Found | null | undefined,
  field: readonly string[],
  absent = "No worker in use has this id.",
): Found {
  const sight = worker && sightOf(user, { ...worker, workerId: worker.id });
  if (!worker || worker.archivedAt || !isVisible(worker.discoverability, sight ?? null))
    throw notFound(field, absent);
  return worker;
}
