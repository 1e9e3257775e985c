import type { PgResource, PgSelectSingleStep, PgSelectStep } from "postgraphile/@dataplan/pg";
import { sideEffectWithPgClientTransaction, TYPES } from "postgraphile/@dataplan/pg";
import { connection, each, type FieldArgs, lambda, object, type Step } from "postgraphile/grafast";
import type { SQL } from "postgraphile/pg-sql2";
import { extendSchema } from "postgraphile/utils";
import { type CreateNeedInput, INSERT_NEED, INSERT_NEED_SKILLS, valuesOf } from "./create-need.js";
import { pseudonymOf, shownScore, typedId, uuidOf } from "./typed-ids.js";

/** A row of whichever table; its attributes are known by the database only. */
type Row = PgSelectSingleStep<PgResource>;

/** An argument of a function in the database. */
interface Value {
  readonly step: Step;
  readonly pgCodec: unknown;
}

const TYPE_DEFINITIONS = /* GraphQL */ `
  extend type Query {
    workerByTypedId(id: ID!): Worker
    workersWithSkill(skill: ID!, lowest: Proficiency!): WorkerConnection
    needsByPartner(partner: ID!): NeedConnection
    needsByTypedIds(ids: [ID!]!): [Need]
  }
  extend type Mutation { createDraft(input: DraftInput!): DraftPayload }
  input DraftInput {
    partnerId: ID!
    title: String!
    capacity: Int! = 1
    modality: Modality! = ON_SITE
    skills: [DraftSkill!]!
    idempotencyKey: String
  }
  input DraftSkill {
    skillId: ID!
    importance: Importance! = MUST
    proficiency: Proficiency!
    mentored: Boolean! = false
  }
  type DraftPayload { need: Need }
  extend type Need { typedId: ID! }
  extend type Partner { typedId: ID! }
  extend type Skill { typedId: ID! }
  extend type Worker { typedId: ID! seenName: String! seenJobTitle: String country: String region: String }
  extend type PeersMatch { shownScore: Float }
`;

const PARTNERS_SEE = new Set(["PARTNERS", "PUBLIC"]);

const withTypedId = (type: string) => ({
  typedId: ($row: Row) => lambda($row.get("id"), (id: string) => typedId(type, id), true),
});

const uuidStep = (type: string, $id: Step) => lambda($id, (id) => uuidOf(type, id as string), true);

/** The first column, where the visibility in the second lets partners see it. */
const seen = ($worker: Row, column: string, visibility: string) =>
  lambda(
    [$worker.get(column), $worker.get(visibility)],
    ([value, sight]: readonly string[]) => (PARTNERS_SEE.has(sight!) ? value : null),
    true,
  );

const libraryField = (column: string) => ($worker: Row) =>
  ($worker.singleRelation("libraryByMyLibraryId" as never) as unknown as Row).get(column);

const rowPlans = {
  Need: { plans: withTypedId("need") },
  Partner: { plans: withTypedId("partner") },
  Skill: { plans: withTypedId("skill") },
  Worker: {
    plans: {
      ...withTypedId("worker"),
      seenName: ($worker: Row) =>
        lambda(
          [seen($worker, "name", "visibility_name"), $worker.get("id")],
          ([name, id]: readonly string[]) => name ?? pseudonymOf(id!),
          true,
        ),
      seenJobTitle: ($worker: Row) => seen($worker, "job_title", "visibility_job_title"),
      country: libraryField("country"),
      region: libraryField("region"),
    },
  },
  PeersMatch: {
    plans: { shownScore: ($match: Row) => lambda($match.get("score"), shownScore, true) },
  },
};

/** Typed ids, what partners see of workers, and the mutation: what PostGraphile does not make of the tables itself. */
export const SkillbridgePlugin = extendSchema((build) => {
  const { sql, pgResources } = build as unknown as {
    sql: typeof build.sql;
    pgResources: Record<string, PgResource>;
  };
  const { need, worker, peers_workers_with_skill, peers_needs_by_partner } = pgResources;
  const proficiency = pgResources.worker_skill!.codec.attributes!.proficiency!.codec;
  const uuid = (step: Step) => ({ step, pgCodec: TYPES.uuid });
  // PostGraphile itself adds `first` to a field that gives a connection.
  const page = (resource: PgResource, direction: "ASC" | "DESC", ...values: Value[]) => {
    const $rows = resource.execute(values as never) as PgSelectStep<PgResource>;
    $rows.orderBy({ attribute: "id", direction });
    $rows.setOrderIsUnique();
    return connection($rows);
  };
  const visible = (resource: PgResource, $id: Step, condition: (alias: SQL) => SQL) => {
    const $rows = resource.find({ id: $id } as never);
    $rows.where(condition($rows.alias));
    return $rows.single();
  };
  const Query = {
    workerByTypedId: (_: Step, args: FieldArgs) =>
      visible(
        worker!,
        uuidStep("worker", args.getRaw("id")),
        (w) => sql`${w}.archived_at is null and ${w}.discoverability >= 'PARTNERS'`,
      ),
    workersWithSkill: (_: Step, args: FieldArgs) =>
      page(peers_workers_with_skill!, "ASC", uuid(uuidStep("skill", args.getRaw("skill"))), {
        step: args.getRaw("lowest"),
        pgCodec: proficiency,
      }),
    needsByPartner: (_: Step, args: FieldArgs) =>
      page(peers_needs_by_partner!, "DESC", uuid(uuidStep("partner", args.getRaw("partner")))),
    needsByTypedIds: (_: Step, args: FieldArgs) =>
      each(args.getRaw("ids") as never, ($id: Step) =>
        visible(need!, uuidStep("need", $id), (n) => sql`${n}.status <> 'DRAFT'`),
      ),
  };
  return {
    typeDefs: TYPE_DEFINITIONS as never,
    objects: {
      ...rowPlans,
      Query: { plans: Query },
      Mutation: { plans: { createDraft: (_: Step, args: FieldArgs) => createDraft(need!, args) } },
      DraftPayload: {
        plans: { need: ($payload: Step) => need!.get({ id: ($payload as Row).get("id") } as never) },
      },
    } as never,
  };
});

/** Inserts a draft and its skills in one transaction. */
function createDraft(need: PgResource, args: FieldArgs) {
  const $id = sideEffectWithPgClientTransaction(
    need.executor,
    args.getRaw("input"),
    async (client, input) => {
      const values = valuesOf(input as CreateNeedInput);
      const { rows } = await client.query<{ id: string }>({ ...INSERT_NEED, values: values.need });
      await client.query({ ...INSERT_NEED_SKILLS, values: values.skills });
      return rows[0]!.id;
    },
  );
  return object({ id: $id });
}
