import autocannon from "autocannon";
import type { Load, LoadResult, WireRequest } from "./load-contract.js";

const TIMEOUT_SECONDS = 600;

/** Errors, or a field that cannot be null in what is measured, or no data at all. */
const isWrong = (body: string): boolean =>
  !body.includes('"data":{') ||
  body.includes('"errors":') ||
  body.endsWith(":null}}") ||
  body.endsWith(":null}}}");

async function run({ origin, requests, connections, amount, unique }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let [failures, wrong, status, begin, end] = [0, 0, 0, 0, 0];
  let example: string | null = null;
  let place = 0;
  const stagger = Math.ceil(requests.length / connections);
  const templates = requests.map((request) => template(request, unique));
  const options = {
    url: origin,
    method: "POST",
    connections,
    amount,
    timeout: TIMEOUT_SECONDS,
    // It notices that all is done when it looks the next time.
    sampleInt: 20,
    setupClient: (client) => {
      const from = (place++ * stagger) % templates.length;
      client.setRequests([...templates.slice(from), ...templates.slice(0, from)]);
    },
    verifyBody: (body: unknown) => {
      if (status === 200 && isWrong(String(body))) {
        wrong++;
        example ??= String(body).slice(0, 1000);
      }
      return true;
    },
  } as autocannon.Options;
  let done = (_fault?: unknown): void => {};
  const finished = new Promise<void>((resolve, reject) => {
    done = (fault) => (fault ? reject(fault) : resolve());
  });
  const instance = autocannon(options, (fault) => done(fault));
  instance.on("start", () => {
    begin = performance.now();
  });
  instance.on("response", (_client, code, _bytes, taken) => {
    status = code;
    statuses[code] = (statuses[code] ?? 0) + 1;
    if (code === 200) latencies.push(taken);
    end = performance.now();
  });
  instance.on("reqError", () => failures++);
  await finished;
  const seconds = (end - begin) / 1000;
  return { latencies: Float64Array.from(latencies), seconds, statuses, failures, wrong, example };
}

let made = 0;

/** A request whose body is made when it is sent, where something in it is another one each time. */
function template({ path, headers, body }: WireRequest, unique: string): autocannon.Request {
  if (!body.includes(unique)) return { method: "POST", path, headers, body };
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    body: body.replaceAll(unique, `${process.pid}-${Date.now()}-${++made}`),
  });
  return { method: "POST", path, headers, body, setupRequest };
}

process.on("message", async (load: Load) => {
  try {
    process.send!({ result: await run(load) });
  } catch (error) {
    process.send!({ fault: String((error as Error).stack) });
  }
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit(1));
