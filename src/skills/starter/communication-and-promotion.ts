import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const communicationAndPromotion: readonly StarterSkill[] = [
  group("communication-and-promotion", "communication and promotion", {
    description: "Telling people what the library does, and why it matters, in words and pictures",
    also: ["marketing and communications", "library marketing"],
  }),
  skill("promotion", "marketing and promotion", {
    description: "Making sure the people a service is meant for hear of it and want it",
    broader: ["communication-and-promotion"],
    also: ["marketing", "publicity", "library promotion", "audience development"],
  }),
  skill("communication-planning", "communication planning", {
    description: "Deciding who needs to hear what, from whom, when and through which channel",
    broader: ["promotion"],
    also: ["communications strategy", "communications plan", "messaging"],
    esco: "http://data.europa.eu/esco/skill/3c834f6e-523a-49ee-8ed1-e073e28ae6fe",
  }),
  skill("social-media", "social media management", {
    description: "Planning, posting and answering on social networks in a steady, human voice",
    broader: ["promotion"],
    also: ["Instagram", "Facebook", "social media content", "TikTok"],
    esco: "http://data.europa.eu/esco/skill/5303169c-75d6-4751-9136-a4b88343388c",
  }),
  skill("newsletters", "newsletter production", {
    description: "Writing and sending news people open, by e-mail or on paper",
    broader: ["promotion", "writing-and-editing"],
    also: ["e-newsletters", "email marketing", "Mailchimp"],
  }),
  skill("media-relations", "media relations", {
    description: "Working with journalists: releases, calls, interviews and corrections",
    broader: ["promotion"],
    also: ["press releases", "press relations", "public information officer"],
  }),
  skill("graphic-design", "graphic design", {
    description: "Laying out posters, leaflets and screens that are clear, attractive and on brand",
    broader: ["communication-and-promotion"],
    also: ["poster design", "Canva", "InDesign", "layout"],
    esco: "http://data.europa.eu/esco/skill/7fb699d9-182a-430e-b7a0-6d8ed05c284b",
  }),
  knowledge("brand-identity", "branding and visual identity", {
    description: "Keeping name, logo, colour and tone consistent so that people know who is speaking",
    broader: ["promotion", "graphic-design"],
    also: ["brand guidelines", "logo", "signage"],
  }),
  skill("writing-and-editing", "writing and editing", {
    description: "Putting things clearly in writing and improving what others have written",
    broader: ["communication-and-promotion"],
    also: ["copywriting", "copy-editing", "content writing", "blogging"],
  }),
  skill("impact-storytelling", "impact storytelling", {
    description: "Showing what a service changed through true stories and a few good numbers",
    broader: ["writing-and-editing", "advocacy"],
    also: ["success stories", "annual reports", "impact stories"],
  }),
  skill("public-speaking", "public speaking", {
    description: "Speaking to a room so that people listen, follow and remember",
    broader: ["communication-and-promotion"],
    also: ["presenting", "giving talks", "speeches", "presentation skills"],
    esco: "http://data.europa.eu/esco/skill/fd446407-b08e-49da-b8e3-7e7c79618c3f",
  }),
  skill("presentation-design", "slide and presentation design", {
    description: "Making slides that support a speaker and do not replace one",
    broader: ["public-speaking", "graphic-design"],
    also: ["PowerPoint", "Google Slides", "slide decks"],
    esco: "http://data.europa.eu/esco/skill/234aeb8d-56c3-4531-9193-1c5e6a8d16cb",
  }),
  knowledge("search-engine-optimisation", "search engine optimisation", {
    description: "Helping pages turn up when people search, through content, structure and links",
    broader: ["website-management"],
    also: ["SEO", "search engine optimization", "findability on the web"],
    esco: "http://data.europa.eu/esco/skill/eda4d727-4374-49af-ace4-118c7c906835",
  }),
  skill("web-analytics", "web analytics", {
    description: "Learning from visits, searches and clicks, while respecting visitors' privacy",
    broader: ["website-management", "data-analysis"],
    also: ["Google Analytics", "Matomo", "site statistics"],
    esco: "http://data.europa.eu/esco/skill/1605025e-a179-421f-8f35-5b07d182a6b2",
  }),
  skill("customer-insight", "audience research", {
    description: "Learning who uses the library, who does not, and what would bring them",
    broader: ["promotion", "community-needs-assessment"],
    also: ["market segmentation", "customer insight", "personas", "market research"],
  }),
  skill("word-of-mouth", "library ambassador work", {
    description: "Speaking up for the library in clubs, congregations and queues",
    broader: ["promotion", "relationship-building"],
    also: ["ambassadors", "word-of-mouth promotion", "tabling"],
  }),
];
