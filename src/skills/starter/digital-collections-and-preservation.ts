import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const digitalCollectionsAndPreservation: readonly StarterSkill[] = [
  group("digital-collections-and-preservation", "digital collections and preservation", {
    description: "Making collections digital and keeping both paper and bits alive",
    also: ["digital libraries", "preservation", "digital stewardship"],
  }),
  skill("digital-collections", "digital collection management", {
    description: "Building, describing and publishing a digital collection that stays useful for years",
    broader: ["digital-collections-and-preservation"],
    also: ["digital library management", "CONTENTdm", "Omeka", "Islandora"],
    esco: "http://data.europa.eu/esco/skill/14525f24-afb4-4a4e-80a7-facf27080cdd",
  }),
  skill("digitisation", "digitisation", {
    description: "Turning paper, photographs and tape into faithful digital copies",
    broader: ["digital-collections"],
    also: ["digitization", "imaging", "digital conversion"],
    esco: "http://data.europa.eu/esco/skill/367c240d-5f34-423a-86b1-866ad27206ea",
  }),
  skill("scanning", "document scanning", {
    description: "Preparing originals and running scanners to an agreed resolution, colour and file format",
    broader: ["digitisation"],
    also: ["flatbed scanning", "book scanning", "image capture"],
    esco: "http://data.europa.eu/esco/skill/a3882117-5ace-40b3-ad39-014d8b53c835",
  }),
  skill("av-digitisation", "audio-visual digitisation", {
    description: "Transferring tapes, films and discs to files before the carriers and machines give out",
    broader: ["digitisation", "audio-production"],
    also: ["AV digitization", "VHS transfer", "tape transfer", "memory lab"],
  }),
  skill("ocr-and-transcription", "transcription and text recognition", {
    description: "Turning images of print and handwriting into searchable, corrected text",
    broader: ["digitisation"],
    also: ["OCR", "HTR", "transcribing", "crowdsourced transcription"],
  }),
  skill("digitisation-project-management", "digitisation project management", {
    description: "Planning selection, rights, imaging, description and publication as one project",
    broader: ["digitisation", "project-management"],
    also: ["digitization project management", "digitisation workflow"],
  }),
  skill("digital-exhibitions", "digital exhibitions", {
    description: "Telling a story online with digitised items, text, maps and timelines",
    broader: ["digital-collections", "exhibitions"],
    also: ["online exhibits", "virtual exhibitions", "StoryMaps"],
  }),
  skill("digital-preservation", "digital preservation", {
    description: "Keeping files findable, intact and readable through changes of media, formats and owners",
    broader: ["digital-collections-and-preservation"],
    also: ["digipres", "OAIS", "Archivematica", "long-term access"],
  }),
  knowledge("file-formats", "preservation file formats", {
    description: "Which formats last, what migration loses, and how to tell what a file really is",
    broader: ["digital-preservation"],
    also: ["file format identification", "PRONOM", "format migration"],
  }),
  skill("fixity-checking", "fixity checking", {
    description: "Recording and re-checking checksums so that silent damage to files is noticed",
    broader: ["digital-preservation"],
    also: ["checksums", "integrity checking", "BagIt"],
  }),
  skill("web-archiving", "web archiving", {
    description: "Capturing websites and social media before they change or vanish",
    broader: ["digital-preservation"],
    also: ["web harvesting", "Archive-It", "WARC", "Wayback"],
  }),
  skill("personal-digital-archiving", "personal digital archiving advice", {
    description: "Helping people sort, name, copy and keep their own photographs, messages and files",
    broader: ["digital-preservation", "digital-literacy-instruction"],
    also: ["PDA", "family photo archiving", "memory keeping"],
  }),
  skill("preservation", "preservation of physical collections", {
    description: "Slowing the decay of paper, film and objects through handling, housing and climate",
    broader: ["digital-collections-and-preservation"],
    also: ["collection care", "preventive conservation", "stacks environment"],
  }),
  skill("conservation-repair", "book and paper repair", {
    description: "Mending torn pages, spines and hinges with methods that can be undone",
    broader: ["preservation"],
    also: ["book repair", "book mending", "conservation treatment", "paper repair"],
  }),
  skill("bookbinding", "bookbinding", {
    description: "Sewing, gluing and covering text blocks by hand, for repair or for the pleasure of making",
    broader: ["conservation-repair"],
    also: ["hand binding", "book arts"],
  }),
  skill("environmental-monitoring", "storage environment monitoring", {
    description:
      "Measuring temperature, humidity, light and pests where collections are kept, and acting on it",
    broader: ["preservation"],
    also: ["climate monitoring", "IPM", "data loggers"],
  }),
  skill("disaster-response", "collections disaster response", {
    description: "Planning for and recovering collections from water, fire and mould",
    broader: ["preservation", "emergency-planning"],
    also: ["salvage", "disaster recovery", "wet books", "mold response"],
  }),
  knowledge("digital-rights", "rights statements for digital collections", {
    description: "Working out and stating what others may do with each digitised item",
    broader: ["digital-collections", "copyright"],
    also: ["RightsStatements.org", "orphan works", "rights clearance"],
  }),
];
