import {
  ArrayMaxSize,
  ArrayUnique,
  IsEmail,
  IsInt,
  IsNotEmpty,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  type ValidationError,
  validate,
} from "class-validator";
import { LRUCache } from "lru-cache";
import { type InputFault, InvalidInput } from "./errors.js";
import { type IdType, uuidOrNull, wrongIdMessage } from "./typed-id.js";

const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, property) => {
    for (const decorator of decorators) decorator(target, property);
  };

/** The value may be left out or null. */
export const Optional = IsOptional;

/** The value may be left out, which leaves the record's as it is; null is refused, because the record needs one. */
export const UnlessAbsent = () => ValidateIf((_, value) => value !== undefined);

/** The value is not null; for what GraphQL's types check already, such as enums, numbers and booleans. */
export const IsGiven = () => IsNotEmpty({ message: "must not be null; leave it out to keep it as it is" });

/** Text of `min` to `max` characters that is not only space and holds no control characters but line breaks and tabs. */
export const Text = (max: number, min = 1, options: { each?: boolean } = {}): PropertyDecorator =>
  ValidateBy(
    { name: "text", validator: { validate: (value) => textFault(value, min, max) === null } },
    { ...options, message: ({ value }) => firstFault([value].flat(), min, max) },
  );

const firstFault = (values: readonly unknown[], min: number, max: number) =>
  values.map((value) => textFault(value, min, max)).find((fault) => fault !== null) ?? "";

/** Says what is wrong with a text, or null. */
export function textFault(value: unknown, min: number, max: number): string | null {
  if (typeof value !== "string") return `must be a text of ${min} to ${max} characters`;
  const length = [...value].length;
  if (min > 0 && value.trim() === "") return "must not be empty";
  if (length > max) return `must have at most ${max} characters, not ${length}`;
  if (value.trim().length < min) return `must have at least ${min} characters`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and the others are never meant
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value))
    return "must not contain control characters";
  return null;
}

/** An id of the type given. */
export const IsIdOf = (type: IdType, options: { each?: boolean } = {}): PropertyDecorator =>
  ValidateBy(
    {
      name: "isIdOf",
      validator: {
        validate: (value) => typeof value === "string" && uuidOrNull(type, value) !== null,
      },
    },
    { ...options, message: ({ value }) => firstWrongId(type, [value].flat()) },
  );

const firstWrongId = (type: IdType, values: readonly unknown[]) =>
  wrongIdMessage(type, String(values.find((value) => uuidOrNull(type, String(value)) === null)));

/** A whole number from `min` to `max`. */
export const WholeNumber = (min: number, max: number) =>
  all(
    IsInt({ message: `must be a whole number from ${min} to ${max}` }),
    Min(min, { message: `must be at least ${min}` }),
    Max(max, { message: `must be at most ${max}` }),
  );

export const LANGUAGE_TAG = /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/;
export const COUNTRY = /^[A-Z]{2}$/;
export const WEB_ADDRESS = /^https?:\/\/[^\s"<>]{3,490}$/;

/** A language tag of BCP 47, for example "en" or "pt-BR". */
export const IsLanguageTag = (options: { each?: boolean } = {}) =>
  Matches(LANGUAGE_TAG, {
    ...options,
    message: 'must be a language tag such as "en" or "pt-BR"',
  });

/** Language tags, each once. */
export const IsLanguageList = (most: number) =>
  all(
    ArrayMaxSize(most, { message: `must have at most ${most} entries` }),
    ArrayUnique({ message: "must not name a language twice" }),
    IsLanguageTag({ each: true }),
  );

/** Hours a week, from a quarter of an hour to 80. */
export const IsHoursPerWeek = () =>
  all(
    Min(0.25, { message: "must be at least a quarter of an hour" }),
    Max(80, { message: "must be at most 80 hours" }),
  );

/** A day that PostgreSQL and people understand. */
export const IsDay = () =>
  Matches(/^(19|[2-9]\d)\d\d-/, { message: "must be a day of the years 1900 to 9999, as YYYY-MM-DD" });

/** A country code of ISO 3166-1 alpha-2, for example "US". */
export const IsCountry = () => Matches(COUNTRY, { message: 'must be a country code such as "US"' });

/** A web address. */
export const IsWebAddress = () =>
  Matches(WEB_ADDRESS, {
    message: "must be a web address that starts with https:// or http://",
  });

/** An email address. */
export const IsAddress = () => IsEmail({}, { message: "must be an email address" });

/** What a request may send to make its repetition harmless. */
export const IsIdempotencyKey = () =>
  Matches(/^[\x21-\x7e]{8,128}$/, { message: "must have 8 to 128 visible ASCII characters, such as a UUID" });

/**
 * TypeGraphQL's hook: checks one argument, an input with everything nested in it or a class of arguments.
 * @throws InvalidInput with every fault and its path
 */
export async function validateArgument(
  value: unknown,
  type: unknown,
  { args }: { args: Record<string, unknown> },
): Promise<void> {
  if (value === null || typeof value !== "object" || typeof type !== "function") return;
  const alike = alikeOf(type, value);
  if (alike && foundValid.has(alike)) return;
  const errors = await validate(value, { forbidUnknownValues: false, stopAtFirstError: true });
  const faults = errors.flatMap((error) => faultsOf(error, "input" in args ? ["input"] : []));
  if (faults.length > 0) throw new InvalidInput(faults);
  if (alike) foundValid.set(alike, true);
}

/**
 * Arguments that passed: front ends send the same pages and filters all the time, and checking takes twenty times as long
 * as finding them here. The checks look at nothing but the values.
 */
const foundValid = new LRUCache<string, true>({ max: 2000 });

/** Longer ones are hardly sent twice. */
const LONGEST_ALIKE = 300;

/** A text that is the same for arguments that are checked alike. */
function alikeOf(type: { readonly name: string }, value: object): string | null {
  const text = `${type.name} ${JSON.stringify(value)}`;
  return text.length <= LONGEST_ALIKE ? text : null;
}

function faultsOf(error: ValidationError, path: readonly string[]): InputFault[] {
  const field = [...path, error.property];
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field))];
}
