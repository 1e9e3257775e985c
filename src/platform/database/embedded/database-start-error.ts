/** The embedded PostgreSQL cannot be started or stopped; the message says what happened and what to do. */
export class DatabaseStartError extends Error {
  override readonly name = "DatabaseStartError";
}

/** What every message may end with: the way out that always works. */
export const OR_OWN_DATABASE = "or set DATABASE_URL to a PostgreSQL server of your own.";

const FAULTS: Record<string, string> = {
  EACCES: "this account may not write there",
  EPERM: "this account may not write there",
  EROFS: "the file system is read-only",
  ENOTDIR: "a part of that path is a file, not a folder",
  EEXIST: "there is a file of that name",
  ENOENT: "it cannot be made there",
};

/**
 * Words a file system's refusal for the person who starts the service.
 * @param folder the data folder, as the person knows it
 * @returns `error` itself where it is no file system error
 */
export function folderFault(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull(folder, error);
  const reason = FAULTS[code];
  if (!reason) return error;
  return new DatabaseStartError(
    `The database folder ${folder} cannot be used: ${reason}. Make it writable, set DATA_DIR to another folder, ${OR_OWN_DATABASE}`,
    { cause: error },
  );
}

/** Whether PostgreSQL's own words mean a full disk. */
export function saysDiskFull(output: string): boolean {
  return /No space left on device|Check free disk space|quota exceeded/i.test(output);
}

/** The message for a full disk. */
export function diskFull(folder: string, cause?: unknown): DatabaseStartError {
  return new DatabaseStartError(
    `The disk that holds ${folder} is full. Free some space (200 MB are enough to start), set DATA_DIR to a folder on another disk, ${OR_OWN_DATABASE}`,
    { cause },
  );
}
