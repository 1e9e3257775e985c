const whole = new Intl.NumberFormat("en");
const signed = new Intl.NumberFormat("en", { signDisplay: "exceptZero" });
const oneDecimal = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const share = new Intl.NumberFormat("en", { style: "percent" });
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const month = new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" });

export const number = (value: number): string => whole.format(value);
/** Such as +3 or −2. */
export const difference = (value: number): string => signed.format(value).replace("-", "−");
export const decimal = (value: number): string => oneDecimal.format(value);
/** Such as 0.21. */
export const ratio = (value: number): string => twoDecimals.format(value);
export const percent = (value: number): string => share.format(value);
export const date = (iso: string): string => day.format(new Date(iso));
export const time = (iso: string): string => moment.format(new Date(iso));
export const monthOf = (iso: string): string => month.format(new Date(iso));

/** Such as "1 day", "4.5 days". */
export const days = (value: number): string => `${decimal(value)} ${value === 1 ? "day" : "days"}`;

/** What takes the place of a count that is not told. Such a count is small, or would give a small one away. */
export const hidden = (smallestGroup: number): string => `fewer than ${smallestGroup}`;
/** The same where there is little room. */
export const hiddenShort = (smallestGroup: number): string => `<${smallestGroup}`;

/** A count, or that it is not told. */
export const count = (value: number | null | undefined, smallestGroup: number): string =>
  value === null || value === undefined ? hidden(smallestGroup) : number(value);

export const plural = (value: number, one: string, more = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : more}`;

/** "a", "a and b", "a, b and c". */
export const listed = (words: readonly string[]): string =>
  new Intl.ListFormat("en", { type: "conjunction" }).format(words).replace(", and ", " and ");
