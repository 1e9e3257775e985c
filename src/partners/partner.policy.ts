import type { Principal, User } from "../platform/auth/principal.js";

/** Who may register a community organisation: those who run the consortium and its libraries. */
export const mayCreatePartner = (user: User): boolean => user.role === "ADMIN" || user.role === "MANAGER";

/** Who may change an organisation, its goals and its needs: its own members, and the consortium's administrators. */
export const mayEditPartner = (
  user: Principal,
  partner: { readonly id: string; readonly consortiumId: string },
): boolean =>
  user.kind === "user" &&
  (user.partnerId === partner.id || (user.role === "ADMIN" && user.consortiumId === partner.consortiumId));
