/**
 * Whether a page of `origin` may open a connection. Browsers ask nobody before they open a WebSocket, so the server has to look.
 * @param origin the `Origin` header, which browsers always send and others never do
 * @param host the `Host` header: the service's own pages may
 * @param allowed other origins, such as `https://app.example`
 */
export function isOriginAllowed(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly (string | RegExp)[],
): boolean {
  if (origin === undefined) return true;
  if (allowed.some((one) => (typeof one === "string" ? one === origin : one.test(origin)))) return true;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
