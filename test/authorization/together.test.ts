import { describeMatrix } from "./describe-matrix.js";
import { togetherRows } from "./rows.js";

describeMatrix(togetherRows);
