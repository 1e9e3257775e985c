/** Where what credentials refer to is found; part of what is signed, so it stays. */
export class CredentialAddresses {
  /** @param base the service's own address, without a slash at the end */
  constructor(readonly base: string) {}

  credential(id: string): string {
    return `${this.base}/credentials/${id}`;
  }

  issuer(id: string): string {
    return `${this.base}/credentials/issuers/${id}`;
  }

  achievement(skillId: string): string {
    return `${this.base}/credentials/achievements/${skillId}`;
  }

  /** The list of what an issuer revoked. */
  status(issuerId: string): string {
    return `${this.base}/credentials/status/${issuerId}`;
  }

  /** A public key by its thumbprint. */
  key(thumbprint: string): string {
    return `${this.base}/credentials/keys/${thumbprint}`;
  }
}
