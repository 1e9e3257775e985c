import { loadConfig } from "../config.js";
import { type KeyAlgorithm, KeyFileError, readKeyFile, rotateKeyFile } from "../outcomes/index.js";
import { CommandError } from "./command-error.js";

/** Lists the keys in the file, the one that signs first. */
export async function keysCommand(): Promise<void> {
  const file = keyFile();
  list(await legibly(file, () => readKeyFile(file)));
}

/** Puts a new key in front of the others; services that run use it with the next credential. */
export async function rotateCommand({ algorithm }: { readonly algorithm: KeyAlgorithm }): Promise<void> {
  const file = keyFile();
  list(await legibly(file, () => rotateKeyFile(file, algorithm)));
}

/** Nothing of a private key is printed. */
function list(keys: readonly { readonly kid: string; readonly alg: string }[]): void {
  for (const [at, { kid, alg }] of keys.entries())
    console.log(`${kid} ${alg} ${at === 0 ? "signs" : "verifies"}`);
}

function keyFile(): string {
  const { file } = loadConfig().credentials;
  if (file === undefined)
    throw new CommandError("In production keys are where CREDENTIAL_KEYS_FILE says. Set it.");
  return file;
}

async function legibly<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KeyFileError) throw new CommandError(error.message);
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new CommandError(`There is no ${file} yet. Run: npm run cli -- credentials rotate`);
    throw error;
  }
}
