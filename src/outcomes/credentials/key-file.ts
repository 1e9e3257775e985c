import { randomUUID } from "node:crypto";
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { z } from "zod";

/** Every conforming verifier has RS256; EdDSA makes shorter credentials. */
export const KEY_ALGORITHMS = ["EdDSA", "RS256"] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** A key as the file has it; the newest first. Only the first one is a private one, once there were several. */
export type StoredKey = JWK & { readonly alg: KeyAlgorithm; readonly kid: string };

/** A file of keys that cannot be used; the message says what is wrong with it. */
export class KeyFileError extends Error {
  override readonly name = "KeyFileError";
}

const LEAST_RSA_BITS = 2048;

const text = z.string().min(1);
const keySet = z.object({
  keys: z
    .array(
      z.discriminatedUnion("kty", [
        z.looseObject({ kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: text, d: text.optional() }),
        z.looseObject({ kty: z.literal("RSA"), n: text, e: text, d: text.optional() }),
      ]),
    )
    .min(1),
});

/**
 * The keys in a file.
 * @throws KeyFileError when it holds something else than keys for signing
 */
export async function readKeyFile(file: string): Promise<StoredKey[]> {
  const content = await readFile(file, "utf8");
  const parsed = keySet.safeParse(jsonOrNull(content));
  if (!parsed.success)
    throw new KeyFileError(`${file} must be a JSON Web Key Set of Ed25519 or RSA keys, with one at least.`);
  const keys: StoredKey[] = [];
  for (const key of parsed.data.keys as JWK[]) {
    if (key.kty === "RSA" && Buffer.from(key.n!, "base64url").length * 8 < LEAST_RSA_BITS)
      throw new KeyFileError(`${file} has an RSA key of less than ${LEAST_RSA_BITS} bits.`);
    const alg = key.kty === "RSA" ? "RS256" : "EdDSA";
    keys.push({ ...key, alg, kid: await calculateJwkThumbprint(key) });
  }
  if (keys[0]!.d === undefined)
    throw new KeyFileError(`The first key in ${file} must be a private one: it signs.`);
  return keys;
}

/** Makes the file with a first key, unless somebody else was faster. */
export async function createKeyFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const fresh = await written(file, [await newKey("EdDSA")]);
  try {
    // Nobody ever reads half a file, and of several processes one makes it.
    await link(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(fresh, { force: true });
  }
}

/** Puts a new key in front. The others stay for verifying, without their private parts. */
export async function rotateKeyFile(file: string, algorithm: KeyAlgorithm): Promise<StoredKey[]> {
  const known = await readKeyFile(file).catch((error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  await mkdir(dirname(file), { recursive: true });
  const keys = [await newKey(algorithm), ...known.map(publicPart)];
  await rename(await written(file, keys), file);
  return keys;
}

/** What everybody may have of a key. */
export const publicPart = ({ kty, crv, x, n, e, alg, kid }: StoredKey): StoredKey =>
  JSON.parse(JSON.stringify({ kty, crv, x, n, e, alg, kid, use: "sig" }));

async function newKey(algorithm: KeyAlgorithm): Promise<StoredKey> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 3072 });
  const key = await exportJWK(privateKey);
  return { ...key, alg: algorithm, kid: await calculateJwkThumbprint(key), use: "sig" };
}

async function written(file: string, keys: readonly StoredKey[]): Promise<string> {
  const fresh = `${file}.${randomUUID()}`;
  await writeFile(fresh, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  // The mask of the process may have taken rights away, never given any.
  await chmod(fresh, 0o600);
  return fresh;
}

function jsonOrNull(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
