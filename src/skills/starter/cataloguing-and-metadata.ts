import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const cataloguingAndMetadata: readonly StarterSkill[] = [
  group("cataloguing-and-metadata", "cataloguing and metadata", {
    description: "Describing things so that people and machines can find, identify and use them",
    also: ["cataloging and metadata", "knowledge organisation", "knowledge organization"],
  }),
  skill("cataloguing", "cataloguing", {
    description: "Making records that describe and give access to books, media and other resources",
    broader: ["cataloguing-and-metadata"],
    also: ["cataloging", "bibliographic description"],
  }),
  skill("original-cataloguing", "original cataloguing", {
    description: "Describing from scratch an item that no other library has yet described",
    broader: ["cataloguing"],
    also: ["original cataloging"],
  }),
  skill("copy-cataloguing", "copy cataloguing", {
    description: "Finding, judging and adapting records that others have made",
    broader: ["cataloguing"],
    also: ["copy cataloging", "OCLC Connexion", "record import"],
  }),
  knowledge("rda", "Resource Description and Access", {
    description: "The content standard that says what to record about a resource and how to word it",
    broader: ["cataloguing"],
    also: ["RDA", "AACR2", "cataloguing rules", "cataloging rules"],
  }),
  knowledge("marc", "MARC formats", {
    description: "The coded record format that library systems have exchanged for decades",
    broader: ["cataloguing"],
    also: ["MARC", "MARC 21", "UNIMARC", "machine-readable cataloguing", "machine-readable cataloging"],
  }),
  skill("special-formats-cataloguing", "special formats cataloguing", {
    description: "Describing maps, music, film, games, kits and other things that are not books",
    broader: ["original-cataloguing"],
    also: ["special formats cataloging", "non-book cataloguing", "AV cataloguing", "music cataloguing"],
  }),
  skill("non-latin-cataloguing", "non-Latin script cataloguing", {
    description: "Describing resources in other scripts, with sound romanisation and parallel fields",
    broader: ["original-cataloguing", "multilingual-services"],
    also: ["romanisation", "romanization", "vernacular cataloging"],
  }),
  skill("subject-analysis", "subject analysis", {
    description: "Working out what a resource is about and expressing it in headings people will search",
    broader: ["cataloguing-and-metadata"],
    also: ["subject cataloguing", "subject cataloging", "indexing", "LCSH"],
  }),
  skill("classification", "classification", {
    description: "Giving each resource one place in an order such as Dewey or Library of Congress",
    broader: ["subject-analysis"],
    also: ["Dewey", "DDC", "LCC", "call numbers", "UDC"],
    esco: "http://data.europa.eu/esco/skill/bcdfc41b-1fca-43ee-b07b-2b574dae763d",
  }),
  skill("inclusive-description", "inclusive description", {
    description: "Finding and replacing harmful or outdated terms in records, with the people described",
    broader: ["subject-analysis", "equity-and-inclusion"],
    also: ["reparative description", "critical cataloguing", "critical cataloging"],
  }),
  skill("vocabulary-design", "controlled vocabulary design", {
    description: "Building thesauri and taxonomies whose terms, hierarchy and relations stay consistent",
    broader: ["subject-analysis"],
    also: ["taxonomy design", "thesaurus construction", "ontologies", "SKOS"],
    esco: "http://data.europa.eu/esco/skill/cb89a5c0-b5cb-4c62-8e7e-7714631b66b5",
  }),
  skill("authority-control", "authority control", {
    description: "Keeping one form for each name, title and subject, and linking the variants to it",
    broader: ["cataloguing"],
    also: ["name authorities", "NACO", "VIAF", "identities management"],
  }),
  knowledge("metadata-standards", "metadata standards", {
    description: "Choosing among Dublin Core, MODS, METS, schema.org and other schemes for the job in hand",
    broader: ["cataloguing-and-metadata"],
    also: ["Dublin Core", "MODS", "METS", "metadata schemas", "schema.org"],
  }),
  skill("metadata-creation", "metadata creation", {
    description: "Describing digital objects and content so that they can be found, managed and preserved",
    broader: ["cataloguing-and-metadata", "digital-collections"],
    also: ["metadata management", "digital asset description"],
    esco: "http://data.europa.eu/esco/skill/9710092c-f174-4e84-95bf-2064d39ad7a0",
  }),
  skill("metadata-quality", "metadata quality control", {
    description: "Finding and mending errors in batches of records, and stopping them at the source",
    broader: ["metadata-creation", "data-cleaning"],
    also: ["record clean-up", "batch editing", "MarcEdit", "database maintenance"],
  }),
  knowledge("linked-data", "linked data", {
    description: "Publishing descriptions as URIs and relations that other systems can join up",
    broader: ["metadata-standards"],
    also: ["LOD", "linked open data", "BIBFRAME", "RDF", "Wikidata"],
    related: ["open-data"],
  }),
  knowledge("sparql", "SPARQL", {
    description: "Asking questions of linked-data stores in their standard query language",
    broader: ["linked-data", "programming-for-libraries"],
    also: ["SPARQL queries", "RDF query"],
    esco: "http://data.europa.eu/esco/skill/5da8018b-ae85-4cde-ad93-0394369018f3",
  }),
  skill("discovery-configuration", "discovery configuration", {
    description: "Tuning facets, ranking and display so that the public catalogue finds what it should",
    broader: ["cataloguing-and-metadata", "library-systems"],
    also: ["OPAC", "discovery layer", "Primo", "VuFind", "catalogue search"],
  }),
  skill("physical-processing", "physical processing", {
    description: "Covering, labelling, tagging and mending items so that they survive many loans",
    broader: ["cataloguing-and-metadata"],
    also: ["materials processing", "RFID tagging", "book covering"],
  }),
];
