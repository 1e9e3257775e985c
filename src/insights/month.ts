/** The first day of the month of a day, both as YYYY-MM-DD. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The month `count` months before another. */
export function monthsBefore(month: string, count: number): string {
  const date = new Date(`${month}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return date.toISOString().slice(0, 10);
}
