import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { ImportFaults } from "./import-error.js";

/** A row of a CSV file. */
export interface CsvRow<Column extends string> {
  /** Line on which the row begins. */
  readonly line: number;
  /** Its fields by column, untouched; "" for an optional column that the file does not have. */
  readonly values: Readonly<Record<Column, string>>;
}

export interface CsvColumns<Column extends string> {
  /** The file must have these; any others are ignored. */
  readonly required: readonly Column[];
  readonly optional?: readonly Column[];
}

export interface CsvOptions {
  readonly faults: ImportFaults;
  /** Whether a row may end early, as some programs leave out what is empty at its end. */
  readonly shortRows?: boolean;
  /** Told how many bytes have been read so far. */
  readonly onBytes?: (bytes: number) => void;
}

const LONGEST_ROW = 1_000_000;

/**
 * Reads a CSV file as RFC 4180 has it: header row, UTF-8 with or without a byte order mark, line breaks inside quotes.
 * A row that does not fit the header is noted as a fault and left out; what cannot be read at all ends the rows.
 */
export async function* readCsv<Column extends string>(
  path: string,
  columns: CsvColumns<Column>,
  { faults, shortRows = false, onBytes = () => {} }: CsvOptions,
): AsyncGenerator<CsvRow<Column>> {
  const file = basename(path);
  const parser = parse({ bom: true, relax_column_count: true, max_record_size: LONGEST_ROW });
  const source = Readable.from(validText(path, onBytes));
  source.on("error", (error) => parser.destroy(error));
  let header: Header<Column> | undefined;
  let line = 1;
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
      const begins = line;
      line += 1 + record.reduce((sum, field) => sum + lineBreaks(field), 0);
      if (!header) {
        header = headerOf(file, record, columns, faults);
        if (!header) return;
      } else if (record.length === 1 && record[0]?.trim() === "") {
        // A blank line, such as at the end of a file that a spreadsheet wrote.
      } else if (shortRows ? record.length > header.width : record.length !== header.width) {
        faults.add(file, begins, `has ${record.length} fields where the header has ${header.width}`);
      } else if (record.some((field) => field.includes("\0"))) {
        faults.add(file, begins, "contains a NUL character");
      } else {
        yield { line: begins, values: header.valuesOf(record) };
      }
    }
    if (!header) faults.add(file, 0, "is empty; a header row is needed");
  } catch (error) {
    faults.add(file, ...unreadable(error, line));
  } finally {
    source.destroy();
    parser.destroy();
  }
}

interface Header<Column extends string> {
  readonly width: number;
  valuesOf(record: readonly string[]): Record<Column, string>;
}

function headerOf<Column extends string>(
  file: string,
  names: readonly string[],
  { required, optional = [] }: CsvColumns<Column>,
  faults: ImportFaults,
): Header<Column> | undefined {
  const trimmed = names.map((name) => name.trim());
  const missing = required.filter((column) => !trimmed.includes(column));
  const wanted = [...required, ...optional];
  const twice = wanted.filter((column) => trimmed.indexOf(column) !== trimmed.lastIndexOf(column));
  if (missing.length > 0) faults.add(file, 1, `lacks the column${plural(missing)} ${missing.join(", ")}`);
  if (twice.length > 0) faults.add(file, 1, `has the column${plural(twice)} ${twice.join(", ")} twice`);
  if (missing.length > 0 || twice.length > 0) return undefined;
  const positions = wanted.map((column) => [column, trimmed.indexOf(column)] as const);
  return {
    width: names.length,
    valuesOf: (record) =>
      Object.fromEntries(positions.map(([column, at]) => [column, record[at] ?? ""])) as Record<
        Column,
        string
      >,
  };
}

const lineBreaks = (field: string) => (field.includes("\n") ? field.split("\n").length - 1 : 0);

const plural = (items: readonly unknown[]) => (items.length === 1 ? "" : "s");

/** The bytes of a file in whole lines. */
async function* validText(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let bytes = 0;
  const checked = (chunk: Buffer): Buffer => {
    if (!isUtf8(chunk)) throw new NotUtf8(line + lineOfFault(chunk));
    line += lineBreaksIn(chunk);
    return chunk;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    onBytes(bytes);
    // A line break never stands inside a character of UTF-8, so whole lines can be checked on their own.
    const end = chunk.lastIndexOf(0x0a) + 1;
    if (end > 0) yield checked(Buffer.concat([rest, chunk.subarray(0, end)]));
    rest = end > 0 ? chunk.subarray(end) : Buffer.concat([rest, chunk]);
    if (rest.length > LONGEST_ROW) throw new NotUtf8(line, `is longer than ${LONGEST_ROW} bytes`);
  }
  if (rest.length > 0) yield checked(rest);
}

class NotUtf8 extends Error {
  constructor(
    readonly line: number,
    message = "is not UTF-8: save the file with that encoding",
  ) {
    super(message);
  }
}

/** In which line of a chunk, counted from 0, the first bytes stand that are not UTF-8. */
function lineOfFault(chunk: Buffer): number {
  let start = 0;
  for (let line = 0; ; line++) {
    const end = chunk.indexOf(0x0a, start);
    if (end < 0 || !isUtf8(chunk.subarray(start, end))) return line;
    start = end + 1;
  }
}

function lineBreaksIn(chunk: Buffer): number {
  let found = 0;
  for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) found++;
  return found;
}

function unreadable(error: unknown, line: number): [line: number, message: string] {
  if (error instanceof NotUtf8) return [error.line, error.message];
  if (error instanceof CsvError) return [line, `is not CSV: ${error.message}`];
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return [0, "does not exist"];
  if (code === "EISDIR" || code === "EACCES" || code === "EPERM") return [0, `cannot be read (${code})`];
  throw error;
}
