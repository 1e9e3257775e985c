import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const communityEngagementAndPartnership: readonly StarterSkill[] = [
  group("community-engagement-and-partnership", "community engagement and partnership", {
    description: "Listening to a community and working with its organisations towards shared aims",
    also: ["community engagement", "community librarianship"],
  }),
  skill("community-needs-assessment", "community needs assessment", {
    description: "Finding out through data and conversation what people in a place need and already have",
    broader: ["community-engagement-and-partnership"],
    also: ["needs analysis", "community scan", "asset mapping", "community profile"],
    esco: "http://data.europa.eu/esco/skill/fbe6232a-e2b2-4830-a5e6-ed6415f01e85",
  }),
  skill("community-listening", "community listening", {
    description: "Going to where people are, asking what matters to them and reporting it back faithfully",
    broader: ["community-needs-assessment"],
    also: ["community conversations", "listening sessions", "turning outward"],
  }),
  skill("survey-design", "survey design", {
    description: "Asking questions that people understand and that give answers you can use",
    broader: ["community-needs-assessment", "statistics"],
    also: ["questionnaires", "questionnaire design", "polling"],
  }),
  skill("focus-groups", "focus groups", {
    description: "Drawing out experience and opinion from a small group that talks freely together",
    broader: ["community-needs-assessment"],
    also: ["group interviews", "focus group moderation", "qualitative research"],
    esco: "http://data.europa.eu/esco/skill/670c79e9-aa33-41ae-9858-573ade0adb89",
  }),
  skill("relationship-building", "community relationship building", {
    description: "Earning trust with people and groups over years, beyond any single project",
    broader: ["community-engagement-and-partnership"],
    also: ["building community relations", "trust building", "community liaison"],
    esco: "http://data.europa.eu/esco/skill/28f98c7e-b89c-4b4d-ae0a-0c5a6328992e",
  }),
  skill("partnership-development", "partnership development", {
    description: "Finding partners with shared aims, agreeing who does what, and keeping it going",
    broader: ["community-engagement-and-partnership"],
    also: ["building partnerships", "strategic partnerships", "collaboration"],
  }),
  skill("partnership-agreements", "partnership agreements", {
    description: "Writing down aims, roles, money and endings so that partners stay friends",
    broader: ["partnership-development"],
    also: ["MOU", "memorandum of understanding", "letters of agreement"],
  }),
  skill("negotiation", "negotiation", {
    description: "Reaching terms that both sides can live with and will keep",
    broader: ["partnership-development"],
    also: ["bargaining", "reaching agreement"],
  }),
  skill("facilitation", "facilitation", {
    description:
      "Guiding a group through a conversation or decision so that all are heard and something results",
    broader: ["community-engagement-and-partnership"],
    also: ["meeting facilitation", "group facilitation", "moderating"],
  }),
  knowledge("design-thinking", "design thinking", {
    description: "Understanding people, framing the problem, trying cheap ideas and learning from them",
    broader: ["facilitation"],
    also: ["human-centred design", "human-centered design", "co-design", "innovation methods"],
    esco: "http://data.europa.eu/esco/skill/df64a7cc-2e96-4304-95d3-56fe0ac2dd39",
  }),
  skill("deliberative-dialogue", "deliberative dialogue", {
    description: "Hosting conversations on hard public questions where people weigh choices together",
    broader: ["facilitation", "civic-engagement"],
    also: ["National Issues Forums", "civil discourse", "difficult conversations"],
  }),
  skill("community-organising", "community organising", {
    description: "Helping neighbours find common cause, share the work and act together",
    broader: ["community-engagement-and-partnership"],
    also: ["community organizing", "grassroots organising", "mobilisation", "mobilization"],
  }),
  skill("collective-impact", "cross-sector collaboration", {
    description:
      "Working in coalitions with shared measures across schools, health, government and charities",
    broader: ["partnership-development"],
    also: ["collective impact", "coalitions", "coalition building", "multi-stakeholder work"],
  }),
  skill("advocacy", "advocacy", {
    description: "Making the case for libraries or a cause to those who decide, with evidence and stories",
    broader: ["community-engagement-and-partnership"],
    also: ["lobbying", "library advocacy", "making the case"],
    esco: "http://data.europa.eu/esco/skill/14d133af-6662-490e-9716-a4cc1e26676a",
  }),
  skill("information-and-referral", "information and referral", {
    description: "Connecting people with the right local service, with a name, an address and what to bring",
    broader: ["reference-service", "relationship-building"],
    also: ["I&R", "community referral", "211", "social service referral"],
    esco: "http://data.europa.eu/esco/skill/d22ed03b-5385-4c53-b399-17bfec2b61f5",
  }),
  skill("community-directories", "community resource directories", {
    description: "Collecting and keeping current what local services offer, to whom and when",
    broader: ["information-and-referral", "metadata-creation"],
    also: ["service directories", "HSDS", "Open Referral", "resource database"],
  }),
  knowledge("trauma-informed-service", "trauma-informed service", {
    description: "Recognising the marks of trauma and serving people in ways that do no further harm",
    broader: ["community-engagement-and-partnership", "customer-service"],
    also: ["trauma-informed care", "trauma-informed librarianship"],
  }),
  knowledge("homelessness-services", "services to people experiencing homelessness", {
    description: "What people without a home need from a library, and which partners to work with",
    broader: ["information-and-referral"],
    also: ["unhoused patrons", "homelessness", "shelter outreach"],
    related: ["trauma-informed-service"],
  }),
  skill("volunteer-management", "volunteer management", {
    description: "Recruiting, placing, thanking and sometimes parting with volunteers",
    broader: ["community-engagement-and-partnership", "people-management"],
    also: ["volunteer coordination", "managing volunteers"],
    esco: "http://data.europa.eu/esco/skill/232f854a-f5b9-4d8a-8499-23f59852273c",
  }),
  skill("citizen-science", "citizen science", {
    description: "Involving the public in gathering and interpreting data for real research",
    broader: ["stem-programming", "community-engagement-and-partnership"],
    also: ["community science", "participatory science"],
    esco: "http://data.europa.eu/esco/skill/fa642fc3-5cc5-41cf-8926-6617a8b976a7",
  }),
];
