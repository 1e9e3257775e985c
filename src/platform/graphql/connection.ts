import { Max, Min } from "class-validator";
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from "type-graphql";
import { Cost } from "./cost/cost.decorators.js";
import { InvalidInput } from "./errors.js";
import { Optional, Text } from "./validation.js";

@Cost(0)
@Directive("@shareable")
@ObjectType({ description: "Where a page stands in its list.", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether more follow: ask again with `after: endCursor`." })
  hasNextPage: boolean;

  @Field(() => Boolean, {
    description: "Whether anything stands before this page, which is so once `after` is given.",
  })
  hasPreviousPage: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the page's first entry; null when it is empty.",
  })
  startCursor: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the page's last entry; null when it is empty.",
  })
  endCursor: string | null;
}

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: "How many entries at most, 1 to 100." })
  @Min(1, { message: "must be at least 1" })
  @Max(MAX_PAGE, { message: `must be at most ${MAX_PAGE}; ask for the next page with \`after\`` })
  first: number;

  @Field(() => String, {
    nullable: true,
    description: "`endCursor` of the page before; the first page without it.",
  })
  @Optional()
  @Text(1000)
  after?: string | null;
}

export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** One page of a list. */
export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/** A position in a list: the values of its order, ending with the id that makes it total. */
export type Position = readonly (string | number | null)[];

/** @param list the list's name and whatever else a cursor of it may not be used without */
export const encodeCursor = (list: string, position: Position): string =>
  Buffer.from(JSON.stringify([list, ...position])).toString("base64url");

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a part of a position may be: clients can make up cursors, and PostgreSQL must not be the first to notice. */
export const PARTS = {
  id: (part: unknown) => typeof part === "string" && UUID.test(part),
  text: (part: unknown) => typeof part === "string" && !part.includes("\u0000"),
  number: (part: unknown) => typeof part === "number",
  oneOf: (values: readonly string[]) => (part: unknown) => values.includes(part as string),
};

/**
 * The position in a cursor, or null without one.
 * @param parts what each part of the position must be
 * @throws InvalidInput when the cursor was not given out by this list
 */
export function decodeCursor(
  list: string,
  cursor: string | null | undefined,
  parts: readonly ((part: unknown) => boolean)[],
): Position | null {
  if (cursor === null || cursor === undefined) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    parsed = null;
  }
  const fits =
    Array.isArray(parsed) &&
    parsed[0] === list &&
    parsed.length === parts.length + 1 &&
    parts.every((fits, index) => fits((parsed as unknown[])[index + 1]));
  if (!fits)
    throw new InvalidInput([
      {
        field: ["after"],
        message: "this cursor is not from this list; use an endCursor that this same list gave",
      },
    ]);
  return (parsed as Position).slice(1);
}

/**
 * Makes a page of rows that were read with `first + 1` as the limit: the extra one only says that more follow.
 * @param positionOf the row's position in the order of the list
 */
export function pageOf<Row>(
  rows: readonly Row[],
  list: string,
  page: { readonly first: number; readonly after?: string | null },
  positionOf: (row: Row) => Position,
): Connection<Row> {
  const nodes = rows.slice(0, page.first);
  const edges = nodes.map((node) => ({ node, cursor: encodeCursor(list, positionOf(node)) }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null && page.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/**
 * Declares `<Name>Connection` and `<Name>Edge`.
 * @param node the type of the entries
 * @param what the entries in words, for the descriptions
 */
export function connectionType<Node extends object>(name: string, node: () => ClassType<Node>, what: string) {
  @ObjectType(`${name}Edge`, { description: `An entry in a list of ${what}.`, simpleResolvers: true })
  class EdgeClass {
    // It is counted with its edge.
    @Cost(0)
    @Field(() => node(), { description: "The entry." })
    node: Node;

    @Field(() => String, { description: "Where it stands: send it as `after` to continue behind it." })
    cursor: string;
  }

  @Cost(0)
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${what}.`, simpleResolvers: true })
  class ConnectionClass {
    @Field(() => [EdgeClass], { description: "The entries with their cursors." })
    edges: readonly EdgeClass[];

    @Field(() => [node()], { description: "The entries alone." })
    nodes: readonly Node[];

    @Field(() => PageInfo, { description: "Where the page stands, and whether more follow." })
    pageInfo: PageInfo;
  }
  return ConnectionClass;
}
