import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const scholarlyCommunication: readonly StarterSkill[] = [
  group("scholarly-communication", "scholarly communication", {
    description: "How research is made, published, shared, measured and kept",
    also: ["scholcomm", "scholarly communications", "academic publishing support"],
  }),
  skill("research-support", "research support", {
    description: "Working with students and scholars through the whole life of a research project",
    broader: ["scholarly-communication"],
    also: ["research consultation", "subject liaison", "liaison librarianship"],
  }),
  skill("literature-reviewing", "literature reviewing", {
    description: "Finding, mapping and summarising what has been published on a question",
    broader: ["research-support", "database-searching"],
    also: ["literature review", "lit review", "state of the art"],
    esco: "http://data.europa.eu/esco/skill/0d282d6e-8cb9-4339-8e7d-cfafed96b5ed",
  }),
  skill("systematic-review-searching", "systematic review searching", {
    description: "Designing exhaustive, reproducible searches for evidence syntheses, and documenting them",
    broader: ["literature-reviewing"],
    also: ["evidence synthesis", "PRISMA", "systematic reviews", "scoping reviews"],
  }),
  skill("citation-management", "citation management", {
    description: "Using and teaching tools that collect references and format bibliographies",
    broader: ["research-support", "information-literacy"],
    also: ["Zotero", "EndNote", "reference managers", "citing sources", "BibTeX"],
  }),
  knowledge("academic-integrity", "academic integrity", {
    description: "Plagiarism, attribution and fair practice in study and research, and how to teach them",
    broader: ["information-literacy", "scholarly-communication"],
    also: ["plagiarism prevention", "research ethics", "attribution"],
  }),
  knowledge("open-access", "open access", {
    description: "Routes, licences and business models for making research free to read",
    broader: ["scholarly-communication"],
    also: ["OA", "green open access", "gold open access", "Plan S"],
  }),
  skill("repository-management", "institutional repository management", {
    description: "Collecting, describing and sharing an institution's research output",
    broader: ["open-access", "digital-collections"],
    also: ["IR", "DSpace", "institutional archive", "EPrints"],
  }),
  skill("library-publishing", "library publishing", {
    description: "Helping people publish journals, books and conference papers from the library",
    broader: ["open-access"],
    also: ["OJS", "journal hosting", "scholarly publishing support", "Pressbooks"],
  }),
  knowledge("oer", "open educational resources", {
    description: "Finding, adapting and making free, openly licensed teaching materials",
    broader: ["open-access", "instructional-design"],
    also: ["OER", "open textbooks", "affordable learning", "textbook affordability"],
  }),
  knowledge("copyright", "copyright", {
    description: "What the law protects, for how long, and which uses are allowed without asking",
    broader: ["scholarly-communication", "legal-and-civic-information"],
    also: ["fair use", "fair dealing", "public domain", "authors' rights"],
    esco: "http://data.europa.eu/esco/skill/e2103a1d-4a84-47a9-b4f7-774787573449",
  }),
  knowledge("creative-commons", "Creative Commons licensing", {
    description: "The open licences, what each one allows, and how to mark and reuse work under them",
    broader: ["copyright", "oer"],
    also: ["CC licences", "CC licenses", "open licensing"],
  }),
  skill("copyright-advice", "copyright guidance", {
    description:
      "Helping teachers, authors and makers decide what they may use and how, without giving legal advice",
    broader: ["copyright"],
    also: ["copyright consultation", "permissions advice"],
  }),
  skill("research-data-management", "research data management", {
    description: "Helping researchers plan, document, store and share their data",
    broader: ["research-support"],
    also: ["RDM", "DMP", "data management plans", "data curation"],
    esco: "http://data.europa.eu/esco/skill/08b04e53-ed25-41a2-9f90-0b9cd939ba3d",
  }),
  skill("fair-data", "FAIR data management", {
    description:
      "Describing and storing data so that people and machines can find, open, combine and reuse it",
    broader: ["research-data-management", "open-data"],
    also: ["FAIR", "FAIR principles", "FAIR data"],
    esco: "http://data.europa.eu/esco/skill/4f5c1208-62fd-4e5a-a51e-306c06947e11",
  }),
  skill("bibliometrics", "bibliometrics", {
    description: "Measuring publication and citation responsibly, and explaining the limits of each number",
    broader: ["scholarly-communication", "statistics"],
    also: ["research metrics", "citation analysis", "altmetrics", "h-index", "research impact"],
  }),
  knowledge("researcher-identifiers", "researcher identifiers", {
    description:
      "Persistent identifiers for people, works and institutions, and how to claim and connect them",
    broader: ["research-support", "authority-control"],
    also: ["ORCID", "DOI", "ROR", "persistent identifiers", "PIDs"],
  }),
  skill("digital-humanities", "digital humanities support", {
    description: "Helping with text mining, mapping and digital editions in the humanities",
    broader: ["research-support", "data-analysis"],
    also: ["DH", "text mining", "digital scholarship", "TEI"],
  }),
];
