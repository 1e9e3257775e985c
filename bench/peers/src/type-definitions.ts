/** The part of the service's schema that the benchmark asks for, in its own names. */
export const TYPE_DEFINITIONS = /* GraphQL */ `
  type Query {
    needs(filter: NeedFilter, first: Int! = 20): NeedConnection!
    worker(id: ID!): Worker
    workers(filter: WorkerFilter, first: Int! = 20): WorkerConnection!
  }
  type Mutation {
    createNeed(input: CreateNeedInput!): NeedPayload!
  }
  input NeedFilter { statuses: [NeedStatus!] partnerId: ID }
  input WorkerFilter { skillId: ID minProficiency: Proficiency }
  input CreateNeedInput {
    partnerId: ID!
    title: String!
    description: String
    capacity: Int = 1
    modality: Modality = ON_SITE
    skills: [NeedSkillInput!]!
    idempotencyKey: String
  }
  input NeedSkillInput {
    skillId: ID!
    importance: Importance = MUST
    proficiency: Proficiency!
    mentored: Boolean = false
  }
  type NeedPayload { need: Need }
  type Need @key(fields: "id") {
    id: ID!
    title: String!
    status: NeedStatus!
    modality: Modality!
    capacity: Int!
    partner: Partner!
    skills: [NeedSkill!]!
    matches(first: Int! = 20): MatchConnection!
  }
  type Partner { id: ID! name: String! }
  type NeedSkill { importance: Importance! proficiency: Proficiency! skill: Skill! }
  type Skill { id: ID! preferredLabel: String! }
  type Match { score: Float worker: Worker! }
  type Worker {
    id: ID!
    name: String!
    jobTitle: String
    country: String
    region: String
    skills(first: Int! = 20): WorkerSkillConnection!
  }
  type WorkerSkill { proficiency: Proficiency! skill: Skill! }
  type NeedConnection { nodes: [Need!]! pageInfo: PageInfo! }
  type WorkerConnection { nodes: [Worker!]! pageInfo: PageInfo! }
  type WorkerSkillConnection { nodes: [WorkerSkill!]! pageInfo: PageInfo! }
  type MatchConnection { nodes: [Match!]! }
  type PageInfo { hasNextPage: Boolean! }
  enum NeedStatus { DRAFT OPEN FILLED CLOSED EXPIRED }
  enum Modality { ON_SITE REMOTE HYBRID }
  enum Importance { MUST NICE }
  enum Proficiency { NOVICE ADVANCED_BEGINNER COMPETENT PROFICIENT EXPERT }
`;
