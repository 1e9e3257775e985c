import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const referenceAndUserServices: readonly StarterSkill[] = [
  group("reference-and-user-services", "reference and user services", {
    description: "Helping people find what they came for, at a desk, on the floor, by phone or on a screen",
    also: ["public services", "patron services"],
  }),
  skill("reference-service", "reference service", {
    description:
      "Answering people's questions with good sources, whatever the subject and whatever the channel",
    broader: ["reference-and-user-services"],
    also: ["answering enquiries", "information desk work", "research help"],
    esco: "http://data.europa.eu/esco/skill/34982b79-842f-4835-8598-d27793731d26",
  }),
  skill("reference-interview", "reference interview", {
    description: "Finding out through open questions what a person really wants to know and how they want it",
    broader: ["reference-service"],
    also: ["reference consultation", "clarifying an enquiry"],
    esco: "http://data.europa.eu/esco/skill/4bf37ee3-2c8b-44cc-9f91-3eeda46e8c5b",
  }),
  skill("virtual-reference", "virtual reference", {
    description: "Helping people by chat, e-mail, text message or video call as well as across a desk",
    broader: ["reference-service"],
    also: ["chat reference", "ask-a-librarian", "online reference"],
  }),
  skill("roving-reference", "roving reference", {
    description: "Leaving the desk to help people where they sit, browse and get stuck",
    broader: ["reference-service"],
    also: ["floor-walking", "proactive reference"],
  }),
  skill("database-searching", "database searching", {
    description:
      "Building precise searches in subscription databases with fields, operators and controlled terms",
    broader: ["reference-service"],
    also: ["Boolean searching", "advanced searching", "literature database searching"],
    related: ["systematic-review-searching"],
  }),
  skill("web-searching", "web searching", {
    description: "Finding dependable answers on the open web quickly, with operators and a sceptical eye",
    broader: ["reference-and-user-services"],
    also: ["internet searching", "online searching"],
    related: ["source-evaluation"],
    esco: "http://data.europa.eu/esco/skill/ba93b71b-c433-4a01-8246-ed2daa85a9a2",
  }),
  knowledge("reference-sources", "reference sources", {
    description:
      "Knowing the encyclopaedias, directories, statistics and databases worth opening for each kind of question",
    broader: ["reference-service"],
    also: ["reference works", "ready reference"],
  }),
  skill("bibliography-compilation", "bibliography compilation", {
    description:
      "Drawing up a sound list of books, articles and media on one subject for a reader or a class",
    broader: ["reference-service", "readers-advisory"],
    also: ["reading lists", "booklists", "subject guides", "pathfinders"],
    esco: "http://data.europa.eu/esco/skill/0c97c78e-53bb-4d4f-9aaa-2c64507e13ca",
  }),
  skill("readers-advisory", "readers' advisory", {
    description: "Talking with people about what they enjoy and suggesting what to read, hear or watch next",
    broader: ["reference-and-user-services"],
    also: ["RA", "reading recommendations", "book recommendations"],
    related: ["book-discussion"],
  }),
  knowledge("literary-genres", "literary genres", {
    description:
      "Knowing the genres readers ask for, from cosy mysteries to memoirs in comics, and why each appeals",
    broader: ["readers-advisory"],
    also: ["genre fiction", "popular fiction", "appeal factors"],
    esco: "http://data.europa.eu/esco/skill/7bb85eab-18df-437c-adce-7b729abb315e",
  }),
  skill("circulation", "circulation services", {
    description: "Lending, renewing, returning and reserving items, and putting borrowers' accounts right",
    broader: ["reference-and-user-services"],
    also: ["circ", "lending services", "loans desk"],
  }),
  skill("overdue-management", "overdue management", {
    description: "Following up late and lost items firmly and kindly, with fee waivers where policy allows",
    broader: ["circulation"],
    also: ["overdues", "fines and fees", "lost items"],
    esco: "http://data.europa.eu/esco/skill/a3d2dbb6-3979-42de-979a-b144583741e2",
  }),
  skill("interlibrary-loan", "interlibrary loan", {
    description: "Borrowing from and lending to other libraries, from the request to the return",
    broader: ["circulation"],
    also: ["ILL", "resource sharing", "document delivery"],
    esco: "http://data.europa.eu/esco/skill/72e36936-3eb4-498b-8bf0-1f2cbe145447",
  }),
  skill("shelving", "shelving and stack maintenance", {
    description:
      "Putting items back in exact order, reading shelves and keeping the stacks tidy and safe to use",
    broader: ["circulation"],
    also: ["shelf reading", "stack management"],
  }),
  skill("customer-service", "customer service", {
    description:
      "Making every visitor feel welcome and properly looked after, on ordinary and on difficult days",
    broader: ["reference-and-user-services"],
    also: ["patron service", "front-line service", "user service"],
    esco: "http://data.europa.eu/esco/skill/75dfe1ee-5935-42ce-b820-697f827825c3",
  }),
  skill("complaint-handling", "complaint handling", {
    description:
      "Listening to a grievance, putting right what can be put right and saying honestly what cannot",
    broader: ["customer-service"],
    also: ["dealing with complaints", "patron complaints"],
    esco: "http://data.europa.eu/esco/skill/28d715e3-3e5b-4fb6-8dd2-4be4919c8587",
  }),
  skill("de-escalation", "de-escalation", {
    description: "Calming a tense encounter with voice, stance and choices before anyone gets hurt or barred",
    broader: ["trauma-informed-service"],
    also: ["defusing conflict", "crisis de-escalation"],
    related: ["conflict-resolution"],
  }),
  skill("library-orientation", "library orientation", {
    description: "Showing newcomers what the library offers and how its rooms, desks and tools work",
    broader: ["customer-service", "teaching-and-training"],
    also: ["library tours", "new member induction", "user onboarding"],
    esco: "http://data.europa.eu/esco/skill/87b3e2f5-ff05-489a-a13b-9e5b3aff5fee",
  }),
  skill("technology-help", "public technology help", {
    description:
      "Getting people unstuck with phones, printers, e-readers and online forms, one person at a time",
    broader: ["customer-service"],
    also: ["tech help", "device help", "computer lab assistance", "book a tech"],
    related: ["digital-literacy-instruction"],
  }),
  knowledge("patron-privacy", "patron privacy", {
    description: "The law, ethics and daily habits that keep what people read, search and ask confidential",
    broader: ["reference-and-user-services"],
    also: ["user privacy", "borrower confidentiality"],
    related: ["data-protection"],
  }),
  knowledge("intellectual-freedom", "intellectual freedom", {
    description: "The right to read and to seek information without censorship, and how libraries uphold it",
    broader: ["reference-and-user-services", "collection-policy"],
    also: ["freedom to read", "anti-censorship", "book challenges"],
  }),
];
