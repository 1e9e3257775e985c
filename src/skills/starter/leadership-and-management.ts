import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const leadershipAndManagement: readonly StarterSkill[] = [
  group("leadership-and-management", "leadership and management", {
    description: "Setting direction, looking after people and money, and getting the work done well",
    also: ["library administration", "library leadership"],
  }),
  skill("people-management", "people management", {
    description: "Supporting, directing and developing a team so that both they and the service do well",
    broader: ["leadership-and-management"],
    also: ["staff management", "line management", "team management"],
    esco: "http://data.europa.eu/esco/skill/339ac029-066a-4985-9f9d-b3d7c8fea0bb",
  }),
  skill("branch-operations", "daily library operations", {
    description: "Running a branch or department day by day: people, building, money and service",
    broader: ["people-management"],
    also: ["branch management", "department management", "opening and closing"],
    esco: "http://data.europa.eu/esco/skill/dcd527ac-af3c-4656-99a5-c1afb3d3bc63",
  }),
  skill("staff-scheduling", "staff scheduling", {
    description: "Covering desks and shifts fairly, within hours, contracts and sudden absences",
    broader: ["branch-operations"],
    also: ["rostering", "rotas", "shift planning"],
    esco: "http://data.europa.eu/esco/skill/85aa1871-db96-42f7-801f-c39f924de2d7",
  }),
  skill("recruitment", "recruitment", {
    description: "Describing a job, finding candidates, interviewing fairly and choosing well",
    broader: ["people-management"],
    also: ["hiring", "staff selection", "talent acquisition"],
    esco: "http://data.europa.eu/esco/skill/496932f1-0b6b-4f73-9432-d95c7ddcd43b",
  }),
  skill("staff-training", "staff training", {
    description: "Helping colleagues learn what they need for the work they do now and next",
    broader: ["people-management", "teaching-and-training"],
    also: ["staff development", "training colleagues", "continuing education"],
    esco: "http://data.europa.eu/esco/skill/e54ff029-1ce9-447d-a5b2-eb7283a23e6e",
  }),
  skill("coaching", "coaching", {
    description: "Asking rather than telling, so that a colleague finds and follows their own way forward",
    broader: ["people-management"],
    also: ["coaching colleagues", "staff coaching"],
    esco: "http://data.europa.eu/esco/skill/0cc9c234-f817-4f4c-908a-4d28fe3b0f4a",
  }),
  skill("mentoring", "mentoring", {
    description: "Sharing experience with someone earlier on the road, regularly and on their terms",
    broader: ["people-management"],
    also: ["peer mentoring", "career mentoring", "being a mentor"],
    esco: "http://data.europa.eu/esco/skill/a584a638-a2c0-4b3c-bdf3-a64f87225be9",
  }),
  skill("performance-feedback", "performance feedback", {
    description: "Telling people honestly and usefully how they are doing, and agreeing what comes next",
    broader: ["people-management"],
    also: ["appraisals", "performance review", "giving feedback"],
    esco: "http://data.europa.eu/esco/skill/b9bb1f03-15e2-4079-943e-7e483b21725b",
  }),
  skill("conflict-resolution", "conflict resolution", {
    description: "Helping people in dispute reach something they can both work with",
    broader: ["people-management"],
    also: ["conflict management", "mediation", "dispute resolution"],
    esco: "http://data.europa.eu/esco/skill/96de2e86-e287-41f2-88ab-15a2343afc6f",
  }),
  skill("delegation", "delegation", {
    description: "Handing over work with the authority to do it, and staying available without hovering",
    broader: ["people-management"],
    also: ["assigning work", "empowering staff"],
    esco: "http://data.europa.eu/esco/skill/b00e948c-19be-4951-8cff-60f88f1046e9",
  }),
  skill("project-management", "project management", {
    description: "Bringing a piece of work with an end to that end, on time and within its means",
    broader: ["leadership-and-management"],
    also: ["managing projects", "project planning", "PM"],
    esco: "http://data.europa.eu/esco/skill/cd5efa8c-e44d-4cbc-91c6-796018dbed68",
  }),
  skill("change-management", "change management", {
    description: "Helping people through a change in tools, roles or place, and making it stick",
    broader: ["leadership-and-management"],
    also: ["leading change", "organisational change", "organizational change"],
    esco: "http://data.europa.eu/esco/skill/3c03ee71-4a23-448f-b79e-81fd75d27dca",
  }),
  skill("strategic-planning", "strategic planning", {
    description: "Choosing with others where the library goes in the next years, and what it stops doing",
    broader: ["leadership-and-management"],
    also: ["strategy", "long-range planning", "master planning"],
  }),
  skill("policy-development", "policy development", {
    description: "Writing rules that are fair, lawful, short and possible to apply at a busy desk",
    broader: ["leadership-and-management"],
    also: ["policy writing", "library policies", "rules of conduct"],
    esco: "http://data.europa.eu/esco/skill/3254275d-a1b5-4640-9481-02f38780ac35",
  }),
  skill("budgeting", "budgeting", {
    description: "Planning, following and explaining what comes in and what goes out",
    broader: ["leadership-and-management"],
    also: ["budget management", "financial planning", "managing budgets"],
    esco: "http://data.europa.eu/esco/skill/21c5790c-0930-4d74-b3b0-84caf5af12ea",
  }),
  skill("procurement", "procurement", {
    description: "Specifying, tendering and buying goods and services properly",
    broader: ["budgeting"],
    also: ["tendering", "RFP", "purchasing", "request for proposals"],
    esco: "http://data.europa.eu/esco/skill/9e9a4209-c7cf-4f6e-973e-dc2ffadccc74",
  }),
  skill("service-evaluation", "service evaluation", {
    description: "Finding out whether a service does what it is for, using numbers and people's own accounts",
    broader: ["leadership-and-management"],
    also: ["library assessment", "outcome measurement", "impact evaluation", "performance indicators"],
  }),
  skill("meeting-chairing", "chairing meetings", {
    description: "Leading a meeting to its decisions on time, with a fair share for every voice",
    broader: ["leadership-and-management"],
    also: ["running meetings", "meeting management"],
    related: ["facilitation"],
    esco: "http://data.europa.eu/esco/skill/5e9e6dea-23d9-46ba-b8ea-749319b48994",
  }),
  skill("board-relations", "board and governance relations", {
    description: "Preparing and advising trustees, friends and councils so that they govern well",
    broader: ["leadership-and-management"],
    also: ["trustees", "governance", "library board"],
  }),
  skill("facilities-management", "facilities management", {
    description: "Keeping a building safe, clean, open and fit for what happens in it",
    broader: ["leadership-and-management"],
    also: ["building management", "maintenance planning"],
  }),
  skill("space-planning", "library space planning", {
    description: "Arranging rooms, furniture, light and noise around what people come to do",
    broader: ["facilities-management"],
    also: ["interior planning", "space design", "refurbishment"],
    esco: "http://data.europa.eu/esco/skill/929d3b3f-bb2b-4c6b-a90b-c57e79a36267",
  }),
  skill("emergency-planning", "emergency planning", {
    description: "Preparing people and buildings for fire, storm, threat and outage, and rehearsing it",
    broader: ["facilities-management"],
    also: ["safety planning", "continuity planning", "emergency preparedness"],
  }),
  knowledge("employment-law-for-managers", "workplace law and labour relations", {
    description: "What a manager must know about contracts, unions, equality and safety at work",
    broader: ["people-management"],
    also: ["labor relations", "union relations", "labour relations", "HR law"],
  }),
];
