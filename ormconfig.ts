import "reflect-metadata";
import { loadConfig } from "./src/config.js";
import { entities } from "./src/entities.js";
import { createDataSource } from "./src/platform/database/data-source.js";

/** TypeORM's own command line works on the database of DATABASE_URL, for example to generate a migration. */
export default createDataSource({ url: loadConfig().databaseUrl ?? "", entities, patient: true });
