/** Numbers values densely from 0, in the order in which they are first seen. */
export class Interner {
  private readonly numbers = new Map<string, number>();
  private readonly values: string[] = [];

  /** The number of a value, given out now if it is new. */
  intern(value: string): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.values.length;
      this.numbers.set(value, number);
      this.values.push(value);
    }
    return number;
  }

  /** The number of a value; -1 when it was never seen. */
  find(value: string): number {
    return this.numbers.get(value) ?? -1;
  }

  valueOf(number: number): string {
    return this.values[number]!;
  }

  get size(): number {
    return this.values.length;
  }
}
