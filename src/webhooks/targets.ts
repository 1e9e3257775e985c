import { lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/**
 * Networks that are nobody's on the internet: this machine, private and link-local ones, those of cloud metadata, and those
 * of IPv6 that lead to addresses of IPv4.
 */
const CLOSED_V4: readonly (readonly [network: string, prefix: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];
const CLOSED_V6: readonly (readonly [network: string, prefix: number])[] = [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
];

const closed = new BlockList();
for (const [network, prefix] of CLOSED_V4) closed.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of CLOSED_V6) closed.addSubnet(network, prefix, "ipv6");

/** Whether an address is one of the internet. IPv4 addresses within IPv6 are looked at as what they are. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  return !closed.check(address, version === 4 ? "ipv4" : "ipv6");
}

/** Which addresses webhooks may have. */
export interface Targets {
  /** Also those of this machine and of private networks, and without TLS: for development. */
  readonly allowsPrivate: boolean;
}

/** What is wrong with the address of a webhook, in words; null if nothing that can be told without asking for its name. */
export function targetFault(url: string, { allowsPrivate }: Targets): string | null {
  if (!URL.canParse(url)) return "must be an address such as https://example.org/hooks";
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== "https:" && !(allowsPrivate && protocol === "http:")) return "must begin with https://";
  if (username || password) return "must not hold a user or a password; deliveries are signed";
  const host = hostname.replace(/^\[|\]$/g, "");
  const isInner =
    isIP(host) !== 0 ? !isPublicAddress(host) : /(^|\.)(localhost|local|internal)\.?$/i.test(host);
  return isInner && !allowsPrivate ? "must be an address of the internet" : null;
}

/**
 * Looks names up for a connection, and refuses inner addresses at that moment: a name may lead elsewhere than it did when
 * the webhook was set up.
 */
export const guardedLookup =
  ({ allowsPrivate }: Targets): LookupFunction =>
  (hostname, options, callback) =>
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "");
      const found = addresses.filter(({ address }) => allowsPrivate || isPublicAddress(address));
      const [first] = found;
      if (!first) return callback(new Error(`${hostname} leads to no address of the internet`), "");
      if (options.all) return callback(null, found);
      return callback(null, first.address, first.family);
    });
