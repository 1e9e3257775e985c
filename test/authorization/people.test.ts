import { describeMatrix } from "./describe-matrix.js";
import { peopleRows } from "./rows.js";

describeMatrix(peopleRows);
