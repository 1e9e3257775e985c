import type { DataSource } from "typeorm";
import type { DevelopmentIssuer } from "./platform/auth/development-issuer.js";
import type { Role, User } from "./platform/auth/principal.js";

/** Whom a development token speaks for, if not for the first who fits the role. UUIDs. */
export interface TokenSubject {
  readonly role: Role;
  readonly workerId?: string;
  readonly libraryId?: string;
  readonly partnerId?: string;
}

/**
 * Signs a token for somebody who exists in the database.
 * @throws Error when nobody there fits
 */
export async function developmentToken(
  dataSource: DataSource,
  issuer: DevelopmentIssuer,
  subject: TokenSubject,
): Promise<string> {
  return await issuer.sign(await userFor(dataSource, subject));
}

async function userFor(dataSource: DataSource, { role, ...ids }: TokenSubject): Promise<Omit<User, "kind">> {
  if (role === "WORKER") {
    const [worker] = await dataSource.query(
      `select id, library_id, consortium_id from worker w where archived_at is null and ($1::uuid is null or id = $1)
       order by discoverability desc, (select count(*) from growth_goal g where g.worker_id = w.id) desc, id limit 1`,
      [ids.workerId ?? null],
    );
    if (!worker) throw nobody(role);
    return {
      subject: `worker:${worker.id}`,
      role,
      consortiumId: worker.consortium_id,
      libraryId: worker.library_id ?? undefined,
      workerId: worker.id,
    };
  }
  if (role === "PARTNER") {
    const [partner] = await dataSource.query(
      `select id, consortium_id from partner p where archived_at is null and ($1::uuid is null or id = $1)
       order by (select count(*) from need n where n.partner_id = p.id and n.status = 'OPEN') desc, id limit 1`,
      [ids.partnerId ?? null],
    );
    if (!partner) throw nobody(role);
    return {
      subject: `partner:${partner.id}`,
      role,
      consortiumId: partner.consortium_id,
      partnerId: partner.id,
    };
  }
  if (role === "MANAGER") {
    const [library] = await dataSource.query(
      "select id, consortium_id from library where archived_at is null and ($1::uuid is null or id = $1) order by id limit 1",
      [ids.libraryId ?? null],
    );
    if (!library) throw nobody(role);
    return {
      subject: `manager:${library.id}`,
      role,
      consortiumId: library.consortium_id,
      libraryId: library.id,
    };
  }
  const [consortium] = await dataSource.query(
    "select id from consortium where archived_at is null order by id limit 1",
  );
  if (!consortium) throw nobody(role);
  return { subject: `${role.toLowerCase()}:${consortium.id}`, role, consortiumId: consortium.id };
}

const nobody = (role: Role) =>
  new Error(
    `Nobody in the database can be a ${role} like this. Seed or import data first, or give another id.`,
  );
