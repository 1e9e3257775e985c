import { describeMatrix } from "./describe-matrix.js";
import { matchingRows } from "./rows.js";

describeMatrix(matchingRows);
