/** One thing wrong with a file that was to be imported. */
export interface ImportFault {
  /** Name of the file, without its folder. */
  readonly file: string;
  /** Line on which the row begins, counted from 1; the header is line 1. 0 when the fault is the file as a whole. */
  readonly line: number;
  readonly message: string;
}

const SHOWN = 20;

/** Why nothing was imported. */
export class ImportError extends Error {
  override readonly name = "ImportError";

  /** @param errors what is wrong with which line; empty when it is not about a line */
  constructor(
    message: string,
    readonly errors: readonly ImportFault[] = [],
  ) {
    super(message);
  }
}

/** A fault in one line of text. */
export const faultText = ({ file, line, message }: ImportFault): string =>
  line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`;

const MOST = 1000;

/** Collects what is wrong, so that one attempt tells everything. */
export class ImportFaults {
  private readonly faults: ImportFault[] = [];

  /** @throws ImportError at once when there are a thousand: then it is not the right file at all */
  add(file: string, line: number, message: string): void {
    this.faults.push({ file, line, message });
    if (this.faults.length >= MOST) this.throwIfAny();
  }

  /** @throws ImportError with everything that was added */
  throwIfAny(): void {
    const { length } = this.faults;
    if (length === 0) return;
    const shown = this.faults.slice(0, SHOWN).map(faultText);
    const more = length > SHOWN ? [`and ${length - SHOWN} more`] : [];
    throw new ImportError(["Nothing was imported.", ...shown, ...more].join("\n"), this.faults);
  }
}
