import { briefPartnerFields, type Partner } from "../partners/index.js";
import { jsonRows } from "../platform/database/json-rows.js";
import { versionedColumns } from "../platform/database/versioned.js";
import type { Selection } from "../platform/graphql/look-ahead.js";
import type { Need } from "./need.js";
import type { NeedSkill } from "./need-skill.js";

/** A need, with what was read along with it because the query asks for it. */
export interface ReadNeed extends Need {
  /** With the fields of `briefPartnerFields` only. */
  readonly partnerRead?: Partner;
  /** In the order of `skillsByNeed`. */
  readonly skillsRead?: readonly NeedSkill[];
}

/** How much of needs is read. There are eight, so that PostgreSQL has few statements to keep. */
export interface NeedShape {
  /** The name says all of it. */
  readonly name: string;
  /** Of a row of `need` as n, and of its partner as p where `hasPartner`. */
  readonly columns: string;
  readonly hasPartner: boolean;
  readonly hasSkills: boolean;
}

/** What most lists show: reading no more than that costs less than half. */
const BRIEF = new Set(["__typename", "id", "title", "status", "capacity", "modality", "partner", "skills"]);
const BRIEF_COLUMNS = `n.id, n.title, n.status, n.capacity, n.modality, n.partner_id as "partnerId"`;

const COLUMNS = `${versionedColumns("n")}, n.consortium_id as "consortiumId", n.partner_id as "partnerId",
  n.community_goal_id as "communityGoalId", n.external_id as "externalId", n.title, n.description, n.status, n.capacity, n.places_taken as "placesTaken",
  n.hours_per_week as "hoursPerWeek", n.modality, n.country, n.region, n.languages, n.starts_on as "startsOn",
  n.ends_on as "endsOn"`;

const SKILLS = jsonRows(
  ["k.skill_id", "k.importance", "k.proficiency", "k.mentored"],
  "from need_skill k where k.need_id = n.id",
  "k.importance, k.skill_id",
);

/** @param asked what the query asks of the needs; null for whole rows and nothing along with them */
export function needShape(asked: Selection | null): NeedShape {
  const isBrief = asked?.isWithin(BRIEF) ?? false;
  const hasPartner = asked?.has("partner") === true && asked.in("partner").isWithin(briefPartnerFields);
  const hasSkills = asked?.has("skills") === true;
  const columns = [isBrief ? BRIEF_COLUMNS : COLUMNS];
  if (hasPartner) columns.push('p.name as "partnerName"');
  if (hasSkills) columns.push(`${SKILLS} as "skillRows"`);
  const name = `${isBrief ? "brief" : "whole"}${hasPartner ? "+partner" : ""}${hasSkills ? "+skills" : ""}`;
  return { name, columns: columns.join(", "), hasPartner, hasSkills };
}

/** A row as `columns` gives it. */
interface NeedRow extends Need {
  readonly partnerName: string;
  readonly skillRows: string;
}

type SkillRow = [skillId: string, importance: string, proficiency: string, mentored: string];

/** The needs in rows that were read in a shape. */
export function needsIn(rows: readonly object[], { hasPartner, hasSkills }: NeedShape): ReadNeed[] {
  if (!hasPartner && !hasSkills) return rows as ReadNeed[];
  return (rows as NeedRow[]).map((row) => {
    const { partnerName, skillRows, ...need } = row;
    return Object.assign(need, {
      partnerRead: hasPartner ? ({ id: need.partnerId, name: partnerName } as Partner) : undefined,
      skillsRead: hasSkills ? skillsIn(need.id, skillRows) : undefined,
    });
  });
}

const skillsIn = (needId: string, rows: string): NeedSkill[] =>
  (JSON.parse(rows) as SkillRow[]).map(
    ([skillId, importance, proficiency, mentored]) =>
      ({ needId, skillId, importance, proficiency, mentored: mentored === "true", skill: null }) as NeedSkill,
  );
