import type { PgResource, PgSelectSingleStep, PgSelectStep } from "postgraphile/@dataplan/pg";
import { listOfCodec, sideEffectWithPgClientTransaction, TYPES } from "postgraphile/@dataplan/pg";
import { connection, each, type FieldArgs, lambda, object, type Step } from "postgraphile/grafast";
import type { PgSQL, SQL } from "postgraphile/pg-sql2";
import { extendSchema } from "postgraphile/utils";
import { type CreateNeedInput, INSERT_NEED, INSERT_NEED_SKILLS, valuesOf } from "./create-need.js";
import { pseudonymOf, shownScore, typedId, uuidOf } from "./typed-ids.js";

/** A row of whichever table; its attributes are known by the database only. */
type Row = PgSelectSingleStep<PgResource>;

interface BuildParts {
  readonly sql: PgSQL;
  readonly pgResources: Readonly<Record<string, PgResource>>;
}

const TYPE_DEFINITIONS = /* GraphQL */ `
  extend type Query {
    workerByTypedId(id: ID!): Worker
    workersWithSkill(skill: ID!, lowest: Proficiency!): WorkerConnection
    needsByStatus(statuses: [NeedStatus!]!): NeedConnection
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
  extend type Worker { typedId: ID! seenName: String! seenJobTitle: String country: String region: String seenSkills: WorkerSkillConnection! }
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

type Condition = (row: SQL, rows: PgSelectStep<PgResource>) => SQL;
type Order = readonly (readonly [attribute: string, direction: "ASC" | "DESC"])[];

/** Lists start from tables and not from functions, because only then relations are joined into the same statement. */
const narrowed = ($rows: PgSelectStep<PgResource>, condition: Condition, order: Order) => {
  $rows.where(condition($rows.alias, $rows));
  for (const [attribute, direction] of order) $rows.orderBy({ attribute, direction });
  $rows.setOrderIsUnique();
  return connection($rows);
};

function listPlans({ sql, pgResources }: BuildParts) {
  const { need, worker, worker_skill } = pgResources;
  const status = listOfCodec(need!.codec.attributes!.status!.codec as never);
  const proficiency = worker_skill!.codec.attributes!.proficiency!.codec;
  const usedNeeds = (condition: Condition) =>
    narrowed(
      need!.find(),
      (
        n,
        $needs,
      ) => sql`${n}.archived_at is null and ${n}.status <> 'DRAFT' and ${condition(n, $needs)} and exists (
        select from public.partner p where p.id = ${n}.partner_id and p.archived_at is null)`,
      [["id", "DESC"]],
    );
  const seenSkill = (s: SQL) => sql`${s}.archived_at is null and ${s}.visibility >= 'PARTNERS'`;
  return {
    needsByStatus: (_: Step, args: FieldArgs) =>
      usedNeeds(
        (n, $needs) => sql`${n}.status = any(${$needs.placeholder(args.getRaw("statuses"), status)})`,
      ),
    needsByPartner: (_: Step, args: FieldArgs) => {
      const $partner = uuidStep("partner", args.getRaw("partner"));
      return usedNeeds((n, $needs) => sql`${n}.partner_id = ${$needs.placeholder($partner, TYPES.uuid)}`);
    },
    workersWithSkill: (_: Step, args: FieldArgs) => {
      const $skill = uuidStep("skill", args.getRaw("skill"));
      const condition: Condition = (w, $workers) => sql`${seenWorker(sql, w)} and ${w}.id = any(array(
        select s.worker_id from public.worker_skill s
        where s.skill_id = ${$workers.placeholder($skill, TYPES.uuid)} and ${seenSkill(sql`s`)}
          and s.proficiency >= ${$workers.placeholder(args.getRaw("lowest"), proficiency)}))`;
      return narrowed(worker!.find(), condition, [["id", "ASC"]]);
    },
    seenSkills: ($worker: Row) =>
      narrowed(worker_skill!.find({ worker_id: $worker.get("id") } as never), seenSkill, [
        ["proficiency", "DESC"],
        ["id", "ASC"],
      ]),
  };
}

const seenWorker = (sql: PgSQL, w: SQL) =>
  sql`${w}.archived_at is null and ${w}.discoverability >= 'PARTNERS'`;

/** Typed ids, what partners see of workers, and the mutation: what PostGraphile does not make of the tables itself. */
export const SkillbridgePlugin = extendSchema((build) => {
  const { sql, pgResources } = build as unknown as BuildParts;
  const { need, worker } = pgResources;
  const { seenSkills, ...lists } = listPlans({ sql, pgResources });
  const single = (resource: PgResource, $id: Step, condition: (row: SQL) => SQL) => {
    const $rows = resource.find({ id: $id } as never);
    $rows.where(condition($rows.alias));
    return $rows.single();
  };
  const Query = {
    ...lists,
    workerByTypedId: (_: Step, args: FieldArgs) =>
      single(worker!, uuidStep("worker", args.getRaw("id")), (w) => seenWorker(sql, w)),
    needsByTypedIds: (_: Step, args: FieldArgs) =>
      each(args.getRaw("ids") as never, ($id: Step) =>
        single(need!, uuidStep("need", $id), (n) => sql`${n}.status <> 'DRAFT'`),
      ),
  };
  return {
    typeDefs: TYPE_DEFINITIONS as never,
    objects: {
      ...rowPlans,
      Worker: { plans: { ...rowPlans.Worker.plans, seenSkills } },
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
