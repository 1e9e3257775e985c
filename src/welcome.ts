import type { Service } from "./compose.js";
import type { Config } from "./config.js";
import { developmentToken } from "./development-tokens.js";
import type { DevelopmentIssuer } from "./platform/auth/development-issuer.js";
import { ROLES } from "./platform/auth/principal.js";

/** What production says of itself, and of what it lacks. */
export const plainWelcome = (origin: string, { oidc, gatewaySecret }: Config): string =>
  [
    `Skillbridge is ready at ${origin}/graphql`,
    oidc
      ? `  It accepts tokens of ${oidc.issuer} for ${oidc.audience}.`
      : "  It accepts no tokens, so it serves only what is public. Set OIDC_ISSUER and OIDC_AUDIENCE.",
    ...(gatewaySecret ? [] : ["  It answers no gateway of a federation. Set GATEWAY_SECRET."]),
  ].join("\n");

/** What development says: where everything is, a first query, and tokens. */
export async function developmentWelcome(
  origin: string,
  service: Service,
  issuer: DevelopmentIssuer,
  first: { readonly document: string; readonly token: string | null },
): Promise<string> {
  const tokens: string[] = [];
  for (const role of ROLES) {
    const signed = await developmentToken(service.dataSource, issuer, { role }).catch(() => null);
    if (signed) tokens.push(`  ${role.toLowerCase().padEnd(8)} ${signed}`);
  }
  const authorization = first.token ? `\n    -H 'authorization: Bearer ${first.token}' \\` : "";
  const query = JSON.stringify({ query: first.document.replace(/\s+/g, " ") });
  return `
Skillbridge is ready at ${origin}/graphql

  Apollo Sandbox  ${origin}/
  GraphiQL        ${origin}/graphiql   (works without internet)
  Health          ${origin}/healthz  ${origin}/readyz

A first query:

  curl -s ${origin}/graphql -H 'content-type: application/json' \\${authorization}
    -d '${query}'

Demo tokens, for development only (header "Authorization: Bearer ..."; more with npm run token):

${tokens.join("\n")}

Stop with Ctrl-C; the data stays.
`;
}
