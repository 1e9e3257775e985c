import { defineLoader, grouped } from "../../platform/graphql/loaders.js";
import type { Agreement, AgreementSkill } from "./agreement.js";

const byConnections = {
  name: "agreements.by-connections",
  text: `select a.id, a.connection_id as "connectionId", a.worker_id as "workerId", a.state, a.proposed_by as "proposedBy",
      a.scope, a.hours_total as "hoursTotal", a.hours_per_week as "hoursPerWeek", a.starts_on as "startsOn",
      a.ends_on as "endsOn", a.mentor_name as "mentorName", a.community_goal_id as "communityGoalId",
      a.created_at as "createdAt", a.agreed_at as "agreedAt"
    from agreement a where a.connection_id = any($1::uuid[]) and a.state in ('PROPOSED', 'AGREED')`,
};

/** The terms of a connection that hold, and those that are proposed; the connection must be visible to the caller. */
export const agreementsByConnection = defineLoader<string, Agreement[]>({
  batch: async ({ reads }, ids) =>
    grouped(ids, await reads.run<Agreement>(byConnections, [ids]), ({ connectionId }) => connectionId),
});

const skillsByAgreements = {
  name: "agreement-skills.by-agreements",
  text: `select s.agreement_id as "agreementId", s.skill_id as "skillId", s.start, s.target
    from agreement_skill s where s.agreement_id = any($1::uuid[]) order by s.skill_id`,
};

/** The skills that terms are about. */
export const skillsByAgreement = defineLoader<string, AgreementSkill[]>({
  batch: async ({ reads }, ids) =>
    grouped(
      ids,
      await reads.run<AgreementSkill>(skillsByAgreements, [ids]),
      ({ agreementId }) => agreementId,
    ),
});
