import { keepHouse } from "../../src/housekeeping.js";
import { must, newConsortium, newLibrary, newWorker, type People, type Staff } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";

let test: TestService;
let people: People;
let staff: Staff;

beforeAll(async () => {
  test = await startTestService();
  people = await newConsortium(test);
  staff = await newLibrary(test, people);
});
afterAll(() => test.stop());

const sql = (text: string, ...parameters: unknown[]) => test.service.dataSource.query(text, parameters);
const clean = () => keepHouse(test.service.house);

describe("keeping house", () => {
  it("forgets what is on record for longer than is configured", async () => {
    const worker = await newWorker(test, people, staff.libraryId);
    await clean();
    const entries = await sql("select id from audit_entry order by id");
    expect(entries.length).toBeGreaterThan(2);
    await sql("update audit_entry set at = now() - interval '25 months' where id = $1", entries[0].id);
    await sql("update audit_entry set at = now() - interval '23 months' where id = $1", entries[1].id);
    await clean();
    expect((await sql("select id from audit_entry order by id")).map(({ id }: { id: string }) => id)).toEqual(
      entries.slice(1).map(({ id }: { id: string }) => id),
    );
    expect(await sql("select from audit_subject where entry_id = $1", entries[0].id)).toEqual([]);
    const glass = { workerId: worker.id, reason: "to see it forgotten", minutes: 1 };
    await must(test, "breakGlass", "breakGlass { id }", glass, people.admin);
    await clean();
    expect(await sql("select from break_glass")).toHaveLength(1);
    await sql("update break_glass set expires_at = now() - interval '25 months'");
    await clean();
    expect(await sql("select from break_glass")).toEqual([]);
  });

  it("erases who was archived long ago, and nobody else", async () => {
    const [gone, lately, inUse] = [
      await newWorker(test, people, staff.libraryId),
      await newWorker(test, people, staff.libraryId),
      await newWorker(test, people, staff.libraryId),
    ];
    const archived = "update worker set archived_at = now() - $2::interval where id = $1";
    await sql(archived, gone.self.workerId, "25 months");
    await sql(archived, lately.self.workerId, "23 months");
    await clean();
    const left = await sql("select id from worker where id = any($1) order by id", [
      gone.self.workerId,
      lately.self.workerId,
      inUse.self.workerId,
    ]);
    expect(left.map(({ id }: { id: string }) => id)).toEqual([lately.self.workerId, inUse.self.workerId]);
    const { nodes } = (
      await test.execute("{ auditLog(first: 1) { nodes { action actor role } } }", {}, people.admin)
    ).data.auditLog;
    expect(nodes).toEqual([{ action: "forgetArchived", actor: "service", role: "SYSTEM" }]);
  });
});
