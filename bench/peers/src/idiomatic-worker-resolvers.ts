import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { In, IsNull } from "typeorm";
import { type Context, database } from "./idiomatic-database.js";
import { PARTNERS_SEE, Proficiency, Skill, Worker, WorkerSkill } from "./idiomatic-entities.js";
import { WorkerConnection, WorkerFilter, WorkerSkillConnection } from "./idiomatic-types.js";
import { pageOf } from "./need-reads.js";
import { pseudonymOf, typedId, uuidOf } from "./typed-ids.js";

@Resolver(() => Worker)
export class WorkerResolver {
  private readonly workers = database.getRepository(Worker);

  @Query(() => Worker, { nullable: true })
  worker(@Arg("id", () => ID) id: string): Promise<Worker | null> {
    return this.workers.findOneBy({
      id: uuidOf("worker", id),
      archivedAt: IsNull(),
      discoverability: In(PARTNERS_SEE),
    });
  }

  @Query(() => WorkerConnection, { name: "workers" })
  async workersPage(
    @Arg("filter", () => WorkerFilter, { nullable: true }) filter: WorkerFilter | null,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
  ) {
    const query = this.workers
      .createQueryBuilder("worker")
      .where("worker.archivedAt is null and worker.discoverability in (:...seen)", { seen: PARTNERS_SEE });
    if (filter?.skillId) {
      const skill = query
        .subQuery()
        .select("1")
        .from(WorkerSkill, "skill")
        .where("skill.workerId = worker.id and skill.skillId = :skillId and skill.archivedAt is null")
        .andWhere("skill.visibility in (:...seen) and skill.proficiency >= :least");
      query.andWhere(`exists ${skill.getQuery()}`, {
        skillId: uuidOf("skill", filter.skillId),
        least: filter.minProficiency ?? Proficiency.NOVICE,
      });
    }
    const rows = await query
      .orderBy("worker.id", "ASC")
      .limit(first + 1)
      .getMany();
    return pageOf(rows, first);
  }

  @FieldResolver(() => ID)
  id(@Root() worker: Worker): string {
    return typedId("worker", worker.id);
  }

  @FieldResolver(() => String)
  name(@Root() { id, name, visibilityName }: Worker): string {
    return PARTNERS_SEE.includes(visibilityName) ? name : pseudonymOf(id);
  }

  @FieldResolver(() => String, { nullable: true })
  jobTitle(@Root() { jobTitle, visibilityJobTitle }: Worker): string | null {
    return PARTNERS_SEE.includes(visibilityJobTitle) ? jobTitle : null;
  }

  @FieldResolver(() => String, { nullable: true })
  async country(@Root() worker: Worker, @Ctx() context: Context): Promise<string | null> {
    return (await this.libraryOf(worker, context))?.country ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  async region(@Root() worker: Worker, @Ctx() context: Context): Promise<string | null> {
    return (await this.libraryOf(worker, context))?.region ?? null;
  }

  @FieldResolver(() => WorkerSkillConnection)
  async skills(
    @Root() worker: Worker,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Ctx() { loaders }: Context,
  ) {
    return pageOf(await loaders.workerSkills.load(worker.id), first);
  }

  private async libraryOf({ libraryId }: Worker, { loaders }: Context) {
    return libraryId ? await loaders.libraries.load(libraryId) : null;
  }
}

@Resolver(() => WorkerSkill)
export class WorkerSkillResolver {
  @FieldResolver(() => Skill)
  skill(@Root() { skillId }: WorkerSkill, @Ctx() { loaders }: Context): Promise<Skill | null> {
    return loaders.skills.load(skillId);
  }
}

@Resolver(() => Skill)
export class SkillResolver {
  @FieldResolver(() => ID)
  id(@Root() skill: Skill): string {
    return typedId("skill", skill.id);
  }
}
