import DataLoader from "dataloader";
import { DataSource, type FindOptionsOrder, type FindOptionsWhere, In, IsNull, Not } from "typeorm";
import {
  ENTITIES,
  Library,
  Need,
  NeedSkill,
  NeedStatus,
  PARTNERS_SEE,
  Partner,
  Skill,
  Worker,
  WorkerSkill,
} from "./idiomatic-entities.js";
import { CONNECTION_OPTIONS, CONNECTIONS, grouped, inOrder } from "./pool.js";

export const database = new DataSource({
  type: "postgres",
  url: process.env.DATABASE_URL!,
  entities: ENTITIES,
  poolSize: CONNECTIONS,
  extra: { options: CONNECTION_OPTIONS },
});

/** @param visible what must hold beside the id */
const byId = <Row extends { readonly id: string }>(
  entity: new () => Row,
  visible: FindOptionsWhere<Row> = {},
) =>
  new DataLoader<string, Row | null>(async (ids) => {
    const where = { ...visible, id: In(ids as string[]) } as FindOptionsWhere<Row>;
    return inOrder(ids, await database.getRepository(entity).findBy(where));
  });

const byOwner = <Row extends object>(
  entity: new () => Row,
  owner: keyof Row & string,
  order: FindOptionsOrder<Row>,
  visible: FindOptionsWhere<Row> = {},
) =>
  new DataLoader<string, Row[]>(async (ids) => {
    const where = { ...visible, [owner]: In(ids as string[]) } as FindOptionsWhere<Row>;
    const rows = await database.getRepository(entity).find({ where, order });
    return grouped(ids, rows, (row) => row[owner] as string);
  });

/** Loaders of one request. */
export const openLoaders = () => ({
  needs: byId(Need, { status: Not(NeedStatus.DRAFT) }),
  partners: byId(Partner),
  skills: byId(Skill),
  libraries: byId(Library),
  workers: byId(Worker, { archivedAt: IsNull(), discoverability: In(PARTNERS_SEE) }),
  needSkills: byOwner(NeedSkill, "needId", { importance: "ASC", skillId: "ASC" }),
  workerSkills: byOwner(
    WorkerSkill,
    "workerId",
    { proficiency: "DESC", id: "ASC" },
    { archivedAt: IsNull(), visibility: In(PARTNERS_SEE) },
  ),
});

export interface Context {
  readonly loaders: ReturnType<typeof openLoaders>;
}
