import { ValidateNested } from "class-validator";
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { type Connection, connectionType, PageArgs } from "../platform/graphql/connection.js";
import { type Context, userOf } from "../platform/graphql/context.js";
import { Cost, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { typedIdOf } from "../platform/graphql/typed-id.js";
import { Optional } from "../platform/graphql/validation.js";
import { Viewer } from "../workers/index.js";
import type { AuditLog } from "./audit-log.js";
import { MOST_WORKERS, workersByEntry } from "./audit-log.reads.js";
import { AuditRecord } from "./audit-record.js";
import { AuditLogFilter } from "./privacy.inputs.js";
import { mayKnowActor } from "./privacy.policy.js";

const AuditRecordConnection = connectionType("AuditRecord", () => AuditRecord, "entries of the audit log");

@ArgsType()
class AuditLogArgs extends PageArgs {
  @Field(() => AuditLogFilter, { nullable: true, description: "Which entries; all when left out." })
  @Optional()
  @ValidateNested()
  filter?: AuditLogFilter | null;
}

@Resolver(() => AuditRecord)
export class AuditLogResolver {
  constructor(private readonly log: AuditLog) {}

  @Cost(10)
  @Paged()
  @Query(() => AuditRecordConnection, {
    description: "What was done in your consortium, newest first: who, what and when. For administrators.",
  })
  auditLog(
    @Args(() => AuditLogArgs) { filter, ...page }: AuditLogArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<AuditRecord>> {
    return this.log.list(userOf(principal), filter ?? {}, page);
  }

  @FieldResolver(() => ID, { description: "The id of the entry." })
  id(@Root() { id }: AuditRecord): string {
    return typedIdOf("audit_entry", id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The subject of the token with which it was done. Null where you may not know: to a worker, a partner's people stay unnamed.",
  })
  actor(@Root() entry: AuditRecord, @Ctx() { principal }: Context): string | null {
    return mayKnowActor(userOf(principal), entry) ? entry.actor : null;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description:
      "The id of the record it was done to; null where there is no single one, or when it was erased.",
  })
  recordId(@Root() { recordType, recordId }: AuditRecord): string | null {
    return recordType && recordId && typedIdOf(recordType, recordId);
  }

  @FieldResolver(() => [ID], {
    description: `The ids of the workers it is about, as far as you may know; at most ${MOST_WORKERS}. Somebody who was erased has another id here than before.`,
  })
  async workerIds(@Root() { id }: AuditRecord, @Ctx() { loaders }: Context): Promise<string[]> {
    const subjects = await loaders.load(workersByEntry, id);
    return subjects.map(({ workerId }) => typedIdOf("worker", workerId));
  }
}

/** Tells whoever asks who dealt with their data. */
@Resolver(() => Viewer)
export class DataAccessResolver {
  constructor(private readonly log: AuditLog) {}

  @Cost(10)
  @Paged()
  @FieldResolver(() => AuditRecordConnection, {
    description:
      "Who changed your data, or looked at it under broken glass, newest first. For workers; empty for others.",
  })
  dataAccess(
    @Root() _viewer: Viewer,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<AuditRecord>> {
    return this.log.about(principal, page);
  }
}
