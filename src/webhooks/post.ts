import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { guardedLookup, type Targets, targetFault } from "./targets.js";

/** An address that takes longer has failed. */
const TIMEOUT_MS = 5000;

/**
 * Posts JSON. Redirects are not followed, and what is answered is not read beyond its status.
 * @returns the status
 * @throws Error when there is no answer in time, or the address is not one that webhooks may have
 */
export function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  targets: Targets,
): Promise<number> {
  const fault = targetFault(url, targets);
  if (fault) return Promise.reject(new Error(`The address ${fault}.`));
  const request = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const sent = request(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      lookup: guardedLookup(targets),
      agent: false,
      signal,
    });
    sent.on("response", (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    sent.on("error", (error) =>
      reject(signal.aborted ? new Error(`No answer within ${TIMEOUT_MS / 1000} seconds.`) : error),
    );
    sent.end(body);
  });
}
