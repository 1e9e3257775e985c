import { type Connection, decodeCursor, type Position, pageOf } from "./connection.js";
import { defineLoader, grouped, type LoaderSources } from "./loaders.js";

/** A page of a list that belongs to a record. */
export interface OwnedPageKey {
  /** UUID */
  readonly ownerId: string;
  readonly first: number;
  readonly after?: string | null;
}

/** A kind of list that each record of a kind has. */
export interface OwnedList<Row> {
  /** The list's name in its cursors. */
  readonly name: string;
  /** What each part of a position must be; see `decodeCursor`. */
  readonly parts: readonly ((part: unknown) => boolean)[];
  /** The first `limit` entries of each owner behind a position, in the list's order. */
  rows(
    sources: LoaderSources,
    ownerIds: readonly string[],
    limit: number,
    after: Position | null,
  ): Promise<Row[]>;
  ownerOf(row: Row): string;
  positionOf(row: Row): Position;
}

/** A loader of such pages: one statement for all owners whose pages are asked for alike. */
export const defineOwnedPages = <Row>(list: OwnedList<Row>) =>
  defineLoader<OwnedPageKey, Connection<Row>>({
    keyOf: ({ ownerId, first, after }) => `${ownerId} ${first} ${after ?? ""}`,
    batch: async (sources, keys) => {
      const alike = new Map<string, OwnedPageKey[]>();
      for (const key of keys) {
        const page = `${key.first} ${key.after ?? ""}`;
        alike.set(page, [...(alike.get(page) ?? []), key]);
      }
      const pages = new Map<OwnedPageKey, Connection<Row>>();
      await Promise.all(
        [...alike.values()].map(async (group) => {
          const page = group[0]!;
          const ownerIds = group.map((key) => key.ownerId);
          const after = decodeCursor(list.name, page.after, list.parts);
          const rows = await list.rows(sources, ownerIds, page.first + 1, after);
          grouped(ownerIds, rows, list.ownerOf).forEach((own, i) => {
            pages.set(group[i]!, pageOf(own, list.name, page, list.positionOf));
          });
        }),
      );
      return keys.map((key) => pages.get(key)!);
    },
  });
