import type { AddressInfo } from "node:net";

/** Where a server that listens there is asked, such as `http://127.0.0.1:4000`. */
export const originOf = ({ address, port, family }: AddressInfo): string =>
  `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
