/** Durations in milliseconds, and what they say. */
export class Durations {
  private readonly all: number[] = [];

  add(milliseconds: number): void {
    this.all.push(milliseconds);
  }

  get count(): number {
    return this.all.length;
  }

  /** @param part 0 to 1; 0.5 for the median. The smallest duration that so many do not exceed; NaN without any. */
  quantile(part: number): number {
    const sorted = this.all.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
  }

  get p50(): number {
    return this.quantile(0.5);
  }

  get p99(): number {
    return this.quantile(0.99);
  }

  get max(): number {
    return this.quantile(1);
  }

  get mean(): number {
    return this.all.reduce((sum, one) => sum + one, 0) / this.all.length;
  }
}
