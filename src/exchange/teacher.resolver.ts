import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { type FoundTeacher, shownScore, type TeacherFinding } from "../matching/index.js";
import { Partner, PartnerLearningGoal } from "../partners/index.js";
import { type Connection, connectionType } from "../platform/graphql/connection.js";
import type { Context } from "../platform/graphql/context.js";
import { Cost, ListOf, Paged } from "../platform/graphql/cost/cost.decorators.js";
import { unavailable } from "../platform/graphql/errors.js";
import { levelOf } from "../skills/index.js";
import { type ShownWorker, Worker, workerByIdFor } from "../workers/index.js";
import { SkillFlow, Teacher } from "./exchange.js";
import { flowsToPartner } from "./skill-flows.js";
import { TeachersArgs } from "./teacher.inputs.js";

export const TeacherConnection = connectionType("Teacher", () => Teacher, "teachers");

/** About a fifth of a millisecond at 10,000 workers. */
const SEARCH_POINTS = 20;

@Resolver(() => Teacher)
export class TeacherResolver {
  @FieldResolver(() => Worker, { description: "The worker, as you may see them." })
  async worker(
    @Root() { workerId }: Teacher,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ShownWorker> {
    const worker = await context.loaders.load(workerByIdFor(info, context), workerId);
    // Hidden a moment ago, and this replica has not been told yet.
    if (!worker) throw unavailable("This list has just changed. Ask again in a moment.", 1);
    return worker;
  }

  @Cost(1)
  @ListOf(5)
  @FieldResolver(() => [SkillFlow], {
    description: "What they learn from the worker, what matters most first; at most 20.",
  })
  teaches(@Root() { taught }: Teacher): SkillFlow[] {
    return flowsToPartner(taught());
  }
}

/** Adds to a partner who teaches what its people want to learn. */
@Resolver(() => Partner)
export class PartnerExpertiseResolver {
  constructor(private readonly finding: TeacherFinding) {}

  @Cost(SEARCH_POINTS)
  @Paged()
  @FieldResolver(() => TeacherConnection, {
    description:
      "The library workers who teach the most of all that its people want to learn, the best first. For the partner and the libraries of its consortium; empty for others. The partner also finds those who disclosed themselves to it for all of its needs.",
  })
  async expertise(
    @Root() partner: Partner,
    @Args(() => TeachersArgs) args: TeachersArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<Teacher>> {
    return shownTeachers(await this.finding.forPartner(principal, partner, args));
  }
}

/** Adds to a learning goal who teaches towards it. */
@Resolver(() => PartnerLearningGoal)
export class GoalTeachersResolver {
  constructor(private readonly finding: TeacherFinding) {}

  @Cost(SEARCH_POINTS)
  @Paged()
  @FieldResolver(() => TeacherConnection, {
    description:
      "The library workers who teach the most towards it, the best first. For the partner and the libraries of its consortium; empty for others. The partner also finds those who disclosed themselves to it for all of its needs.",
  })
  async teachers(
    @Root() goal: PartnerLearningGoal,
    @Args(() => TeachersArgs) args: TeachersArgs,
    @Ctx() { principal }: Context,
  ): Promise<Connection<Teacher>> {
    const { partnerId, consortiumId } = goal;
    const wanted = { ...goal, current: levelOf(goal.current), target: levelOf(goal.target) };
    const isWanted = goal.archivedAt === null;
    return shownTeachers(
      await this.finding.forGoal(principal, { id: partnerId, consortiumId }, isWanted ? wanted : null, args),
    );
  }
}

/** Teachers with numbers and levels as the API names them. */
function shownTeachers({ edges, pageInfo }: Connection<FoundTeacher>): Connection<Teacher> {
  const shown = edges.map(({ node, cursor }) => ({ node: shownTeacher(node), cursor }));
  return { edges: shown, nodes: shown.map(({ node }) => node), pageInfo };
}

const shownTeacher = ({ workerId, value, taught }: FoundTeacher): Teacher => ({
  workerId,
  value: shownScore(value)!,
  taught,
});
