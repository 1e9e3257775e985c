import { startTestService, type TestService } from "../support/service.js";
import { actualOutcomes, outcomesIn, type Rows } from "./matrix.js";
import type { Schema } from "./rows.js";
import { newScene, type Scene } from "./scene.js";

/** Tests that of every operation comes what its rows say. */
export function describeMatrix(rowsOf: (schema: Schema) => Rows<Scene>[]): void {
  let test: TestService;
  let scene: Scene;

  beforeAll(async () => {
    test = await startTestService();
    scene = await newScene(test);
  });
  afterAll(() => test.stop());

  const rows = rowsOf(() => test.service.schema);
  const named = rows.map((row) => [`${row.operation}${row.about ? `, ${row.about}` : ""}`, row] as const);

  describe("the matrix of roles", () => {
    it.each(named)("says what comes of %s", async (_, row) => {
      const expected = outcomesIn(row.expected);
      expect(await actualOutcomes(scene, row, expected)).toEqual(expected);
    });
  });
}
