import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const collectionManagement: readonly StarterSkill[] = [
  group("collection-management", "collection management", {
    description: "Choosing, buying, arranging and letting go of what a library holds",
    also: ["collections work", "stock management"],
  }),
  skill("collection-development", "collection development", {
    description: "Shaping what a library holds over the years, from first choices to final withdrawals",
    broader: ["collection-management"],
    also: ["collection building", "developing library collections"],
    related: ["collection-policy"],
  }),
  knowledge("collection-policy", "collection policy", {
    description:
      "What a library collects and why, written so that staff can act on it and the public can read it",
    broader: ["collection-management"],
    also: ["collection development policy", "CDP", "selection policy"],
    related: ["policy-development"],
  }),
  skill("selection", "materials selection", {
    description: "Choosing new titles from reviews, requests, gaps and budgets",
    broader: ["collection-management"],
    also: ["selecting materials", "title selection", "book selection"],
    esco: "http://data.europa.eu/esco/skill/bfdfba8e-5ceb-4bad-9a02-b7f8149be4b1",
  }),
  skill("youth-selection", "children's and teen selection", {
    description: "Choosing books and media for young readers that reflect and widen their world",
    broader: ["selection", "youth-services"],
    also: ["children's collection development", "YA collection development"],
  }),
  skill("diverse-collections", "diverse collection building", {
    description: "Auditing and widening a collection so that more people find themselves and others in it",
    broader: ["selection", "equity-and-inclusion"],
    also: ["diversity audit", "inclusive collections", "own voices"],
  }),
  skill("world-language-selection", "world-language selection", {
    description: "Finding and choosing good materials in the languages a community reads",
    broader: ["selection", "multilingual-services"],
    also: ["foreign language collections", "bilingual books"],
  }),
  skill("acquisitions", "acquisitions", {
    description: "Ordering, receiving, paying for and tracking what has been chosen",
    broader: ["collection-management"],
    also: ["ordering", "purchasing library materials", "book buying"],
    esco: "http://data.europa.eu/esco/skill/ffe9b8ef-f32a-42a9-a256-38e7967fbe23",
  }),
  skill("vendor-negotiation", "vendor negotiation", {
    description: "Agreeing prices, terms and service levels with suppliers of content and equipment",
    broader: ["acquisitions", "negotiation"],
    also: ["supplier negotiation", "licence negotiation", "consortium deals"],
    esco: "http://data.europa.eu/esco/skill/2c624a83-22ee-4d11-beed-4718cd307bbd",
  }),
  skill("serials-management", "serials management", {
    description: "Subscribing to, claiming and renewing journals, newspapers and standing orders",
    broader: ["acquisitions"],
    also: ["periodicals", "journals management", "serials"],
  }),
  skill("electronic-resources", "electronic resources management", {
    description: "Looking after databases, e-books and e-journals from trial to renewal",
    broader: ["collection-management"],
    also: ["ERM", "e-resources", "e-books", "digital content"],
  }),
  knowledge("licensing", "licensing of electronic content", {
    description: "Terms of use, authorised users, perpetual access and the other clauses that bind a library",
    broader: ["electronic-resources", "copyright"],
    also: ["licence agreements", "license agreements", "e-resource licensing"],
  }),
  skill("usage-statistics", "usage statistics", {
    description:
      "Gathering and explaining how much journals, databases and e-books are used and what each use costs",
    broader: ["electronic-resources", "data-analysis"],
    also: ["COUNTER", "SUSHI", "cost per use"],
  }),
  skill("access-troubleshooting", "e-resource access troubleshooting", {
    description: "Finding why a link, proxy or sign-on fails and getting readers to the full text",
    broader: ["electronic-resources", "authentication"],
    also: ["link resolver", "EZproxy", "OpenURL", "broken links"],
  }),
  skill("weeding", "weeding", {
    description: "Withdrawing worn, outdated or unused items by clear criteria and explaining why",
    broader: ["collection-management"],
    also: ["deselection", "stock withdrawal", "CREW method", "MUSTIE"],
    esco: "http://data.europa.eu/esco/skill/3cf44236-7030-4889-ba65-acfecb0d6d86",
  }),
  skill("collection-assessment", "collection assessment", {
    description: "Measuring a collection's strengths, gaps, age and use to guide spending",
    broader: ["collection-management", "data-analysis"],
    also: ["collection analysis", "collection evaluation", "gap analysis"],
  }),
  skill("inventory", "stocktaking", {
    description: "Checking shelves against records and putting both right",
    broader: ["collection-management"],
    also: ["inventory", "shelf check", "stock check"],
  }),
  skill("merchandising", "display and merchandising", {
    description: "Arranging covers, themes and furniture so that people discover what they did not seek",
    broader: ["collection-management", "promotion"],
    also: ["book displays", "face-out display", "visual merchandising"],
  }),
  skill("floating-collections", "shared and floating collections", {
    description: "Moving stock between branches and partners so that it is where it is read",
    broader: ["collection-management"],
    also: ["floating collection", "shared collections", "rotation"],
  }),
  skill("library-of-things", "library of things", {
    description: "Lending tools, instruments, kits and hotspots, with safety, cleaning and repair in mind",
    broader: ["collection-management", "circulation"],
    also: ["lending library of objects", "tool lending", "equipment lending", "hotspots"],
  }),
  skill("gifts-and-donations", "gift and donation handling", {
    description: "Accepting, declining and acknowledging donated materials with tact",
    broader: ["acquisitions"],
    also: ["book donations", "gifts in kind"],
  }),
];
