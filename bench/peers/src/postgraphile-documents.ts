import type { OwnDocuments } from "./own-documents.js";

const SKILL = "skill: skillBySkillId { id: typedId preferredLabel }";
const PARTNER = "partner: partnerByPartnerId { id: typedId name }";

const idOf = ({ id }: { readonly id: string }) => id;

/**
 * The operations of the benchmark by name. With these aliases the answer is the JSON of ours, so nothing has to be
 * unwrapped. Those that are missing are asked as they are.
 */
export const documents: OwnDocuments = {
  needsList: {
    query: `query ($first: Int!) { needs: needsByStatus(statuses: [OPEN], first: $first) { nodes {
      id: typedId title status modality capacity ${PARTNER}
      skills: needSkillsByNeedIdList(orderBy: [IMPORTANCE_ASC, SKILL_ID_ASC]) { importance proficiency ${SKILL} }
    } pageInfo { hasNextPage } } }`,
  },
  worker: {
    query: `query ($id: ID!) { worker: workerByTypedId(id: $id) { id: typedId name: seenName jobTitle: seenJobTitle
      skills: seenSkills(first: 20) { nodes { proficiency ${SKILL} } } } }`,
  },
  workersFiltered: {
    query: `query ($skill: ID!) { workers: workersWithSkill(skill: $skill, lowest: COMPETENT, first: 20) {
      nodes { id: typedId name: seenName country region } pageInfo { hasNextPage } } }`,
  },
  needsMatches: {
    query: `query ($partner: ID!) { needs: needsByPartner(partner: $partner, first: 10) { nodes { id: typedId title
      matches(top: 20) { nodes { score: shownScore worker: workerByWorkerId { id: typedId name: seenName } } } } } }`,
  },
  // No federation: the same needs by a list of ids, which is one statement where aliased fields would be a hundred.
  entities: {
    query: `query ($ids: [ID!]!) { _entities: needsByTypedIds(ids: $ids) { id: typedId title status ${PARTNER} } }`,
    variables: ({ representations }) => ({ ids: (representations as { readonly id: string }[]).map(idOf) }),
  },
  createNeed: {
    query: `mutation ($input: DraftInput!) { createNeed: createDraft(input: $input) {
      need { title status capacity partner: partnerByPartnerId { name } } } }`,
  },
};
