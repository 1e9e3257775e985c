import type { DataSource } from "typeorm";
import { entities } from "../../src/entities.js";
import { createDataSource } from "../../src/platform/database/data-source.js";

/** Runs work as commands and jobs do, without limits on what it waits for. */
export async function patiently<Result>(
  url: string,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  const dataSource = createDataSource({ url, entities, poolSize: 3, patient: true });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
