import { stringify } from "csv-stringify/sync";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import type { Authenticate } from "../platform/auth/authenticate.js";
import type { Entitle, User } from "../platform/auth/principal.js";
import type { Reads } from "../platform/database/reads.js";
import { userOf } from "../platform/graphql/context.js";
import { forbidden, type HttpAnswer, InvalidInput } from "../platform/graphql/errors.js";
import { Loaders } from "../platform/graphql/loaders.js";
import { typedId, uuidOf } from "../platform/graphql/typed-id.js";
import type { Gate } from "../platform/http/gate.js";
import { throughGate } from "../platform/http/through-gate.js";
import type { Taxonomy } from "../skills/index.js";
import { listUnmet } from "./demand/unmet.reads.js";
import { monthFunnels, yearFunnel } from "./funnel/funnel.reads.js";
import { OVERSEERS } from "./insights.access.js";
import { SkillGapOrder } from "./insights.inputs.js";
import { listSkillGaps } from "./insights.reads.js";
import { monthOf } from "./month.js";
import { whereIn } from "./scope.js";

/** What the files are made of. */
export interface InsightFiles {
  readonly reads: Reads;
  readonly taxonomy: Taxonomy;
  readonly authenticate: Authenticate;
  readonly entitle: Entitle;
  readonly gate: Gate;
  readonly today: () => string;
}

type Query = Readonly<Record<string, string | undefined>>;
type Rows = readonly Readonly<Record<string, string | number | null>>[];

/** So many rows are read at a time. */
const AT_ONCE = 1000;
const YEAR = /^20\d\d$/;
const DAY = /^20\d\d-(0[1-9]|1[0-2])(-\d\d)?$/;

/**
 * The figures as CSV, for whoever may ask for `insights`: `/insights/skill-gaps.csv`, `/insights/funnel.csv` and
 * `/insights/unmet-needs.csv`. An empty field is a figure that is not published.
 */
export function serveInsights(app: FastifyInstance, files: InsightFiles): void {
  const { authenticate, entitle, gate } = files;
  const file = (name: string, rowsOf: (user: User, query: Query, files: InsightFiles) => Promise<Rows>) =>
    app.get(
      `/insights/${name}.csv`,
      throughGate(gate, async (request, reply) => {
        try {
          const { principal } = await authenticate(request.headers.authorization);
          const user = userOf(await entitle(principal));
          if (!(OVERSEERS as readonly string[]).includes(user.role)) throw forbidden();
          return await sent(reply, name, await rowsOf(user, request.query as Query, files));
        } catch (error) {
          return refused(error, request, reply);
        }
      }),
    );
  file("skill-gaps", skillGapRows);
  file("funnel", funnelRows);
  file("unmet-needs", unmetRows);
}

const sent = (reply: FastifyReply, name: string, rows: Rows) =>
  reply
    .type("text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${name}.csv"`)
    .header("cache-control", "no-store")
    // Labels that people write must not be taken for formulas by whoever opens it.
    .send(stringify([...rows], { header: true, escape_formulas: true, columns: columnsOf(name) }));

const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  "skill-gaps": ["skill_uri", "skill", "have", "want", "needed", "gap"],
  funnel: ["period", "stage", "needs", "median_days"],
  "unmet-needs": ["need_id", "title", "best_score"],
};
const columnsOf = (name: string) => [...COLUMNS[name]!];

function refused(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!(error instanceof GraphQLError)) throw error;
  const { status = 400, headers = {} } = (error.extensions.http ?? {}) as Partial<HttpAnswer>;
  return reply
    .code(status)
    .headers({ ...headers, "cache-control": "no-store" })
    .send({
      errors: [
        { message: error.message, extensions: { code: error.extensions.code, requestId: request.id } },
      ],
    });
}

/** Where a query asks about: `library` or `region`. */
const whereOf = (user: User, { library, region }: Query, { reads }: InsightFiles) =>
  whereIn(new Loaders({ principal: user, reads: reads.as(user) }), library, region, ["library"]);

/** Everything that is had, wanted or needed; `library`, `region`, `within`, `includeNarrower=true` and `month` say what of it. */
async function skillGapRows(user: User, query: Query, files: InsightFiles): Promise<Rows> {
  const { reads, taxonomy, today } = files;
  const { month = today(), within, includeNarrower = "false" } = query;
  if (!DAY.test(month)) throw new InvalidInput([{ field: ["month"], message: "must be like 2026-11" }]);
  const question = {
    where: await whereOf(user, query, files),
    month: monthOf(month),
    skillIds: within && [...taxonomy.descendants(uuidOf("skill", within, ["within"]))],
    includeNarrower: includeNarrower === "true",
    orderBy: SkillGapOrder.GAP,
  };
  const gaps = await allOf((page) =>
    listSkillGaps(reads, user, { ...question, skillIds: question.skillIds || undefined }, page),
  );
  return gaps.map(({ skillId, have, want, needed, gap }) => {
    const skill = taxonomy.current(skillId);
    return { skill_uri: skill?.uri ?? null, skill: skill?.preferredLabel ?? null, have, want, needed, gap };
  });
}

/** A year and, of the consortium, its months; `library`, `region` and `year` say which. */
async function funnelRows(user: User, query: Query, files: InsightFiles): Promise<Rows> {
  const { reads, today } = files;
  const { year = today().slice(0, 4) } = query;
  if (!YEAR.test(year)) throw new InvalidInput([{ field: ["year"], message: "must be like 2026" }]);
  const { supply } = await whereOf(user, query, files);
  const isWhole = query.library === undefined && query.region === undefined;
  const funnels = [
    await yearFunnel(reads, user, supply, Number(year)),
    ...(isWhole ? await monthFunnels(reads, user, `${year}-12-01`, 12) : []),
  ];
  return funnels.flatMap(({ period, stages }) =>
    stages.map(({ stage, needs, medianDays }) => ({ period, stage, needs, median_days: medianDays })),
  );
}

const TITLES = {
  name: "insights.titles",
  text: "select id, title from need where id = any($1::uuid[])",
};

/** The open needs without a match of `minScore`, 30 when left out, or more. */
async function unmetRows(user: User, { minScore = "30" }: Query, { reads }: InsightFiles): Promise<Rows> {
  const least = Number(minScore);
  if (!(least >= 0 && least <= 100))
    throw new InvalidInput([{ field: ["minScore"], message: "must be a number from 0 to 100" }]);
  const needs = await allOf((page) => listUnmet(reads, user, least / 100, page));
  const ids = needs.map(({ needId }) => needId);
  const rows = await reads.as(user).run<{ id: string; title: string }>(TITLES, [ids]);
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return needs.map(({ needId, bestScore }) => ({
    need_id: typedId("need", needId),
    title: titles.get(needId) ?? null,
    best_score: bestScore,
  }));
}

/** All pages of a list. */
async function allOf<Row>(
  list: (page: { first: number; after: string | null }) => Promise<{
    readonly nodes: readonly Row[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ; ) {
    const { nodes, pageInfo } = await list({ first: AT_ONCE, after });
    rows.push(...nodes);
    if (!pageInfo.hasNextPage) return rows;
    after = pageInfo.endCursor;
  }
}
