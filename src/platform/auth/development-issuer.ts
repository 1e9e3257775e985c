import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from "jose";
import type { Issuer } from "./issuer.js";
import type { User } from "./principal.js";

export const DEVELOPMENT_ISSUER = "urn:x-skillbridge:development";
export const AUDIENCE = "skillbridge";
const KEY_FILE = "development-issuer.jwk.json";
const ALGORITHM = "ES256";

/** Signs demo tokens with a key of its own in the data folder. It does not exist in production. */
export class DevelopmentIssuer implements Issuer {
  readonly name = DEVELOPMENT_ISSUER;
  readonly audience = AUDIENCE;
  readonly algorithms = [ALGORITHM] as const;
  readonly claimPrefix = "";

  private constructor(
    private readonly privateKey: JWK,
    private readonly publicKey: CryptoKey,
  ) {}

  /**
   * Opens the issuer, making its key on first use.
   * @throws Error in production
   */
  static async open(dataDir: string, mode: string): Promise<DevelopmentIssuer> {
    if (mode === "production")
      throw new Error(
        "The development issuer does not run when NODE_ENV=production: its tokens prove nothing.",
      );
    const file = join(dataDir, KEY_FILE);
    try {
      return await DevelopmentIssuer.from(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    await mkdir(dataDir, { recursive: true });
    try {
      await writeFile(file, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600, flag: "wx" });
    } catch (error) {
      // Another process was first: its key is the one.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    return await DevelopmentIssuer.from(file);
  }

  private static async from(file: string): Promise<DevelopmentIssuer> {
    const key: JWK = JSON.parse(await readFile(file, "utf8"));
    const { d: _, ...publicPart } = key;
    return new DevelopmentIssuer(key, (await importJWK(publicPart, ALGORITHM)) as CryptoKey);
  }

  /** The public half, for verifying. */
  readonly key = async (): Promise<CryptoKey> => this.publicKey;

  /** There is one key, for good. */
  readonly keysAsOf = async (): Promise<number> => 1;

  /**
   * A signed token for `user`.
   * @param lifetime such as "12h" or "30d"
   */
  async sign(user: Omit<User, "kind">, lifetime = "30d"): Promise<string> {
    const { subject, ...claims } = user;
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
      .setIssuer(DEVELOPMENT_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(await importJWK(this.privateKey, ALGORITHM));
  }
}
