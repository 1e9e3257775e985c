import { group, type StarterSkill, skill } from "./starter-skill.js";

export const fundraisingAndGrants: readonly StarterSkill[] = [
  group("fundraising-and-grants", "fundraising and grants", {
    description: "Finding money for library and community work, and accounting for it",
    also: ["resource development", "development and fundraising"],
  }),
  skill("fundraising", "fundraising", {
    description: "Asking people and organisations for money in ways they are glad to answer",
    broader: ["fundraising-and-grants"],
    also: ["raising funds", "development work", "capital campaigns"],
    esco: "http://data.europa.eu/esco/skill/526a0eaa-2bee-4e80-989f-cb36f9fbee47",
  }),
  skill("grant-research", "grant research", {
    description: "Finding funders whose aims, limits and deadlines fit the project in hand",
    broader: ["fundraising-and-grants"],
    also: ["finding grants", "prospect research", "Candid", "foundation directory"],
    esco: "http://data.europa.eu/esco/skill/0ffce932-cec4-4fec-87e6-df23fb6bdc12",
  }),
  skill("grant-writing", "grant writing", {
    description: "Making a clear, honest and persuasive case to a funder on time and in their format",
    broader: ["fundraising-and-grants"],
    also: ["grant proposals", "funding applications", "proposal writing"],
    esco: "http://data.europa.eu/esco/skill/c8c32b0c-acaa-42b0-ae3d-dc92624a8133",
  }),
  skill("grant-budgets", "grant budgets", {
    description: "Costing a project so that a funder believes it and the organisation can live with it",
    broader: ["grant-writing", "budgeting"],
    also: ["project costing", "budget narrative", "indirect costs"],
  }),
  skill("logic-models", "logic models", {
    description: "Showing how money becomes activities, outputs and change, and how you will know",
    broader: ["grant-writing", "service-evaluation"],
    also: ["theory of change", "results framework", "outcome mapping"],
  }),
  skill("grant-management", "grant management", {
    description: "Spending, recording and reporting a grant exactly as was agreed",
    broader: ["fundraising-and-grants", "project-management"],
    also: ["grant administration", "award management", "grants compliance"],
  }),
  skill("grant-reporting", "grant reporting", {
    description: "Telling a funder what was done, what it changed and where the money went",
    broader: ["grant-management"],
    also: ["funder reports", "final reports", "IMLS reporting"],
    esco: "http://data.europa.eu/esco/skill/0b6cc8e4-b34d-4631-9061-3ba839ecc640",
  }),
  skill("government-funding", "government funding applications", {
    description: "Applying for public money through portals, forms and rules that leave little slack",
    broader: ["grant-writing"],
    also: ["federal grants", "LSTA", "public subsidies"],
    esco: "http://data.europa.eu/esco/skill/c751974d-5d8a-4b16-806a-940bbdaf6a57",
  }),
  skill("donor-relations", "donor relations", {
    description: "Thanking, informing and involving those who give, so that they go on giving",
    broader: ["fundraising"],
    also: ["donor stewardship", "major gifts", "planned giving"],
  }),
  skill("donor-databases", "donor database management", {
    description: "Keeping records of gifts and givers accurate, private and useful",
    broader: ["donor-relations"],
    also: ["donor CRM", "fundraising database", "Raiser's Edge"],
    esco: "http://data.europa.eu/esco/skill/0c66036a-3bdd-4955-8343-985f4697af64",
  }),
  skill("crowdfunding", "crowdfunding", {
    description: "Gathering many small gifts online for one clear purpose",
    broader: ["fundraising", "social-media"],
    also: ["online giving", "giving days", "peer-to-peer fundraising"],
    esco: "http://data.europa.eu/esco/skill/27ddcef9-8522-4699-b0e6-2e2b10fd6d13",
  }),
  skill("sponsorship", "sponsorship", {
    description: "Matching events and programmes with businesses that gain from supporting them",
    broader: ["fundraising"],
    also: ["corporate sponsorship", "business sponsors"],
  }),
  skill("friends-groups", "friends of the library support", {
    description: "Helping a friends group recruit, sell books, raise money and speak up",
    broader: ["fundraising", "volunteer-management"],
    also: ["library friends", "friends group", "book sales"],
  }),
  skill("nonprofit-resources", "nonprofit funding information", {
    description: "Showing charities where to look for funders, data and guidance",
    broader: ["grant-research", "business-reference"],
    also: ["funding information network", "nonprofit support", "charity advice"],
  }),
];
