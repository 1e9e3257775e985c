const KEY = "skillbridge.token";

/**
 * The token of this tab. A link that `npm run dashboard` prints brings one behind its `#`, which browsers keep to
 * themselves; it is taken from there, and out of the address.
 */
export function openSession(): string | null {
  const brought = new URLSearchParams(location.hash.slice(1)).get("token");
  if (brought) {
    history.replaceState(null, "", location.pathname + location.search);
    keepSession(brought);
  }
  return sessionStorage.getItem(KEY);
}

/** Until the tab is closed. */
export function keepSession(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function endSession(): void {
  sessionStorage.removeItem(KEY);
}
