import { stat } from "node:fs/promises";
import { importJWK } from "jose";
import { createKeyFile, publicPart, readKeyFile, type StoredKey } from "./key-file.js";

export interface KeySettings {
  /** Undefined in production where nobody configured one: nothing is signed then. */
  readonly file: string | undefined;
  /** Whether the file is made when it is not there. */
  readonly isMade: boolean;
}

type Imported = Awaited<ReturnType<typeof importJWK>>;

/** The keys that sign credentials. The file is read again when it was exchanged, so that rotating needs no restart. */
export class CredentialKeys {
  private known: { readonly stamp: string; readonly keys: readonly StoredKey[] } | undefined;

  constructor(private readonly settings: KeySettings) {}

  /** The key that signs, private part included; null where there is none. */
  async signing(): Promise<StoredKey | null> {
    return (await this.all())[0] ?? null;
  }

  /** Every key that may have signed, its public part; the newest first. */
  async verifying(): Promise<StoredKey[]> {
    return (await this.all()).map(publicPart);
  }

  private async all(): Promise<readonly StoredKey[]> {
    const { file } = this.settings;
    if (file === undefined) return [];
    const stamp = await this.stampOf(file);
    if (this.known?.stamp !== stamp) this.known = { stamp, keys: await readKeyFile(file) };
    return this.known.keys;
  }

  private async stampOf(file: string): Promise<string> {
    try {
      const { ino, mtimeMs, size } = await stat(file);
      return `${ino} ${mtimeMs} ${size}`;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || !this.settings.isMade) throw error;
      await createKeyFile(file);
      return await this.stampOf(file);
    }
  }
}

/** A key in the form in which it signs or verifies. */
export const imported = (key: StoredKey): Promise<Imported> => importJWK(key, key.alg);
