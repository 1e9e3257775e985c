import type { GraphQLFieldResolver } from "graphql";
import { getMetadataStorage } from "type-graphql";
import type { Context } from "./context.js";

type Resolver = GraphQLFieldResolver<unknown, Context>;
type Method = (...parameters: unknown[]) => unknown;

/** Resolvers by type and field. */
export type ResolversMap = Record<string, Record<string, unknown>>;

/**
 * The field resolvers that take nothing but their object and the context, as plain calls of their methods. TypeGraphQL
 * collects the parameters of a method anew at every call, which an answer with a thousand fields pays a thousand times.
 * Whatever takes arguments or has middleware stays with TypeGraphQL, which checks and wraps it.
 * @param instances the resolver classes with their instances
 */
export function directResolvers(instances: ReadonlyMap<unknown, object>): ResolversMap {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const names = new Map(objectTypes.map(({ target, name }) => [target as unknown, name]));
  const direct: ResolversMap = {};
  for (const {
    target,
    methodName,
    schemaName,
    params = [],
    middlewares = [],
    getObjectType,
  } of fieldResolvers) {
    const instance = instances.get(target) as Record<string, Method> | undefined;
    const type = names.get(getObjectType?.());
    const kinds = params.toSorted((a, b) => a.index - b.index).map(plainKind);
    if (!instance || !type || middlewares.length > 0) continue;
    const resolve = called(instance, methodName, kinds.join());
    if (resolve) direct[type] = { ...direct[type], [schemaName]: resolve };
  }
  return direct;
}

function plainKind(parameter: {
  readonly kind: string;
  readonly propertyName?: string;
  readonly getType?: unknown;
}) {
  const isWhole = parameter.propertyName === undefined && parameter.getType === undefined;
  return isWhole ? parameter.kind : "other";
}

function called(instance: Record<string, Method>, method: string, kinds: string): Resolver | undefined {
  if (kinds === "root") return (root) => instance[method]!(root);
  if (kinds === "root,context") return (root, _, context) => instance[method]!(root, context);
  if (kinds === "root,context,info")
    return (root, _, context, info) => instance[method]!(root, context, info);
  return undefined;
}
