import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, isObjectType } from "graphql";
import type { Role } from "../auth/principal.js";
import { type Context, userOf } from "./context.js";
import { forbidden } from "./errors.js";

/** Anybody, without a token too. */
export const EVERYBODY = "EVERYBODY";
/** Whoever sends a valid token. */
export const USERS = "USERS";
/** Whoever was given the object: the reads of its domain give it only to those who may see it. */
export const WITH_OBJECT = "WITH_OBJECT";
/** A gateway of the federation, by its credential. Which user it asks for does not matter here. */
export const GATEWAY = "GATEWAY";

/** Who may ask for a field at all. What they then find is for the policies and reads of its domain. */
export type Audience =
  | typeof EVERYBODY
  | typeof USERS
  | typeof WITH_OBJECT
  | typeof GATEWAY
  | readonly Role[];

/** The audience of every field: type name to field name. What has no entry keeps the service from starting. */
export type AccessTable = Readonly<Record<string, Readonly<Record<string, Audience>>>>;

/** The same audience for several fields of a type. */
export const fields = (audience: Audience, ...names: readonly string[]): Record<string, Audience> =>
  Object.fromEntries(names.map((name) => [name, audience]));

/** The fields that every record has which people edit. */
export const VERSIONED = fields(WITH_OBJECT, "id", "version", "createdAt", "updatedAt", "archivedAt");

/** The two types of a list of `node`, as `connectionType` declares them. */
export const connectionAccess = (node: string): AccessTable => ({
  [`${node}Connection`]: fields(WITH_OBJECT, "edges", "nodes", "pageInfo"),
  [`${node}Edge`]: fields(WITH_OBJECT, "node", "cursor"),
});

/** The types that belong to no domain. */
export const platformAccess: AccessTable = {
  Query: { _service: GATEWAY, _entities: GATEWAY, rateLimit: EVERYBODY },
  _Service: { sdl: WITH_OBJECT },
  PageInfo: fields(WITH_OBJECT, "hasNextPage", "hasPreviousPage", "startCursor", "endCursor"),
  RateLimit: fields(WITH_OBJECT, "limit", "remaining", "resetAt", "cost"),
  UserError: fields(WITH_OBJECT, "code", "field", "message", "currentVersion"),
};

/**
 * One table of several.
 * @throws Error when two of them speak about the same field
 */
export function mergeAccess(...tables: readonly AccessTable[]): AccessTable {
  const merged: Record<string, Record<string, Audience>> = {};
  for (const table of tables)
    for (const [type, entries] of Object.entries(table)) {
      const twice = Object.keys(entries).find((field) => merged[type]?.[field] !== undefined);
      if (twice) throw new Error(`Two access tables speak about ${type}.${twice}.`);
      merged[type] = { ...merged[type], ...entries };
    }
  return merged;
}

/** Whether a field is for some users only, whatever object it stands on. */
export const isGuarded = (audience: Audience | undefined): boolean =>
  audience === USERS || typeof audience === "object";

/**
 * Keeps every field of the schema to its audience. Fields that go with their object stay as they are, so that they
 * cost nothing.
 * @throws Error when a field has no entry, or an entry no field
 */
export function enforceAccess(schema: GraphQLSchema, table: AccessTable): void {
  const faults = accessFaults(schema, table);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  for (const { type, field } of objectFields(schema)) {
    const audience = table[type]![field.name]!;
    if (isGuarded(audience) || audience === GATEWAY) guard(field, audience);
  }
}

/** What is wrong with a table, in words; nothing when each field has exactly one entry that makes sense for it. */
export function accessFaults(schema: GraphQLSchema, table: AccessTable): string[] {
  const known = new Set<string>();
  const faults: string[] = [];
  for (const { type, field, isRoot } of objectFields(schema)) {
    const name = `${type}.${field.name}`;
    known.add(name);
    const audience = table[type]?.[field.name];
    if (audience === undefined)
      faults.push(`${name} has no access entry: say in its domain's *.access.ts who may ask for it.`);
    if (isRoot && audience === WITH_OBJECT)
      faults.push(`${name} stands on no object: its access entry must name its callers.`);
  }
  for (const [type, entries] of Object.entries(table))
    for (const field of Object.keys(entries))
      if (!known.has(`${type}.${field}`))
        faults.push(`There is no field ${type}.${field} to give access to.`);
  return faults;
}

function objectFields(schema: GraphQLSchema) {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith("__"))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({
        type: type.name,
        field,
        isRoot: roots.includes(type),
      })),
    );
}

/** Puts the check in front of the field, and of the events of a subscription. */
function guard(field: GraphQLField<unknown, Context>, audience: Audience): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (root, args, context, info) => {
    assertAmong(audience, context);
    return resolve(root, args, context, info);
  };
  if (subscribe)
    field.subscribe = (root, args, context, info) => {
      assertAmong(audience, context);
      return subscribe(root, args, context, info);
    };
}

/** @throws GraphQLError UNAUTHENTICATED or FORBIDDEN */
function assertAmong(audience: Audience, { principal, isGateway }: Context): void {
  if (audience === GATEWAY) {
    if (!isGateway) throw forbidden("This is for the gateway, which must send its credential.");
    return;
  }
  const { role } = userOf(principal);
  if (typeof audience === "object" && !audience.includes(role)) throw forbidden();
}
