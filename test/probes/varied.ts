import {
  astFromValue,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
  validate,
  visit,
} from "graphql";
import type { Dice } from "../matching/engine/dice.js";
import type { Question } from "./probe.js";

type Variables = Record<string, unknown>;

/**
 * A question as other clients would ask it: with values in the document, conditions, and fragments.
 * @param isVaried whether it is to be varied at all
 */
export function varied(
  dice: Dice,
  schema: GraphQLSchema,
  { shape, variables }: Pick<Question, "shape" | "variables">,
  isVaried: boolean,
): { readonly document: DocumentNode; readonly variables: Variables } {
  const plain = parse(shape.query);
  const [operation] = plain.definitions;
  if (!isVaried || operation?.kind !== Kind.OPERATION_DEFINITION || shape.query.startsWith("subscription"))
    return { document: plain, variables };
  const conditions = { yes: dice.chance(0.5), no: dice.chance(0.5) };
  const values = new Map(
    operation.variableDefinitions?.flatMap(({ variable, type }) => {
      const name = variable.name.value;
      const of = typeFromAST(schema, type as never) as never;
      const value = name in variables && dice.chance(0.3) ? literalOf(variables[name], of) : null;
      return value ? [[name, value] as const] : [];
    }),
  );
  const document: DocumentNode = visit(plain, {
    Argument: (node) => {
      const value = node.value.kind === Kind.VARIABLE && values.get(node.value.name.value);
      return value ? { ...node, value } : undefined;
    },
    VariableDefinition: (node) => (values.has(node.variable.name.value) ? null : undefined),
    Field: { leave: (node: FieldNode) => conditional(dice, node) },
    SelectionSet: {
      leave: (node: SelectionSetNode): SelectionSetNode => ({
        ...node,
        selections: node.selections.map((one) => (dice.chance(0.1) ? fragmentOf(dice, [one]) : one)),
      }),
    },
    OperationDefinition: {
      leave: (node) => ({
        ...node,
        variableDefinitions: [...(node.variableDefinitions ?? []), ...CONDITIONS],
      }),
    },
  });
  // What is unfit in a variable is not valid in the document.
  if (validate(schema, document).some(({ message }) => !message.includes("is never used")))
    return { document: plain, variables };
  return { document, variables: { ...variables, ...conditions } };
}

function literalOf(value: unknown, type: Parameters<typeof astFromValue>[1]) {
  try {
    return astFromValue(value, type);
  } catch {
    return null;
  }
}

const operationIn = (text: string): OperationDefinitionNode =>
  parse(text, { noLocation: true }).definitions[0] as OperationDefinitionNode;

const CONDITIONS =
  operationIn("query ($yes: Boolean!, $no: Boolean = true) { it }").variableDefinitions ?? [];

const DIRECTIVES = ["@skip(if: $yes)", "@include(if: $yes)", "@include(if: $no)", "@skip(if: false)"].map(
  (text) => operationIn(`query { it ${text} }`).selectionSet.selections[0]!.directives![0]!,
);

const conditional = (dice: Dice, node: FieldNode): FieldNode =>
  dice.chance(0.1) ? { ...node, directives: [dice.pick(DIRECTIVES)] } : node;

const fragmentOf = (dice: Dice, selections: readonly SelectionNode[]): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  directives: dice.chance(0.3) ? [dice.pick(DIRECTIVES)] : [],
  selectionSet: { kind: Kind.SELECTION_SET, selections },
});
