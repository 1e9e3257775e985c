import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Command, Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { asSystem } from "../platform/database/viewer.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { ArchiveLibraryInput, CreateLibraryInput, UpdateLibraryInput } from "./library.inputs.js";
import { Library } from "./library.js";
import { mayCreateLibrary, mayEditLibrary } from "./worker.policy.js";

export interface LibraryReference {
  readonly libraryId: string;
}

const duplicates = (isil: string | null | undefined): Command["duplicates"] => ({
  library_isil_key: { field: "isil", message: `A library with the ISIL "${isil}" exists already.` },
});

/** Use cases that change libraries. */
export class LibraryService {
  constructor(private readonly commands: Commands) {}

  async create(user: User, input: CreateLibraryInput): Promise<LibraryReference> {
    if (!mayCreateLibrary(user))
      throw refuse(UserErrorCode.FORBIDDEN, ["input"], "Only administrators set up libraries.");
    const command = { name: "createLibrary", input, duplicates: duplicates(input.isil) };
    return await this.commands.run(user, command, async ({ manager, changed }) => {
      const id = newId();
      await manager.insert(Library, {
        id,
        consortiumId: user.consortiumId,
        name: input.name.trim(),
        isil: input.isil ?? null,
        country: input.country ?? null,
        region: input.region ?? null,
        requiresConsent: input.requiresConsent ?? false,
        contactEmail: input.contactEmail ?? null,
      });
      changed("library", id);
      return { libraryId: id };
    });
  }

  async update(user: User, input: UpdateLibraryInput): Promise<LibraryReference> {
    const command = { name: "updateLibrary", input, duplicates: duplicates(input.isil) };
    return await this.commands.run(user, command, async ({ manager, changed }) => {
      const { id } = await editableLibrary(manager, user, input.id);
      const { name, isil, country, region, requiresConsent, contactEmail } = input;
      await updateRecord(manager, Library, id, input.expectedVersion, {
        name: name?.trim(),
        isil,
        country,
        region,
        requiresConsent,
        contactEmail,
      });
      changed("library", id);
      return { libraryId: id };
    });
  }

  async archive(user: User, input: ArchiveLibraryInput): Promise<LibraryReference> {
    return await this.commands.run(user, { name: "archiveLibrary", input }, async ({ manager, changed }) => {
      const { id } = await editableLibrary(manager, user, input.id);
      await manager.query("select from library where id = $1 for update", [id]);
      const staff = await asSystem(manager, () =>
        manager.query("select 1 from worker where library_id = $1 and archived_at is null limit 1", [id]),
      );
      if (staff.length > 0)
        throw refuse(
          UserErrorCode.INVALID_TRANSITION,
          ["input", "id"],
          "Workers still belong to this library. Archive them first.",
        );
      await archiveRecord(manager, Library, id, input.expectedVersion);
      changed("library", id);
      return { libraryId: id };
    });
  }
}

async function editableLibrary(manager: EntityManager, user: User, typedId: string): Promise<Library> {
  const field = ["input", "id"];
  const library = await manager.findOneBy(Library, { id: uuidOf("library", typedId, field) });
  if (!library || library.archivedAt) throw notFound(field, "No library in use has this id.");
  if (!mayEditLibrary(user, library))
    throw refuse(UserErrorCode.FORBIDDEN, field, "Only its manager and administrators may change a library.");
  return library;
}

/** The library in use where somebody is to work; kept from being archived until the transaction ends. */
export async function libraryInUse(
  manager: EntityManager,
  id: string,
  field: readonly string[],
): Promise<Library> {
  const library = await manager.findOne(Library, { where: { id }, lock: { mode: "pessimistic_read" } });
  if (!library || library.archivedAt) throw notFound(field, "No library in use has this id.");
  return library;
}
