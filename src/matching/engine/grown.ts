type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/**
 * The array itself where it has room for `length` values, otherwise a copy with room to spare.
 * @param spare how much longer than needed the copy is, as a factor
 */
export function grown<Kind extends Numbers>(array: Kind, length: number, spare = 1.25): Kind {
  if (length <= array.length) return array;
  const longer = new (array.constructor as new (length: number) => Kind)(Math.ceil(length * spare) + 2);
  longer.set(array);
  return longer;
}
