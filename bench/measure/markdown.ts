/** A Markdown table; numbers go to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]!.length)),
  );
  const numeric = header.map(
    (_, column) => column > 0 && rows.every((row) => /^(-|[\d.,]+( ?[^\s\d]\S*)?)$/.test(row[column]!)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (numeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => `${"-".repeat(width - 1)}${numeric[column] ? ":" : "-"}`).join(" | ")} |`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}

/** Milliseconds with as many digits as mean something. */
export const milliseconds = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3);

/** How many times as long. */
export const times = (value: number): string => `${value >= 10 ? value.toFixed(0) : value.toFixed(2)}x`;

export const seconds = (value: number): string => `${value.toFixed(1)} s`;

export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
