import type { IntroductionRules } from "../connections/index.js";
import { ProposeConnection } from "../connections/index.js";
import type { Matching } from "../matching/index.js";
import { NeedService } from "../needs/index.js";
import type { Commands } from "../platform/database/commands.js";
import type { Reads } from "../platform/database/reads.js";
import type { PersonalData } from "../platform/privacy/personal-data.js";
import type { Taxonomy } from "../skills/index.js";
import { expertiseAlertAccess } from "./alerts/expertise-alert.access.js";
import { ExpertiseAlert, ExpertiseFind } from "./alerts/expertise-alert.js";
import {
  ExpertiseAlertMutationResolver,
  ExpertiseAlertResolver,
  ExpertiseFindResolver,
} from "./alerts/expertise-alert.resolver.js";
import { ExpertiseAlertService } from "./alerts/expertise-alert.service.js";
import { cardLeadAccess } from "./leads/card-lead.access.js";
import { CardLead } from "./leads/card-lead.js";
import {
  CardLeadsResolver,
  ConnectionFromCardResolver,
  IntroduceFromCardResolver,
  NeedFromCardResolver,
  TurnCardIntoNeedResolver,
} from "./leads/card-lead.resolver.js";
import { CardLeadService } from "./leads/card-lead.service.js";
import { openingAccess } from "./pages/opening.access.js";
import { CardPageResolver, ConsortiumShowcaseResolver, OpeningResolver } from "./pages/opening.resolver.js";
import { OpeningService } from "./pages/opening.service.js";
import { ShowcaseAddresses } from "./pages/showcase-addresses.js";
import { ShowcaseOpening } from "./pages/showcase-opening.js";

/** The tables of what goes out from the showcase: to everybody, and to partners. */
export const outwardEntities = [ShowcaseOpening, ExpertiseAlert, ExpertiseFind, CardLead];

/** Who may ask for what of that. */
export const outwardAccess = [openingAccess, expertiseAlertAccess, cardLeadAccess];

/** An alert is the partner's own; that it found somebody is data about that worker. */
const PARTNERS_OWN = `'{"alert_id": null, "partner_id": null}'::jsonb`;
/** What a partner makes of a card is the partner's own until it is proposed. */
const PARTNERS_DRAFT = `case when t.connection_id is null then '{"partner_id": null, "need_id": null}'::jsonb else '{}' end`;

/** The rows about workers that it has. */
export const outwardPersonalData: readonly PersonalData[] = [
  { section: "expertiseFinds", table: "expertise_find", workerColumn: "worker_id", withheld: PARTNERS_OWN },
  { section: "cardLeads", table: "card_lead", workerColumn: "worker_id", withheld: PARTNERS_DRAFT },
];

/** What its resolvers are made of. */
export interface OutwardParts {
  readonly reads: Reads;
  readonly commands: Commands;
  readonly matching: Pick<Matching, "pair">;
  readonly taxonomy: Taxonomy;
  readonly today: () => string;
  readonly rules: IntroductionRules;
  /** Where others reach the service, without a slash at the end. */
  readonly publicUrl: string;
}

/** Its resolvers. */
export function outwardResolvers(parts: OutwardParts): object[] {
  const { reads, commands, matching, taxonomy, today, rules, publicUrl } = parts;
  const addresses = new ShowcaseAddresses(publicUrl);
  const leads = new CardLeadService(
    commands,
    new NeedService(commands, taxonomy, today),
    new ProposeConnection(commands, matching, rules),
    taxonomy,
  );
  return [
    new OpeningResolver(new OpeningService(commands)),
    new ConsortiumShowcaseResolver(addresses),
    new CardPageResolver(addresses),
    new ExpertiseAlertResolver(reads, taxonomy),
    new ExpertiseFindResolver(),
    new ExpertiseAlertMutationResolver(new ExpertiseAlertService(commands, taxonomy)),
    new TurnCardIntoNeedResolver(leads),
    new IntroduceFromCardResolver(leads),
    new NeedFromCardResolver(),
    new ConnectionFromCardResolver(),
    new CardLeadsResolver(),
  ];
}
