import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const legalAndCivicInformation: readonly StarterSkill[] = [
  group("legal-and-civic-information", "legal and civic information", {
    description: "Helping people find the law, deal with government and take part in public life",
    also: ["law and government information", "civic literacy"],
  }),
  skill("legal-reference", "legal reference", {
    description: "Helping people find statutes, forms, cases and lawyers without giving legal advice",
    broader: ["legal-and-civic-information", "reference-service"],
    also: ["law librarianship", "legal questions", "self-help law"],
  }),
  skill("legal-research", "legal research", {
    description: "Finding and updating the primary and secondary law on a question",
    broader: ["legal-reference"],
    also: ["case law research", "Westlaw", "statutory research"],
    esco: "http://data.europa.eu/esco/skill/a8585efe-4011-47b2-9aed-cd01bd3652c0",
  }),
  knowledge("access-to-justice", "access to justice", {
    description: "Courts, legal aid, clinics and online help for people without a lawyer",
    broader: ["legal-reference", "information-and-referral"],
    also: ["A2J", "legal aid", "self-represented litigants", "pro se"],
  }),
  skill("legal-clinics", "legal clinic hosting", {
    description: "Arranging confidential meetings between residents and volunteer lawyers",
    broader: ["access-to-justice", "event-coordination"],
    also: ["law clinic", "lawyer in the library", "expungement clinic"],
  }),
  knowledge("tenants-rights", "housing and tenants' rights", {
    description: "What tenants and landlords owe each other, and how to respond to an eviction notice",
    broader: ["access-to-justice"],
    also: ["eviction prevention", "landlord-tenant law", "renters' rights", "housing rights"],
  }),
  knowledge("immigration-information", "immigration information", {
    description: "Finding forms, fees, timelines and accredited help on visas, asylum and status",
    broader: ["legal-and-civic-information", "newcomer-services"],
    also: ["USCIS forms", "immigration help", "DACA", "visas"],
  }),
  skill("citizenship-preparation", "citizenship preparation", {
    description: "Preparing people for the naturalisation interview and the civics test",
    broader: ["immigration-information", "esol-instruction"],
    also: ["naturalization", "naturalisation", "civics test", "citizenship classes"],
  }),
  knowledge("family-law-information", "family law information", {
    description: "Divorce, custody, guardianship and protection orders: forms, steps and help",
    broader: ["legal-reference"],
    also: ["divorce forms", "child custody information", "guardianship"],
  }),
  knowledge("consumer-rights", "consumer rights", {
    description: "What buyers, borrowers and subscribers may expect, and where to complain",
    broader: ["legal-and-civic-information"],
    also: ["consumer law", "scams and fraud", "debt collection rights"],
    related: ["financial-literacy"],
    esco: "http://data.europa.eu/esco/skill/7ae62140-fe02-4ee3-a0c5-fb5668a2870d",
  }),
  knowledge("public-benefits", "public benefits information", {
    description: "What help with income, food, heat and child care exists, who qualifies and how to apply",
    broader: ["information-and-referral", "legal-and-civic-information"],
    also: ["benefits navigation", "welfare", "social security", "benefits enrolment"],
  }),
  knowledge("tax-information", "tax information", {
    description: "Forms, deadlines, credits and free help for people filing their own taxes",
    broader: ["legal-and-civic-information"],
    also: ["tax help", "VITA", "tax forms", "IRS"],
  }),
  knowledge("government-information", "government information", {
    description: "Finding the laws, reports, maps and statistics that governments publish",
    broader: ["legal-and-civic-information", "reference-sources"],
    also: ["government documents", "FDLP", "gov docs", "official publications"],
  }),
  knowledge("census-data", "census and demographic data", {
    description: "Finding and reading figures about who lives where, and how that changes",
    broader: ["government-information", "data-literacy"],
    also: ["Census Bureau", "ACS", "demographics"],
  }),
  skill("civic-engagement", "civic engagement programming", {
    description: "Helping people take part: candidates' forums, hearings, service and public comment",
    broader: ["legal-and-civic-information", "programme-planning"],
    also: ["civic participation", "public participation", "democracy programs"],
  }),
  knowledge("voter-information", "voter information", {
    description: "How to register, where to vote and what is on the ballot, without taking sides",
    broader: ["civic-engagement"],
    also: ["voter registration", "elections information", "GOTV"],
  }),
  knowledge("freedom-of-information", "freedom of information", {
    description: "Asking government for its records, and what it may withhold",
    broader: ["government-information"],
    also: ["FOIA", "public records requests", "open records"],
  }),
];
