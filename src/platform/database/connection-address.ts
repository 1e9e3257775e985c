/**
 * The address under which every connection begins with a setting of PostgreSQL; whatever options it has stay.
 * @param value without spaces
 */
export function withSetting(url: string, name: string, value: string): string {
  const address = new URL(url);
  const options = address.searchParams.get("options");
  address.searchParams.set("options", `${options ? `${options} ` : ""}-c ${name}=${value}`);
  return address.href;
}
