import { buildSubgraphSchema } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import {
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isEnumType,
  isObjectType,
  isUnionType,
  parse,
} from "graphql";
import { buildSchemaSync, createResolversMap, type NonEmptyArray, type PubSub } from "type-graphql";
import { type AccessTable, enforceAccess, isGuarded, mergeAccess, platformAccess } from "./access.js";
import type { Context } from "./context.js";
import { directResolvers, type ResolversMap } from "./direct-resolvers.js";
import { InvalidInput } from "./errors.js";
import { LIMITS } from "./limits/limits.js";
import { validateArgument } from "./validation.js";

/** Finds the object that another subgraph refers to by one of its keys; null when absent or hidden. */
export type ReferenceResolver = (
  reference: Readonly<Record<string, string>>,
  context: Context,
  info: GraphQLResolveInfo,
) => Promise<unknown>;

export interface SchemaParts {
  /** Instances of the resolver classes; TypeGraphQL asks for them by class. */
  readonly resolvers: readonly object[];
  /** The entities that other subgraphs may extend: type name to how it is found. */
  readonly references: Readonly<Record<string, ReferenceResolver>>;
  /** Classes of types that no operation returns, but references do. */
  readonly orphanedTypes: readonly (abstract new () => object)[];
  /** Where subscriptions learn of what happens. */
  readonly changes: PubSub;
  /** Who may ask for each field: every domain's table. */
  readonly access: readonly AccessTable[];
}

export interface FederatedSchema {
  readonly schema: GraphQLSchema;
  /** The subgraph's SDL as it is published in `schema.graphql`. */
  readonly sdl: string;
}

const FEDERATION = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@authenticated", "@cost", "@listSize"])\n`;

/**
 * Builds the executable subgraph schema from the resolver classes.
 * @throws Error when an entity is missing from the schema, which would silently remove `_entities`, or when a field has
 *   no entry in the access tables
 */
export function buildFederatedSchema(parts: SchemaParts): FederatedSchema {
  const instances = new Map(parts.resolvers.map((resolver) => [resolver.constructor, resolver]));
  const plain = buildSchemaSync({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<() => void>,
    orphanedTypes: [...parts.orphanedTypes] as never,
    container: { get: (someClass: unknown) => instances.get(someClass as () => void) },
    validateFn: validateArgument,
    pubSub: parts.changes,
    skipCheck: true,
  });
  const resolvers = createResolversMap(plain) as ResolversMap;
  for (const [type, direct] of Object.entries(directResolvers(instances)))
    Object.assign(resolvers[type]!, direct);
  for (const [type, resolve] of Object.entries(parts.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
  }
  const access = mergeAccess(platformAccess, ...parts.access);
  publishAccess(plain, access);
  const sdl = `${FEDERATION}\n${printSchemaWithDirectives(plain)}\n`;
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: resolvers as never,
  });
  enforceAccess(schema, access);
  guardRepresentations(schema, Object.keys(parts.references));
  copyExtensions(plain, schema);
  assertEnumsAreTheirNames(schema);
  assertEntities(schema, Object.keys(parts.references));
  return { schema, sdl };
}

/**
 * Marks what needs a token as `@authenticated`, so that a router can refuse without asking. Roles are not published: a
 * router would look for `@requiresScopes` in the claim `scope`, and which roles a field is for is ours to check anyway.
 */
function publishAccess(plain: GraphQLSchema, access: AccessTable): void {
  for (const type of Object.values(plain.getTypeMap()).filter(isObjectType))
    for (const field of Object.values(type.getFields()))
      if (isGuarded(access[type.name]?.[field.name]))
        field.extensions = { ...field.extensions, directives: { authenticated: {} } };
}

/** Answers representations that cannot be found as bad input; the subgraph library takes them for faults of ours. */
function guardRepresentations(schema: GraphQLSchema, entities: readonly string[]): void {
  const field = schema.getQueryType()?.getFields()._entities;
  const resolve = field?.resolve;
  if (!field || !resolve) return;
  field.resolve = (root, args, context, info) => {
    const representations: readonly { readonly __typename?: unknown }[] = args.representations;
    const faults = representations.flatMap(({ __typename }, index) =>
      entities.includes(String(__typename))
        ? []
        : [
            {
              field: ["representations", String(index)],
              message: `__typename must be one of ${entities.join(", ")}`,
            },
          ],
    );
    if (representations.length > LIMITS.representations)
      faults.unshift({
        field: ["representations"],
        message: `must have at most ${LIMITS.representations} entries`,
      });
    if (faults.length > 0) throw new InvalidInput(faults.slice(0, LIMITS.errors));
    return resolve(root, args, context, info);
  };
}

/** Printing and parsing loses what decorators attached to fields. */
function copyExtensions(from: GraphQLSchema, to: GraphQLSchema): void {
  for (const type of Object.values(from.getTypeMap()).filter(isObjectType)) {
    const copy = to.getType(type.name) as GraphQLObjectType | undefined;
    for (const field of Object.values(type.getFields())) {
      const target = copy?.getFields()[field.name];
      if (target) target.extensions = { ...target.extensions, ...field.extensions };
    }
  }
}

/** Defaults of enum arguments come back from the SDL as names, so a value must be its name. */
function assertEnumsAreTheirNames(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()).filter(isEnumType)) {
    if (type.name.startsWith("__")) continue;
    const odd = type.getValues().find((value) => value.value !== value.name);
    if (odd) throw new Error(`The enum value ${type.name}.${odd.name} must equal its name.`);
  }
}

function assertEntities(schema: GraphQLSchema, expected: readonly string[]): void {
  const union = schema.getType("_Entity");
  const found = isUnionType(union) ? union.getTypes().map((type) => type.name) : [];
  const missing = expected.filter((name) => !found.includes(name));
  const unresolved = found.filter((name) => !expected.includes(name));
  if (missing.length > 0) throw new Error(`Not entities of the schema: ${missing.join(", ")}.`);
  if (unresolved.length > 0)
    throw new Error(`Entities without a way to find them: ${unresolved.join(", ")}.`);
}
