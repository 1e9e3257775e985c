import { Client } from "pg";
import { must, newConsortium, newLibrary, newSkill, newWorker, uuidIn } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

it("a skill added while its concept is being merged ends up with the survivor", async () => {
  const people = await newConsortium(test);
  const { libraryId } = await newLibrary(test, people);
  const { id, self } = await newWorker(test, people, libraryId);
  const [duplicate, survivor] = [await newSkill(test, "twin"), await newSkill(test, "elder")];
  // Another process merges: it holds the duplicate's row, and this one's taxonomy does not know yet.
  const merging = new Client({ connectionString: test.url });
  await merging.connect();
  await merging.query("begin");
  await merging.query("update skill set status = 'MERGED', merged_into_id = $2 where id = $1", [
    uuidIn(duplicate),
    uuidIn(survivor),
  ]);
  const input = { workerId: id, skillId: duplicate, proficiency: "NOVICE" };
  const adding = must(test, "addWorkerSkill", "workerSkill { skill { preferredLabel } }", input, self);
  await merging.query("commit");
  await merging.end();
  expect((await adding).workerSkill.skill.preferredLabel).toBe("elder");
});
