import { DefaultNamingStrategy } from "typeorm";

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Columns in snake_case, and constraints under the names PostgreSQL itself would give them. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, embeddedIn: string[]): string {
    return snake([...embeddedIn, custom ?? property].join("_"));
  }

  override primaryKeyName(table: { name: string } | string): string {
    return `${nameOf(table)}_pkey`;
  }

  override foreignKeyName(table: { name: string } | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join("_")}_fkey`;
  }

  override uniqueConstraintName(table: { name: string } | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join("_")}_key`;
  }

  override indexName(table: { name: string } | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.join("_")}_idx`;
  }
}

const nameOf = (table: { name: string } | string) =>
  (typeof table === "string" ? table : table.name).split(".").pop();
