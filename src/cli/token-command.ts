import { developmentToken } from "../development-tokens.js";
import { DevelopmentIssuer } from "../platform/auth/development-issuer.js";
import type { Role } from "../platform/auth/principal.js";
import { type IdType, uuidOrNull, wrongIdMessage } from "../platform/graphql/typed-id.js";
import { CommandError } from "./command-error.js";
import { withDatabase } from "./with-database.js";

/** Prints a token for somebody who is in the database; nothing else goes to standard output. */
export async function tokenCommand(options: {
  readonly role: string;
  readonly worker?: string;
  readonly partner?: string;
  readonly library?: string;
}): Promise<void> {
  const subject = {
    role: options.role.toUpperCase() as Role,
    workerId: idOf("worker", options.worker),
    partnerId: idOf("partner", options.partner),
    libraryId: idOf("library", options.library),
  };
  await withDatabase(async (dataSource, { dataDir, mode }) => {
    if (mode === "production")
      throw new CommandError(
        "Development tokens are not for production: they prove nothing. Unset NODE_ENV.",
      );
    const issuer = await DevelopmentIssuer.open(dataDir, mode);
    const token = await developmentToken(dataSource, issuer, subject).catch((error: Error) => {
      // Only the function's own message is for people; what comes from below is a fault, and keeps its stack.
      throw error.constructor === Error ? new CommandError(error.message) : error;
    });
    console.log(token);
  });
}

function idOf(type: IdType, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const uuid = uuidOrNull(type, id);
  if (uuid === null) throw new CommandError(`--${type} ${wrongIdMessage(type, id)}`);
  return uuid;
}
