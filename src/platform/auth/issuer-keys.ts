import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
  jwksCache,
  type RemoteJWKSet,
} from "jose";
import { IssuerUnavailable } from "./issuer.js";

/** How often keys are fetched, in milliseconds. */
export interface KeyTimes {
  /** Keys older than this are fetched anew: so long a key that was taken back may still be believed. */
  readonly renewAfter: number;
  /** Keys older than this are not believed any more, although the issuer cannot be asked. */
  readonly mostAge: number;
  /** A key nobody knows makes the keys be fetched at once, but not twice within this time. */
  readonly cooldown: number;
  /** How long an issuer is left alone after it failed. */
  readonly pause: number;
  /** How long it may take to answer. */
  readonly timeout: number;
}

export const KEY_TIMES: KeyTimes = {
  renewAfter: 5 * 60_000,
  mostAge: 60 * 60_000,
  cooldown: 5000,
  pause: 5000,
  timeout: 3000,
};

/** What jose says when a key set was there, and has no key for the token. */
const FAULTS_OF_THE_TOKEN: ReadonlySet<string> = new Set([
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
  errors.JOSENotSupported.code,
]);

/** The public keys of an issuer. They are fetched when first needed, and again as they grow old or lack one. */
export class IssuerKeys {
  /** Filled by jose with the keys and the time of their fetching, at the moment from which on they are used. */
  private readonly fetched: JWKSCacheInput & { uat?: number } = {};
  private set: Promise<RemoteJWKSet> | undefined;
  /** When the issuer may be asked again after it failed; 0 when it did not. */
  private pausedUntil = 0;

  /**
   * @param locate finds the address of the key set; asked again only if it fails
   * @param report is told why the issuer did not give its keys
   */
  constructor(
    private readonly locate: (signal: AbortSignal) => Promise<URL>,
    private readonly report: (reason: unknown) => void,
    private readonly times: KeyTimes = KEY_TIMES,
  ) {}

  /** The key for a token's header, for jose. */
  readonly key: JWTVerifyGetKey = async (header, token) =>
    await this.asking(async (set) => await set(header, token));

  /**
   * When the keys in use were fetched, in milliseconds since 1970; 0 before the first time. Renews them when they are due:
   * whoever is first then waits for it, but nobody waits for an issuer that has just failed.
   * @throws IssuerUnavailable when they are too old to be believed
   */
  async asOf(): Promise<number> {
    const { renewAfter, mostAge } = this.times;
    if (this.fetched.uat === undefined) return 0;
    const isOlderThan = (age: number) => Date.now() - this.fetched.uat! >= age;
    if (isOlderThan(renewAfter) && Date.now() >= this.pausedUntil) {
      const failedBefore = this.pausedUntil > 0;
      const renewed = this.asking((set) => set.reload()).catch(() => {});
      if (!failedBefore || isOlderThan(mostAge)) await renewed;
    }
    if (isOlderThan(mostAge))
      throw new IssuerUnavailable("The issuer's keys are too old, and it does not give new ones.");
    return this.fetched.uat;
  }

  /** Tells what a token lacks from what the issuer lacks, which is then left alone for a while. */
  private async asking<Result>(ask: (set: RemoteJWKSet) => Promise<Result>): Promise<Result> {
    try {
      return await ask(await this.located());
    } catch (error) {
      if (FAULTS_OF_THE_TOKEN.has((error as { code?: string }).code ?? "")) throw error;
      if (!(error instanceof Paused)) {
        this.pausedUntil = Date.now() + this.times.pause;
        this.report(error);
      }
      throw new IssuerUnavailable("The issuer of tokens does not give its keys.", { cause: error });
    }
  }

  private located(): Promise<RemoteJWKSet> {
    this.assertNotPaused(this.set === undefined);
    this.set ??= this.locate(AbortSignal.timeout(this.times.timeout)).then((url) => this.keysAt(url));
    this.set.catch(() => {
      this.set = undefined;
    });
    return this.set;
  }

  private keysAt(url: URL): RemoteJWKSet {
    return createRemoteJWKSet(url, {
      cacheMaxAge: Number.POSITIVE_INFINITY,
      cooldownDuration: this.times.cooldown,
      timeoutDuration: this.times.timeout,
      [jwksCache]: this.fetched,
      [customFetch]: async (address, options) => {
        this.assertNotPaused(true);
        const response = await fetch(address, options);
        this.pausedUntil = 0;
        return response;
      },
    });
  }

  private assertNotPaused(matters: boolean): void {
    if (matters && Date.now() < this.pausedUntil) throw new Paused("The issuer failed a moment ago.");
  }
}

/** Thrown instead of asking again too soon. */
class Paused extends Error {}
