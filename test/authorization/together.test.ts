import { askedMatrix } from "./asked-matrix.js";
import { togetherRows } from "./rows.js";

const { named, expected, actual } = askedMatrix(togetherRows);

it.each(named)("the matrix of roles says what comes of %s", async (_, row) => {
  expect(await actual(row)).toEqual(expected(row));
});
