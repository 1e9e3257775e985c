import type { EntityManager, QueryDeepPartialEntity } from "typeorm";
import {
  type ActingPartner,
  actingFor,
  CommunityGoal,
  editablePartner,
  partnerActing,
} from "../partners/index.js";
import type { User } from "../platform/auth/principal.js";
import type { Commands, Transaction } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { ask } from "../platform/database/transaction.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import { holdSkills, type Taxonomy } from "../skills/index.js";
import type { CreateNeedInput, NeedSkillInput, NeedTransitionInput, UpdateNeedInput } from "./need.inputs.js";
import { Need, NeedStatus } from "./need.js";
import { maySeeNeed } from "./need.policy.js";
import { isEditable, type NeedEvent, nextNeedStatus } from "./need-lifecycle.js";
import { NeedSkill } from "./need-skill.js";

export interface NeedReference {
  readonly needId: string;
}

const COMMAND_NAMES: Readonly<Record<NeedEvent, string>> = {
  PUBLISH: "publishNeed",
  FILL: "fillNeed",
  REOPEN: "reopenNeed",
  CLOSE: "closeNeed",
  EXPIRE: "expireNeed",
};

const PARTNER = ["input", "partnerId"];

/** What a new need is, whichever command makes it. */
export type NeedDetails = Omit<CreateNeedInput, "partnerId" | "idempotencyKey">;

/** What was looked up of that. */
interface NamedInNeed {
  /** For each of the skills asked for its id. */
  readonly skillIds: readonly (string | undefined)[];
  readonly found: ActingPartner | undefined;
  /** What `holdSkills` says of the skills. */
  readonly current: ReadonlyMap<string, string>;
}

/** Use cases that change what partners look for. */
export class NeedService {
  constructor(
    private readonly commands: Commands,
    private readonly taxonomy: Taxonomy,
    /** Today's date as YYYY-MM-DD. */
    private readonly today: () => string,
  ) {}

  async create(user: User, input: CreateNeedInput): Promise<NeedReference> {
    const duplicates = {
      need_consortium_id_external_id_idx: {
        field: "externalId",
        message: `A need with the external id "${input.externalId}" exists already.`,
      },
    };
    const skillIds = this.skillsNamed(input.skills);
    const acting = partnerActing(uuidOf("partner", input.partnerId, PARTNER));
    const held = holdSkills(skillIds.filter((id) => id !== undefined));
    return await this.commands.run(
      user,
      { name: "createNeed", input, duplicates, foreseen: [acting, held] },
      (transaction, found, current) => this.insert(transaction, user, input, { skillIds, found, current }),
    );
  }

  /**
   * Creates a need in the transaction of another command, which says what the need is.
   * @throws Refusal as for `create`, with paths into the input of that
   */
  async createWithin(
    transaction: Transaction,
    user: User,
    input: NeedDetails & Pick<CreateNeedInput, "partnerId">,
  ): Promise<NeedReference> {
    const { manager } = transaction;
    const skillIds = this.skillsNamed(input.skills);
    const found = await ask(manager, partnerActing(uuidOf("partner", input.partnerId, PARTNER)));
    const current = await ask(manager, holdSkills(skillIds.filter((id) => id !== undefined)));
    return await this.insert(transaction, user, input, { skillIds, found, current });
  }

  private async insert(
    { manager, insert, changed }: Transaction,
    user: User,
    input: NeedDetails,
    { skillIds, found, current }: NamedInNeed,
  ): Promise<NeedReference> {
    const partner = actingFor(user, found, PARTNER);
    const communityGoalId = await goalOf(manager, partner.id, input.communityGoalId);
    const { startsOn = null, endsOn = null } = input;
    assertDates(startsOn, endsOn);
    if (input.publish) this.assertPublishable({ endsOn }, input.skills.length);
    const id = newId();
    const asked = skillsAsked(id, input.skills, skillIds, current);
    const need = {
      id,
      consortiumId: partner.consortiumId,
      partnerId: partner.id,
      communityGoalId: communityGoalId ?? null,
      externalId: input.externalId ?? null,
      title: input.title.trim(),
      description: input.description ?? "",
      status: input.publish ? NeedStatus.OPEN : NeedStatus.DRAFT,
      capacity: input.capacity,
      hoursPerWeek: input.hoursPerWeek ?? null,
      modality: input.modality,
      country: input.country ?? null,
      region: input.region ?? null,
      languages: input.languages ?? [],
      startsOn,
      endsOn,
    };
    insert(Need, [need]);
    if (asked.length > 0) insert(NeedSkill, asked);
    changed("need", id);
    return { needId: id };
  }

