import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import { isVisible, sightOf, Visibility } from "../platform/auth/visibility.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { libraryInUse } from "./library.service.js";
import type { ArchiveWorkerInput, CreateWorkerInput, UpdateWorkerInput } from "./worker.inputs.js";
import { Worker } from "./worker.js";
import { mayCreateWorker, mayEditWorker, maySetDiscoverability } from "./worker.policy.js";

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
      async ({ manager, changed }) => {
        const field = ["input", "libraryId"];
        const library = await libraryInUse(manager, uuidOf("library", input.libraryId, field), field);
        const placed = { consortiumId: library.consortiumId, libraryId: library.id };
        if (!mayCreateWorker(user, placed))
          throw refuse(UserErrorCode.FORBIDDEN, field, "Only its manager registers a library's staff.");
        const id = newId();
        await manager.insert(Worker, {
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
          discoverability: chosenAt(input.discoverability),
        });
        changed("worker", id);
        return { workerId: id };
      },
    );
  }

  async update(user: User, input: UpdateWorkerInput): Promise<WorkerReference> {
    return await this.commands.run(user, { name: "updateWorker", input }, async ({ manager, changed }) => {
      const worker = await editableWorker(manager, user, input.id);
      const { name, email, jobTitle, summary, hoursPerWeek, remote, languages, discoverability } = input;
      if (discoverability !== undefined && !maySetDiscoverability(user, worker))
        throw refuse(
          UserErrorCode.FORBIDDEN,
          ["input", "discoverability"],
          "Only the worker decides who may find them.",
        );
      await updateRecord(manager, Worker, worker.id, input.expectedVersion, {
        name: name?.trim(),
        email,
        jobTitle,
        summary,
        hoursPerWeek,
        remote,
        languages,
        discoverability,
      });
      changed("worker", worker.id);
      return { workerId: worker.id };
    });
  }

  async archive(user: User, input: ArchiveWorkerInput): Promise<WorkerReference> {
    return await this.commands.run(user, { name: "archiveWorker", input }, async ({ manager, changed }) => {
      const worker = await editableWorker(manager, user, input.id);
      await archiveRecord(manager, Worker, worker.id, input.expectedVersion);
      changed("worker", worker.id);
      return { workerId: worker.id };
    });
  }
}

/** Who may find a new worker: opening a person to partners is not for others to choose. */
function chosenAt(discoverability: Visibility | null | undefined): Visibility {
  const chosen = discoverability ?? Visibility.CONSORTIUM;
  if (isVisible(chosen, Visibility.PARTNERS))
    throw refuse(
      UserErrorCode.FORBIDDEN,
      ["input", "discoverability"],
      "Only the worker opens a profile to partners. Choose CONSORTIUM or narrower.",
    );
  return chosen;
}

async function editableWorker(manager: EntityManager, user: User, typedId: string): Promise<Worker> {
  const field = ["input", "id"];
  const worker = await visibleWorker(manager, user, uuidOf("worker", typedId, field), field);
  if (!mayEditWorker(user, worker))
    throw refuse(UserErrorCode.FORBIDDEN, field, "Only the worker and the library's manager may do this.");
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
  absent = "No worker in use has this id.",
): Promise<Worker> {
  const worker = await manager.findOneBy(Worker, { id });
  if (!worker || worker.archivedAt || !isKnownTo(user, worker)) throw notFound(field, absent);
  return worker;
}

const isKnownTo = (user: User, worker: Worker) =>
  mayEditWorker(user, worker) ||
  isVisible(worker.discoverability, sightOf(user, { ...worker, workerId: worker.id }));
