import { post } from "../../src/webhooks/post.js";
import { isPublicAddress, targetFault } from "../../src/webhooks/targets.js";
import { Receiver } from "./receiver.js";

it.each([
  ["93.184.216.34", true],
  ["2606:2800:220:1::1", true],
  ["127.0.0.1", false],
  ["10.1.2.3", false],
  ["172.31.255.255", false],
  ["172.32.0.1", true],
  ["192.168.1.1", false],
  ["169.254.169.254", false],
  ["100.64.0.1", false],
  ["0.0.0.0", false],
  ["255.255.255.255", false],
  ["::1", false],
  ["::", false],
  ["fd00::1", false],
  ["fe80::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:93.184.216.34", true],
  ["64:ff9b::7f00:1", false],
  ["64:ff9b:1::7f00:1", false],
  ["::7f00:1", false],
  ["2001:0:7f00:1::1", false],
  ["fec0::1", false],
  ["no address", false],
])("%s is of the internet: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

it.each([
  ["https://example.org/hooks", null],
  ["http://example.org/hooks", "https"],
  ["https://127.0.0.1/", "internet"],
  ["https://[::1]/", "internet"],
  ["https://2130706433/", "internet"],
  ["https://0x7f.1/", "internet"],
  ["https://localhost:8443/", "internet"],
  ["https://metadata.internal/", "internet"],
  ["https://user@example.org/", "user"],
  ["file:///etc/passwd", "https"],
])("an address such as %s is refused with %s", (url, fault) => {
  const told = targetFault(url, { allowsPrivate: false });
  if (fault === null) expect(told).toBeNull();
  else expect(told).toContain(fault);
});

it("a name that leads to this machine is refused as it is connected to", async () => {
  const receiver = await Receiver.start();
  const port = new URL(receiver.url).port;
  // Passes for a name of the internet until it is looked up.
  const lookup = jest.spyOn(require("node:dns"), "lookup");
  lookup.mockImplementation(((_: string, _options: object, done: (...all: unknown[]) => void) =>
    done(null, [{ address: "127.0.0.1", family: 4 }])) as never);
  jest.resetModules();
  const { post: guarded } = await import("../../src/webhooks/post.js");
  const sent = guarded(`https://hooks.example.org:${port}/`, "{}", {}, { allowsPrivate: false });
  await expect(sent).rejects.toThrow("no address of the internet");
  expect(receiver.told).toEqual([]);
  lookup.mockRestore();
  await receiver.stop();
});

it("what is posted arrives, with its status told", async () => {
  const receiver = await Receiver.start();
  receiver.status = 201;
  expect(await post(receiver.url, '{"a":1}', { "webhook-id": "x" }, { allowsPrivate: true })).toBe(201);
  expect(receiver.told[0]).toMatchObject({ body: '{"a":1}', headers: { "webhook-id": "x" } });
  await receiver.stop();
});
