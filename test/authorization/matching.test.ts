import { askedMatrix } from "./asked-matrix.js";
import { matchingRows } from "./rows.js";

const { named, expected, actual } = askedMatrix(matchingRows);

it.each(named)("the matrix of roles says what comes of %s", async (_, row) => {
  expect(await actual(row)).toEqual(expected(row));
});
