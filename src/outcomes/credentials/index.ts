import type { Commands } from "../../platform/database/commands.js";
import type { Reads } from "../../platform/database/reads.js";
import type { PersonalData } from "../../platform/privacy/personal-data.js";
import type { Taxonomy } from "../../skills/index.js";
import { CredentialAddresses } from "./addresses.js";
import {
  CredentialPayloadResolver,
  CredentialResolver,
  VerifyCredentialResolver,
  WorkerCredentialsResolver,
} from "./credential.resolver.js";
import { CredentialService } from "./credential.service.js";
import { CredentialIssuer } from "./credential-issuer.js";
import { CredentialKeys, type KeySettings } from "./credential-keys.js";
import type { GrowthEvidence } from "./growth-evidence.js";
import { CredentialVerifier } from "./verify-credential.js";

export { credentialAccess } from "./credential.access.js";
export { Credential, CredentialRevocation } from "./credential.js";
export { credentialsByWorker } from "./credential.loaders.js";
export type { ShownCredential } from "./credential.reads.js";
export { CredentialConnection } from "./credential.resolver.js";
export { type CredentialFacts, CredentialIssuer } from "./credential-issuer.js";
export type { CredentialKeys } from "./credential-keys.js";
export type { GrowthEvidence, ShownGrowth } from "./growth-evidence.js";
export {
  KEY_ALGORITHMS,
  type KeyAlgorithm,
  KeyFileError,
  readKeyFile,
  rotateKeyFile,
} from "./key-file.js";
export { credentialsSkillReferences } from "./merged-skills.js";
export { type CredentialPages, serveCredentials } from "./serve-credentials.js";

/** What issuing and verifying have in common. */
export interface CredentialParts {
  readonly keys: CredentialKeys;
  readonly addresses: CredentialAddresses;
  readonly evidence: GrowthEvidence;
}

/** @param publicUrl where the service is reached by others */
export const credentialParts = (
  settings: KeySettings,
  publicUrl: string,
  evidence: GrowthEvidence,
): CredentialParts => ({
  keys: new CredentialKeys(settings),
  addresses: new CredentialAddresses(publicUrl),
  evidence,
});

/** The rows about workers that credentials have. */
export const credentialPersonalData: readonly PersonalData[] = [
  { section: "credentials", table: "credential", workerColumn: "worker_id" },
];

/** The resolvers about credentials. */
export function credentialResolvers(
  reads: Reads,
  commands: Commands,
  taxonomy: Taxonomy,
  { keys, addresses, evidence }: Partial<CredentialParts> = {},
): object[] {
  const issuer = new CredentialIssuer(keys!, addresses!, taxonomy);
  return [
    new CredentialResolver(new CredentialService(commands, issuer, evidence!), taxonomy, addresses!),
    new CredentialPayloadResolver(),
    new VerifyCredentialResolver(new CredentialVerifier(reads, keys!)),
    new WorkerCredentialsResolver(),
  ];
}
