import type { User } from "../../src/platform/auth/principal.js";
import {
  administratorIn,
  expectAnswered,
  expectUnavailable,
  read,
  takeEveryConnection,
  write,
} from "../support/database-faults.js";
import { type HttpTestService, startHttpService } from "../support/http-service.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres-for-tests.js";

let database: TestDatabase;
let test: HttpTestService;
let admin: User;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await administratorIn(database.url);
  test = await startHttpService(database.url);
});
afterAll(async () => {
  await test?.stop();
  await database?.drop();
});

it("a write that finds every connection busy is told so, while reads go on, and the next one succeeds", async () => {
  const release = await takeEveryConnection(test);
  expectUnavailable(await write(test, admin));
  expectAnswered(await read(test));
  release();
  expectAnswered(await write(test, admin));
});
