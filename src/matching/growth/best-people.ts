/** Who is best at something, and how good each is: a whole number, of several things the greatest. */
export class BestPeople {
  private readonly values = new Map<number, number>();
  /** Values from high to low, of the best only. */
  private best: { readonly member: number; readonly value: number }[] = [];

  /**
   * Notes how good somebody is, unless they are better already.
   * @param most how many can count at most, from the first call to the last
   */
  put(member: number, value: number, most: number): void {
    if (value <= (this.values.get(member) ?? 0)) return;
    this.values.set(member, value);
    const others = this.best.filter((one) => one.member !== member);
    const place = others.findIndex((one) => one.value < value);
    others.splice(place < 0 ? others.length : place, 0, { member, value });
    this.best = others.slice(0, most);
  }

  /** What the `count` best are worth together. */
  sumOf(count: number): number {
    let sum = 0;
    for (let place = 0; place < Math.min(count, this.best.length); place++) sum += this.best[place]!.value;
    return sum;
  }

  /** How much more the `few` best and the `many` best would be worth together if all of these were as good as `value`. */
  moreBy(members: readonly { readonly member: number }[], value: number, few: number, many: number): number {
    // Whoever is no better than the last that counts changes nothing.
    if (this.best.length >= many && (many === 0 || value <= this.best[many - 1]!.value)) return 0;
    const better = new Set<number>();
    for (const { member } of members) if (value > (this.values.get(member) ?? 0)) better.add(member);
    if (better.size === 0) return 0;
    const after = this.best.flatMap((one) => (better.has(one.member) ? [] : [one.value]));
    const place = after.findIndex((one) => one < value);
    after.splice(place < 0 ? after.length : place, 0, ...Array(Math.min(better.size, many)).fill(value));
    return sumOf(after, few) + sumOf(after, many) - this.sumOf(few) - this.sumOf(many);
  }
}

const sumOf = (values: readonly number[], count: number): number =>
  values.slice(0, count).reduce((sum, value) => sum + value, 0);
