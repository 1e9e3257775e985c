import { startTestService, type TestService } from "../support/service.js";
import { actualOutcomes, type Outcomes, outcomesIn, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { newScene, type Scene } from "./scene.js";

/** Rows by name, and what comes of them in a service that runs as long as the tests of the file that asks for it. */
export function askedMatrix(rowsOf: (schema: Schema) => Rows<Scene>[]) {
  let test: TestService;
  let scene: Scene;

  beforeAll(async () => {
    test = await startTestService();
    scene = await newScene(test);
  });
  afterAll(() => test.stop());

  const rows = rowsOf(() => test.service.schema);
  return {
    named: rows.map((row) => [`${row.operation}${row.about ? `, ${row.about}` : ""}`, row] as const),
    expected: (row: Rows<Scene>): Outcomes => outcomesIn(row.expected),
    actual: (row: Rows<Scene>): Promise<Outcomes> => actualOutcomes(scene, row, outcomesIn(row.expected)),
  };
}
