import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";
import type { User } from "../../src/platform/auth/principal.js";

const DISCOVERY = "/.well-known/openid-configuration";

/** What a test may put into a token instead of what belongs there; null leaves it out. */
export interface Oddities {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly audience?: string | string[];
  readonly issuer?: string;
  /** In seconds from now. */
  readonly expiresIn?: number | null;
}

/** A small OpenID Connect issuer that listens on this machine, rotates its keys, and fails when told to. */
export class TokenIssuer {
  private readonly server: Server;
  private readonly keys = new Map<string, { readonly privateKey: CryptoKey; readonly publicKey: JWK }>();
  private rotations = 0;
  /** How often somebody fetched the keys. */
  fetches = 0;
  /** How often somebody asked where they are. */
  discoveries = 0;
  /** What it does instead of answering. */
  failure: "none" | "error" | "nonsense" | "silence" = "none";
  /** What discovery says instead of the truth. */
  discovery: Record<string, unknown> = {};
  /** The key that signs, and its algorithm. */
  current = "";

  private constructor(readonly algorithm: string) {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  static async start(algorithm = "ES256"): Promise<TokenIssuer> {
    const issuer = new TokenIssuer(algorithm);
    await issuer.rotate();
    await issuer.listen(0);
    return issuer;
  }

  get url(): string {
    const { port } = this.server.address() as { port: number };
    return `http://127.0.0.1:${port}`;
  }

  get jwksUrl(): string {
    return `${this.url}/keys`;
  }

  /** The public half of the key that signs. */
  get publicKey(): JWK {
    return this.keys.get(this.current)!.publicKey;
  }

  /** Signs with a new key from now on. The old ones stay in the set until they are taken back. */
  async rotate(): Promise<void> {
    this.current = `key-${++this.rotations}`;
    const { privateKey, publicKey } = await generateKeyPair(this.algorithm, { extractable: true });
    const exported = { ...(await exportJWK(publicKey)), kid: this.current, alg: this.algorithm, use: "sig" };
    this.keys.set(this.current, { privateKey: privateKey as CryptoKey, publicKey: exported });
  }

  takeBack(key: string): void {
    this.keys.delete(key);
  }

  /** A token for `user`; `oddities` make it a wrong one. */
  async sign(user: Omit<User, "kind">, oddities: Oddities = {}, prefix = ""): Promise<string> {
    const { subject, ...own } = user;
    const now = Math.floor(Date.now() / 1000);
    const { expiresIn = 3600, header, claims, issuer = this.url, audience = "skillbridge" } = oddities;
    const payload: JWTPayload = {
      sub: subject,
      iss: issuer,
      aud: audience,
      iat: now,
      ...(expiresIn === null ? {} : { exp: now + expiresIn }),
      ...Object.fromEntries(Object.entries(own).map(([name, value]) => [prefix + name, value])),
      ...claims,
    };
    for (const name of Object.keys(payload)) if (payload[name] === null) delete payload[name];
    return await new SignJWT(payload)
      .setProtectedHeader({ alg: this.algorithm, kid: this.current, typ: "JWT", ...header } as never)
      .sign(this.keys.get(this.current)!.privateKey);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
  }

  private answer({ url }: IncomingMessage, response: ServerResponse): void {
    if (url === DISCOVERY) this.discoveries += 1;
    else this.fetches += 1;
    if (this.failure === "silence") return;
    if (this.failure === "error") return void response.writeHead(500).end();
    if (this.failure === "nonsense") return void response.end("<html>");
    const body =
      url === DISCOVERY
        ? { issuer: this.url, jwks_uri: this.jwksUrl, ...this.discovery }
        : { keys: [...this.keys.values()].map(({ publicKey }) => publicKey) };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  }
}
