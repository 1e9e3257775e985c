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
  override readonly name: string = "ImportError";

  constructor(readonly errors: readonly ImportFault[]) {
    const shown = errors.slice(0, SHOWN).map(faultText);
    const more = errors.length > SHOWN ? [`and ${errors.length - SHOWN} more`] : [];
    super(["Nothing was imported.", ...shown, ...more].join("\n"));
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
    if (this.faults.length > 0) throw new ImportError(this.faults);
  }
}