  async update(user: User, input: UpdateNeedInput): Promise<NeedReference> {
    return await this.commands.run(
      user,
      { name: "updateNeed", input },
      async ({ manager, insert, changed }) => {
        const need = await editableNeed(manager, user, input.id);
        if (!isEditable(need.status))
          throw refuse(
            UserErrorCode.INVALID_TRANSITION,
            ["input", "id"],
            `A need that is ${need.status} does not change any more. Create a new one.`,
          );
        const {
          title,
          description,
          capacity,
          hoursPerWeek,
          modality,
          country,
          region,
          languages,
          startsOn,
          endsOn,
        } = input;
        assertDates(
          startsOn === undefined ? need.startsOn : startsOn,
          endsOn === undefined ? need.endsOn : endsOn,
        );
        await updateRecord(manager, Need, need.id, input.expectedVersion, {
          communityGoalId: await goalOf(manager, need.partnerId, input.communityGoalId),
          title: title?.trim(),
          description,
          capacity,
          hoursPerWeek,
          modality,
          country,
          region,
          languages,
          startsOn,
          endsOn,
        });
        if (need.status !== NeedStatus.DRAFT)
          this.assertPublishable(
            { endsOn: endsOn === undefined ? need.endsOn : endsOn },
            input.skills?.length ?? 1,
          );
        if (input.skills) {
          await manager.query("delete from need_skill where need_id = $1", [need.id]);
          const skillIds = this.skillsNamed(input.skills);
          const current = await ask(manager, holdSkills(skillIds.filter((id) => id !== undefined)));
          const asked = skillsAsked(need.id, input.skills, skillIds, current);
          if (asked.length > 0) insert(NeedSkill, asked);
        }
        changed("need", need.id);
        return { needId: need.id };
      },
    );
  }

  /** Moves a need along its life, if its present status allows it. */
  async transition(user: User, event: NeedEvent, input: NeedTransitionInput): Promise<NeedReference> {
    return await this.commands.run(
      user,
      { name: COMMAND_NAMES[event], input },
      async ({ manager, changed }) => {
        const need = await editableNeed(manager, user, input.id);
        const status = nextNeedStatus(need.status, event);
        if (!status)
          throw refuse(
            UserErrorCode.INVALID_TRANSITION,
            ["input", "id"],
            `A need that is ${need.status} cannot take this step.`,
          );
        if (status === NeedStatus.OPEN)
          this.assertPublishable(need, await manager.countBy(NeedSkill, { needId: need.id }));
        await updateRecord(manager, Need, need.id, input.expectedVersion, { status });
        changed("need", need.id);
        return { needId: need.id };
      },
    );
  }

  async archive(user: User, input: NeedTransitionInput): Promise<NeedReference> {
    return await this.commands.run(user, { name: "archiveNeed", input }, async ({ manager, changed }) => {
      const need = await editableNeed(manager, user, input.id);
      await archiveRecord(manager, Need, need.id, input.expectedVersion);
      changed("need", need.id);
      return { needId: need.id };
    });
  }

  private assertPublishable({ endsOn }: { readonly endsOn: string | null }, skills: number): void {
    if (skills === 0)
      throw refuse(
        UserErrorCode.BAD_USER_INPUT,
        ["input", "skills"],
        "An open need asks for at least one skill; without one nobody can be matched.",
      );
    if (endsOn !== null && endsOn < this.today())
      throw refuse(
        UserErrorCode.BAD_USER_INPUT,
        ["input", "endsOn"],
        "The last day of an open need must not be past.",
      );
  }

  /** The ids of the skills that an input names; undefined for those that needs cannot ask for. */
  private skillsNamed(inputs: readonly NeedSkillInput[]): (string | undefined)[] {
    return inputs.map(
      ({ skillId }, index) => this.taxonomy.assignable(uuidOf("skill", skillId, skillField(index)))?.uuid,
    );
  }
}

const skillField = (index: number) => ["input", "skills", String(index), "skillId"];

/**
 * The rows of the skills that a need asks for.
 * @param named for each of the inputs its skill
 * @param current what `holdSkills` says of those
 */
function skillsAsked(
  needId: string,
  inputs: readonly NeedSkillInput[],
  named: readonly (string | undefined)[],
  current: ReadonlyMap<string, string>,
): QueryDeepPartialEntity<NeedSkill>[] {
  const rows = inputs.map(({ importance, proficiency, mentored }, index) => {
    const id = named[index];
    if (id === undefined)
      throw notFound(skillField(index), "No skill in use has this id; headings cannot be asked for.");
    return { needId, skillId: current.get(id)!, importance, proficiency, mentored };
  });
  const twice = rows.findIndex(
    (row, index) => rows.findIndex((other) => other.skillId === row.skillId) < index,
  );
  if (twice >= 0)
    throw refuse(
      UserErrorCode.BAD_USER_INPUT,
      skillField(twice),
      "must not name a skill twice; two of these were merged into one",
    );
  return rows;
}

async function editableNeed(manager: EntityManager, user: User, typedId: string): Promise<Need> {
  const field = ["input", "id"];
  const need = await manager.findOneBy(Need, { id: uuidOf("need", typedId, field) });
  if (!need || need.archivedAt || !maySeeNeed(user, need))
    throw notFound(field, "No need in use has this id.");
  await editablePartner(manager, user, need.partnerId, field);
  return need;
}

/** The goal of the input: undefined and null as they are, an id looked up among the partner's own goals. */
async function goalOf(
  manager: EntityManager,
  partnerId: string,
  typedId: string | null | undefined,
): Promise<string | null | undefined> {
  if (!typedId) return typedId;
  const field = ["input", "communityGoalId"];
  const goal = await manager.findOneBy(CommunityGoal, { id: uuidOf("community_goal", typedId, field) });
  if (!goal || goal.archivedAt || goal.partnerId !== partnerId)
    throw notFound(field, "This partner has no community goal in use with this id.");
  return goal.id;
}

function assertDates(startsOn: string | null, endsOn: string | null): void {
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    throw refuse(UserErrorCode.BAD_USER_INPUT, ["input", "endsOn"], "must not be before startsOn");
}
