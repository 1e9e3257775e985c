import { Directive } from "type-graphql";

type Decorator = PropertyDecorator & MethodDecorator & ClassDecorator;

/**
 * How many points each instance of a field's or a type's value takes; without it an object takes 1 and a scalar
 * nothing. One point is about 10 microseconds of one core (`npm run bench -- limits` measures it). On an argument:
 * what it takes besides when it is given.
 * @param weight a whole number, 0 for what costs nothing beside its parent
 */
export const Cost = (weight: number): Decorator => Directive(`@cost(weight: ${weight})`) as Decorator;

/** A list that has `size` entries at most, or usually, where it may have more without costing more. */
export const ListOf = (size: number): Decorator => Directive(`@listSize(assumedSize: ${size})`) as Decorator;

/**
 * A field whose argument `first` says how many entries the lists within its answer have: those of a connection unless
 * others are named.
 */
export const Paged = (...lists: readonly string[]): Decorator => {
  const fields = JSON.stringify(lists.length > 0 ? lists : ["nodes", "edges"]);
  return Directive(
    `@listSize(slicingArguments: ["first"], sizedFields: ${fields}, requireOneSlicingArgument: false)`,
  ) as Decorator;
};

/** A short list without pages, of which the argument `first` says how many entries it has. */
export const Sliced = (): Decorator =>
  Directive('@listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)') as Decorator;
