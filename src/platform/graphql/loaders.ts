import DataLoader from "dataloader";
import type { Principal } from "../auth/principal.js";
import type { Reads } from "../database/reads.js";

/** What a batch may use. */
export interface LoaderSources {
  readonly principal: Principal;
  readonly reads: Reads;
}

/** How a domain loads many records by key in one go. Answers come in the order of the keys. */
export interface LoaderDefinition<Key, Value> {
  readonly batch: (sources: LoaderSources, keys: readonly Key[]) => Promise<ArrayLike<Value | Error>>;
  /** What makes two keys the same; needed when a key is an object. */
  readonly keyOf?: (key: Key) => string;
}

/** Keeps the types of a definition together. */
export const defineLoader = <Key, Value>(definition: LoaderDefinition<Key, Value>) => definition;

/** The DataLoaders of one request, made when first asked for. */
export class Loaders {
  private readonly loaders = new Map<object, DataLoader<never, never, unknown>>();

  constructor(private readonly sources: LoaderSources) {}

  get<Key, Value>(definition: LoaderDefinition<Key, Value>): DataLoader<Key, Value, unknown> {
    const known = this.loaders.get(definition);
    if (known) return known as unknown as DataLoader<Key, Value, unknown>;
    const loader = new DataLoader<Key, Value, unknown>((keys) => definition.batch(this.sources, keys), {
      cacheKeyFn: definition.keyOf,
      maxBatchSize: 1000,
    });
    this.loaders.set(definition, loader as never);
    return loader;
  }

  load<Key, Value>(definition: LoaderDefinition<Key, Value>, key: Key): Promise<Value> {
    return this.get(definition).load(key);
  }

  /** Forgets what was loaded, after a mutation changed it. */
  clear(): void {
    this.loaders.clear();
  }
}

/** Puts rows in the order of the ids asked for; null where there is none. */
export function inOrder<Row extends { id: string }>(
  ids: readonly string[],
  rows: readonly Row[],
): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** Groups rows under the key that each belongs to, in the order of the keys. */
export function grouped<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Row[][] {
  const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return keys.map((key) => groups.get(key) ?? []);
}
