import { eventually } from "./eventually.js";
import type { TestService } from "./service.js";

/** Waits until a replica has applied everything that was committed. */
export const caughtUp = ({ service }: Pick<TestService, "service">): Promise<void> =>
  eventually(async () => expect(await service.changes()).toMatch(/ 0 waiting$/), 30);
