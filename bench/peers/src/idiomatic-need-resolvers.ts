import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { TypeID } from "typeid-js";
import { type Context, database } from "./idiomatic-database.js";
import { Match, Need, NeedSkill, NeedStatus, Partner, Skill, Worker } from "./idiomatic-entities.js";
import {
  CreateNeedInput,
  MatchConnection,
  NeedConnection,
  NeedFilter,
  NeedPayload,
} from "./idiomatic-types.js";
import { pageOf } from "./need-reads.js";
import { RANKING } from "./ranking.js";
import { shownScore, today, typedId, uuidOf } from "./typed-ids.js";

@Resolver(() => Need)
export class NeedResolver {
  private readonly needs = database.getRepository(Need);

  @Query(() => NeedConnection, { name: "needs" })
  async needsPage(
    @Arg("filter", () => NeedFilter, { nullable: true }) filter: NeedFilter | null,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
  ) {
    const query = this.needs
      .createQueryBuilder("need")
      .innerJoin("need.partner", "partner")
      .where("need.archivedAt is null and partner.archivedAt is null")
      .andWhere("need.status <> :draft", { draft: NeedStatus.DRAFT });
    if (filter?.statuses) query.andWhere("need.status in (:...statuses)", { statuses: filter.statuses });
    if (filter?.partnerId)
      query.andWhere("need.partnerId = :partnerId", { partnerId: uuidOf("partner", filter.partnerId) });
    const rows = await query
      .orderBy("need.id", "DESC")
      .limit(first + 1)
      .getMany();
    return pageOf(rows, first);
  }

  @Mutation(() => NeedPayload)
  async createNeed(
    @Arg("input", () => CreateNeedInput) { partnerId, skills, ...input }: CreateNeedInput,
  ): Promise<NeedPayload> {
    const need = await database.transaction(async (manager) => {
      const partner = await manager.findOneByOrFail(Partner, { id: uuidOf("partner", partnerId) });
      const made = manager.create(Need, {
        id: new TypeID("").toUUID(),
        consortiumId: partner.consortiumId,
        partnerId: partner.id,
        title: input.title.trim(),
        description: input.description ?? "",
        status: NeedStatus.DRAFT,
        capacity: input.capacity,
        modality: input.modality,
      });
      await manager.insert(Need, made);
      const rows = skills.map(({ skillId, ...skill }) => ({
        ...skill,
        needId: made.id,
        skillId: uuidOf("skill", skillId),
      }));
      await manager.insert(NeedSkill, rows);
      return made;
    });
    return { need };
  }

  @FieldResolver(() => ID)
  id(@Root() need: Need): string {
    return typedId("need", need.id);
  }

  @FieldResolver(() => Partner)
  partner(@Root() need: Need, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return loaders.partners.load(need.partnerId);
  }

  @FieldResolver(() => [NeedSkill])
  skills(@Root() need: Need, @Ctx() { loaders }: Context): Promise<NeedSkill[]> {
    return loaders.needSkills.load(need.id);
  }

  @FieldResolver(() => MatchConnection)
  async matches(@Root() need: Need, @Arg("first", () => Int, { defaultValue: 20 }) first: number) {
    const rows: { id: string; score: number }[] = await database.query(RANKING, [need.id, first, today()]);
    const matches = rows.map(({ id, score }) => ({ workerId: id, score: shownScore(score) }));
    return pageOf(matches, first);
  }
}

@Resolver(() => NeedSkill)
export class NeedSkillResolver {
  @FieldResolver(() => Skill)
  skill(@Root() { skillId }: NeedSkill, @Ctx() { loaders }: Context): Promise<Skill | null> {
    return loaders.skills.load(skillId);
  }
}

@Resolver(() => Partner)
export class PartnerResolver {
  @FieldResolver(() => ID)
  id(@Root() partner: Partner): string {
    return typedId("partner", partner.id);
  }
}

@Resolver(() => Match)
export class MatchResolver {
  @FieldResolver(() => Worker)
  worker(@Root() { workerId }: Match, @Ctx() { loaders }: Context): Promise<Worker | null> {
    return loaders.workers.load(workerId);
  }
}
