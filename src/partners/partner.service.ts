import type { EntityManager } from "typeorm";
import type { User } from "../platform/auth/principal.js";
import type { Commands } from "../platform/database/commands.js";
import { newId } from "../platform/database/new-id.js";
import { ask, type Question } from "../platform/database/transaction.js";
import { archiveRecord, notFound, updateRecord } from "../platform/database/update-record.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { refuse, UserErrorCode } from "../platform/graphql/user-errors.js";
import type { ArchivePartnerInput, CreatePartnerInput, UpdatePartnerInput } from "./partner.inputs.js";
import { Partner, PartnerSector } from "./partner.js";
import { mayCreatePartner, mayEditPartner } from "./partner.policy.js";

export interface PartnerReference {
  readonly partnerId: string;
}

/** Use cases that change community organisations. */
export class PartnerService {
  constructor(private readonly commands: Commands) {}

  async create(user: User, input: CreatePartnerInput): Promise<PartnerReference> {
    if (!mayCreatePartner(user))
      throw refuse(
        UserErrorCode.FORBIDDEN,
        ["input"],
        "Only administrators and library managers register partners.",
      );
    const duplicates = {
      partner_consortium_id_external_id_idx: {
        field: "externalId",
        message: `A partner with the external id "${input.externalId}" exists already.`,
      },
    };
    return await this.commands.run(
      user,
      { name: "createPartner", input, duplicates },
      async (transaction) => {
        const id = newId();
        await transaction.manager.insert(Partner, {
          id,
          consortiumId: user.consortiumId,
          externalId: input.externalId ?? null,
          name: input.name.trim(),
          description: input.description ?? "",
          url: input.url ?? null,
          sector: input.sector ?? PartnerSector.OTHER,
          country: input.country ?? null,
          region: input.region ?? null,
          contactEmail: input.contactEmail ?? null,
        });
        transaction.changed("partner", id);
        return { partnerId: id };
      },
    );
  }

  async update(user: User, input: UpdatePartnerInput): Promise<PartnerReference> {
    return await this.commands.run(user, { name: "updatePartner", input }, async (transaction) => {
      const { id } = await editablePartner(transaction.manager, user, uuidOf("partner", input.id), [
        "input",
        "id",
      ]);
      const { name, description, url, sector, country, region, contactEmail } = input;
      await updateRecord(transaction.manager, Partner, id, input.expectedVersion, {
        name: name?.trim(),
        description,
        url,
        sector,
        country,
        region,
        contactEmail,
      });
      transaction.changed("partner", id);
      return { partnerId: id };
    });
  }

  async archive(user: User, input: ArchivePartnerInput): Promise<PartnerReference> {
    return await this.commands.run(user, { name: "archivePartner", input }, async (transaction) => {
      const { id } = await editablePartner(transaction.manager, user, uuidOf("partner", input.id), [
        "input",
        "id",
      ]);
      await archiveRecord(transaction.manager, Partner, id, input.expectedVersion);
      transaction.changed("partner", id);
      return { partnerId: id };
    });
  }
}

/** What decides who may act for a partner. */
export type ActingPartner = Pick<Partner, "id" | "consortiumId" | "archivedAt">;

/** Asks for the partner of an id; `actingFor` says whether somebody may act for it. */
export const partnerActing = (id: string): Question<ActingPartner | undefined> => ({
  text: `select id, consortium_id as "consortiumId", archived_at as "archivedAt" from partner where id = $1`,
  values: [id],
  answerIn: ([partner]) => partner as ActingPartner | undefined,
});

/**
 * The partner, if the user may act for it.
 * @param field where its id stood in the input
 * @throws Refusal NOT_FOUND, or FORBIDDEN: partners are public, so saying so reveals nothing
 */
export async function editablePartner(
  manager: EntityManager,
  user: User,
  id: string,
  field: readonly string[],
): Promise<ActingPartner> {
  return actingFor(user, await ask(manager, partnerActing(id)), field);
}

/** The same for a partner that was asked for before. */
export function actingFor(
  user: User,
  partner: ActingPartner | undefined,
  field: readonly string[],
): ActingPartner {
  if (!partner || partner.archivedAt) throw notFound(field, "No partner in use has this id.");
  if (!mayEditPartner(user, partner))
    throw refuse(UserErrorCode.FORBIDDEN, field, "Only members of this partner may act for it.");
  return partner;
}
