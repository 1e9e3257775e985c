import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const localHistoryAndArchives: readonly StarterSkill[] = [
  group("local-history-and-archives", "local history and archives", {
    description: "Keeping and opening the record of people and places",
    also: ["special collections", "archives"],
  }),
  skill("local-history-reference", "local history reference", {
    description: "Helping people trace houses, businesses, events and families of the area",
    broader: ["local-history-and-archives", "reference-service"],
    also: ["house history", "local studies", "community history"],
  }),
  skill("genealogy", "genealogy research", {
    description: "Tracing families through censuses, registers, newspapers and DNA matches",
    broader: ["local-history-reference"],
    also: ["family history", "ancestry", "genealogical research", "Ancestry.com"],
  }),
  skill("archival-reference", "archival reference", {
    description:
      "Guiding researchers from their question to the right box and file, under reading-room rules",
    broader: ["local-history-and-archives", "reference-service"],
    also: ["reading room service", "special collections reference"],
    esco: "http://data.europa.eu/esco/skill/08a2ff87-09e7-4899-a47c-8ab81702d08d",
  }),
  skill("archival-research", "research in archives", {
    description: "Finding and interpreting original records for a historical question",
    broader: ["local-history-reference"],
    also: ["primary source research", "historical research"],
    esco: "http://data.europa.eu/esco/skill/0240c5a8-d8ec-4cd5-948f-4649334c01b8",
  }),
  skill("archival-processing", "archival arrangement and description", {
    description: "Putting papers and files in order and describing them so that others can use them",
    broader: ["local-history-and-archives"],
    also: ["archival processing", "finding aids", "DACS", "arrangement and description"],
  }),
  knowledge("ead", "Encoded Archival Description", {
    description: "The XML standard for finding aids that systems can share and search",
    broader: ["archival-processing", "metadata-standards"],
    also: ["EAD", "EAD3", "encoded finding aids"],
  }),
  skill("archival-appraisal", "archival appraisal", {
    description: "Deciding what is worth keeping for good, and recording why",
    broader: ["local-history-and-archives"],
    also: ["records appraisal", "archival selection", "accessioning"],
  }),
  skill("records-management", "records management", {
    description: "Looking after an organisation's records from creation to disposal or archive",
    broader: ["local-history-and-archives"],
    also: ["retention schedules", "RIM", "records retention"],
    esco: "http://data.europa.eu/esco/skill/12428071-1ec8-4d52-a0ce-3eee78e1e1be",
  }),
  skill("archival-storage", "archival storage", {
    description: "Housing papers, photographs and volumes in boxes, folders and rooms that protect them",
    broader: ["preservation", "archival-processing"],
    also: ["rehousing", "archival boxes", "archival housing"],
    esco: "http://data.europa.eu/esco/skill/5119a6dd-64ca-48e5-a906-85b9ab84aefd",
  }),
  skill("oral-history-interviewing", "oral history interviewing", {
    description: "Recording people's memories with consent, good questions and patience",
    broader: ["local-history-and-archives", "audio-production"],
    also: ["oral histories", "life story interviews", "StoryCorps"],
  }),
  skill("community-archiving", "community archiving", {
    description: "Helping a community gather, describe and keep its own record on its own terms",
    broader: ["local-history-and-archives", "relationship-building"],
    also: ["community archives", "participatory archives", "history harvest", "scanning day"],
  }),
  skill("photograph-identification", "photograph identification", {
    description: "Dating and naming people and places in old pictures with clues and crowds",
    broader: ["local-history-reference", "photography"],
    also: ["photo dating", "picture research", "historic photographs"],
  }),
  knowledge("palaeography", "palaeography", {
    description: "Reading old handwriting and abbreviations",
    broader: ["archival-research"],
    also: ["paleography", "old handwriting", "reading cursive"],
  }),
  skill("newspaper-indexing", "newspaper indexing", {
    description: "Making local papers searchable by name, place and event",
    broader: ["local-history-reference", "subject-analysis"],
    also: ["obituary index", "newspaper clippings", "press cuttings"],
  }),
  skill("exhibitions", "exhibition curation", {
    description: "Choosing, interpreting and showing items so that a story can be walked through",
    broader: ["local-history-and-archives", "programming-and-outreach"],
    also: ["exhibits", "display cases", "exhibit curation"],
    esco: "http://data.europa.eu/esco/skill/a2adddad-2889-460c-a111-e3a2001ae785",
  }),
  knowledge("primary-source-instruction", "primary source literacy", {
    description: "Teaching with original documents: handling, context, bias and evidence",
    broader: ["information-literacy", "archival-reference"],
    also: ["teaching with primary sources", "archives instruction", "document-based learning"],
  }),
  knowledge("local-history-knowledge", "regional history", {
    description: "The people, events, industries and places that made a region what it is",
    broader: ["local-history-reference"],
    also: ["area history", "state history"],
  }),
];
