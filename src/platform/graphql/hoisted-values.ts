import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  parseType,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";

type Variables = Readonly<Record<string, unknown>>;

/** A document in which no variable stands within an argument's value any more. */
export interface HoistedDocument {
  readonly document: DocumentNode;
  /** Adds the variables that stand for such values; null when one of the values is unfit. */
  withValues(coerced: Variables): Variables | null;
}

interface Hoisted {
  readonly name: string;
  readonly value: ValueNode;
  readonly type: GraphQLInputType;
}

/**
 * Gives every argument's value with variables in it, such as `{ title: $title }`, a variable of its own. graphql-jit takes
 * a variable that was not sent for null there, which clears what should stay as it is, and lets null through where there
 * may be none.
 */
export function hoistValues(schema: GraphQLSchema, document: DocumentNode): HoistedDocument {
  const hoisted: Hoisted[] = [];
  const types = new TypeInfo(schema);
  const withoutValues: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      Argument(node) {
        const type = types.getArgument()?.type;
        if (!type || node.value.kind === Kind.VARIABLE || !hasVariable(node.value)) return undefined;
        // No variable of a client's has a name like this.
        const name = `$${hoisted.length}`;
        hoisted.push({ name, value: node.value, type });
        return { ...node, value: { ...variable(name), loc: node.value.loc } };
      },
    }),
  );
  if (hoisted.length === 0) return { document, withValues: (coerced) => coerced };
  const definitions = hoisted.map(definitionOf);
  return {
    document: visit(withoutValues, {
      OperationDefinition: (node) => ({
        ...node,
        variableDefinitions: [...(node.variableDefinitions ?? []), ...definitions],
      }),
    }),
    withValues: (coerced) => withValues(hoisted, coerced),
  };
}

function withValues(hoisted: readonly Hoisted[], coerced: Variables): Variables | null {
  const all: Record<string, unknown> = { ...coerced };
  for (const { name, value, type } of hoisted) {
    all[name] = valueFromAST(value, type, coerced);
    if (all[name] === undefined) return null;
  }
  return all;
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value));
  return value.kind === Kind.VARIABLE;
}

const variable = (name: string): VariableNode => ({
  kind: Kind.VARIABLE,
  name: { kind: Kind.NAME, value: name },
});

const definitionOf = ({ name, type }: Hoisted): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: variable(name),
  type: parseType(String(type)),
});
