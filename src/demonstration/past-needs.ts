import type { DemoPastNeed } from "./history-data.js";
import { must, nice } from "./need-entries.js";

const birchwater = { modality: "ON_SITE", region: "Birchwater" } as const;
const tamarack = { modality: "ON_SITE", region: "Tamarack County" } as const;
const prairieLakes = { modality: "ON_SITE", region: "Prairie Lakes" } as const;
const remote = { modality: "REMOTE" } as const;
const inMonth = (monthsAgo: number, day: number) => ({ opened: { monthsAgo, day } });
const grows = { mentored: true };

/** Whom to ask for at each partner. */
export const contacts: Readonly<Record<string, string>> = {
  "riverbend-health": "Hanna Aldous",
  "first-steps": "Corinne Nyberg",
  "harbor-house": "Desmond Tate",
  "kestrel-youth": "Rafael Ocampo",
  "tamarack-workforce": "Judith Halvorsen",
  "welcome-bridge": "Sahra Omar",
  "birchwater-adult-learning": "Miriam Castellanos",
  "code-commons": "Anton Lindgren",
  "lantern-legal": "Colleen Farrell",
  "silver-oaks": "Dorothy Bauer",
  "civic-table": "Emmanuel Brooks",
  "tamarack-history": "Walter Niemi",
  "grain-elevator-arts": "Lucille Garnier",
  "three-lakes": "Kirsten Moe",
  wiigwaas: "Leona Goodsky",
};

/** What partners looked for in the months before, oldest first; each for one worker. */
export const pastNeeds: readonly DemoPastNeed[] = [
  {
    ...{ key: "arabic-leaflets", partner: "riverbend-health", goal: "diabetes-course", ...remote },
    ...{ title: "Diabetes leaflets in Arabic", hoursPerWeek: 3, ...inMonth(11, 2) },
    description:
      "Put four leaflets about food, feet, eyes and insulin into Arabic that a grandmother would use.",
    skills: [must("translation", 3, grows), nice("health-literacy", 2, grows)],
  },
  {
    ...{ key: "job-fair-day", partner: "tamarack-workforce", goal: "placements", ...birchwater },
    ...{ title: "A job fair in the reading room", hoursPerWeek: 4, ...inMonth(11, 4) },
    description: "Plan one Saturday with thirty employers, from the floor plan to the thank-you letters.",
    skills: [must("event-coordination", 4, grows), nice("cv-help", 3)],
  },
  {
    ...{ key: "warm-handover", partner: "harbor-house", goal: "housed-sooner", ...birchwater },
    ...{ title: "A warm handover from desk to shelter", hoursPerWeek: 3, ...inMonth(11, 5) },
    description:
      "Work out with our case workers what a branch says and does when somebody has nowhere to sleep.",
    skills: [must("homelessness-services", 3, grows), nice("trauma-informed-service", 2, grows)],
  },
  {
    ...{ key: "kindergarten-count", partner: "first-steps", goal: "ready-for-school", ...tamarack },
    ...{ title: "Who is ready for kindergarten, and who is not", hoursPerWeek: 4, ...inMonth(11, 6) },
    description: "Design and run a small study with eleven providers, and read its numbers with us.",
    skills: [must("programme-evaluation", 3, grows), must("survey-design", 2), nice("statistics", 3)],
  },
  {
    ...{
      key: "benefits-afternoons",
      partner: "tamarack-workforce",
      goal: "digital-certificate",
      ...tamarack,
    },
    ...{ title: "Afternoons for online forms", hoursPerWeek: 3, ...inMonth(11, 8) },
    description: "Sit beside people who lost a job while they file their first claims online.",
    skills: [must("online-applications", 3, grows), nice("customer-service", 3)],
  },
  {
    ...{ key: "studio-ledgers", partner: "grain-elevator-arts", goal: "artists-income", ...prairieLakes },
    ...{ title: "Ledgers for studios", hoursPerWeek: 3, ...inMonth(11, 9) },
    description: "Find prices, grants and market figures for six artists who never looked at any.",
    skills: [must("business-reference", 4, grows), nice("small-business-support", 2, grows)],
  },
  {
    ...{ key: "mine-map-online", partner: "tamarack-history", goal: "visitors", ...remote },
    ...{ title: "The mine as a map that tells stories", hoursPerWeek: 4, ...inMonth(11, 10) },
    description: "Build an online exhibition around the shaft map, with forty voices and photographs.",
    skills: [must("digital-exhibitions", 4, grows), nice("web-development", 2)],
  },
  {
    ...{ key: "interview-guide", partner: "wiigwaas", goal: "elder-recordings", ...remote },
    ...{ title: "How to ask an elder", hoursPerWeek: 2, ...inMonth(11, 12) },
    description: "Write with us how our recordings are asked for, made, described and given back.",
    skills: [must("oral-history-interviewing", 3, grows), nice("indigenous-knowledge", 2, grows)],
  },
  {
    ...{ key: "story-hours", partner: "birchwater-adult-learning", goal: "family-nights", ...birchwater },
    ...{ title: "Saturday stories in two languages", hoursPerWeek: 3, ...inMonth(9, 2) },
    description: "Read in Spanish and English to families whose parents are in class next door.",
    skills: [must("bilingual-storytime", 3, grows), nice("early-literacy", 2, grows)],
  },
  {
    ...{ key: "tablet-mornings", partner: "silver-oaks", goal: "fewer-scams", ...birchwater },
    ...{ title: "Tablet mornings", hoursPerWeek: 3, ...inMonth(9, 3) },
    description: "Lead a weekly table where older neighbours bring a tablet and every question about it.",
    skills: [must("workshop-facilitation", 3, grows), must("technology-help", 3)],
  },
  {
    ...{ key: "ballot-words", partner: "civic-table", goal: "turnout", ...remote },
    ...{ title: "The ballot in plain words", hoursPerWeek: 2, ...inMonth(9, 5) },
    description: "Say on one page each what the four questions on the ballot would change.",
    skills: [must("plain-language", 3, grows), nice("writing-and-editing", 4)],
  },
  {
    ...{ key: "language-survey", partner: "wiigwaas", goal: "home-language", ...tamarack },
    ...{ title: "Who speaks Ojibwe at home", hoursPerWeek: 3, ...inMonth(9, 6) },
    description: "Visit families with us and find out what would help them speak it more.",
    skills: [must("community-needs-assessment", 3, grows), nice("indigenous-knowledge", 3)],
  },
  {
    ...{ key: "neighbour-evenings", partner: "welcome-bridge", goal: "new-citizens", ...tamarack },
    ...{ title: "Evenings for old and new neighbours", hoursPerWeek: 3, ...inMonth(9, 8) },
    description: "Host suppers where people who came last year meet people who were always here.",
    skills: [must("intercultural-competence", 4, grows), nice("newcomer-services", 3)],
  },
  {
    ...{ key: "course-captions", partner: "code-commons", goal: "first-course", ...remote },
    ...{ title: "Captions for the first course", hoursPerWeek: 4, ...inMonth(9, 9) },
    description: "Caption thirty short lessons so that nobody has to hear to learn.",
    skills: [must("captioning", 3, grows), nice("video-editing", 3)],
  },
  {
    ...{ key: "bay-archive", partner: "three-lakes", goal: "monthly-samples", ...remote },
    ...{ title: "Ten years of lake water, open to all", hoursPerWeek: 3, ...inMonth(9, 11) },
    description: "Publish our old samples as open data that a teacher and a scientist can both use.",
    skills: [must("open-data", 3, grows), nice("data-cleaning", 3)],
  },
  {
    ...{ key: "mock-exams", partner: "birchwater-adult-learning", goal: "certificates", ...birchwater },
    ...{ title: "Mock exams that teach", hoursPerWeek: 3, ...inMonth(7, 1) },
    description: "Build practice exams with us, and show our tutors how to read what comes back.",
    skills: [must("learning-assessment", 3, grows), must("ged-preparation", 3)],
  },
  {
    ...{ key: "conversation-tables", partner: "welcome-bridge", goal: "english-circles", ...birchwater },
    ...{ title: "Conversation tables", hoursPerWeek: 2, ...inMonth(7, 3) },
    description: "Keep three tables talking for an hour, whoever sits down.",
    skills: [must("facilitation", 3, grows), nice("book-discussion", 3)],
  },
  {
    ...{ key: "hmong-clinic-days", partner: "riverbend-health", goal: "remote-visits", ...tamarack },
    ...{ title: "Clinic days in Hmong", hoursPerWeek: 4, ...inMonth(7, 4) },
    description: "Interpret for patients who see a doctor on a screen for the first time.",
    skills: [must("interpreting", 3, grows), nice("medical-terminology", 2, grows)],
  },
  {
    ...{ key: "memory-boxes", partner: "silver-oaks", goal: "someone-to-call", ...tamarack },
    ...{ title: "Boxes full of memories", hoursPerWeek: 3, ...inMonth(7, 6) },
    description: "Fill boxes with things from the fifties, and tell stories around them in four homes.",
    skills: [must("storytelling", 3, grows), must("older-adult-services", 3)],
  },
  {
    ...{ key: "contracts-clinic", partner: "grain-elevator-arts", goal: "artists-income", ...prairieLakes },
    ...{ title: "What did I sign? A clinic for artists", hoursPerWeek: 2, ...inMonth(7, 8) },
    description: "Explain to one artist at a time what a contract says about their work.",
    skills: [must("copyright-advice", 4, grows), nice("licensing", 3)],
  },
  {
    ...{ key: "health-report", partner: "riverbend-health", goal: "diabetes-course", ...remote },
    ...{ title: "The county's health on four pages", hoursPerWeek: 3, ...inMonth(7, 9) },
    description: "Gather what is known about diabetes here, with sources that hold.",
    skills: [must("public-health", 3, grows), nice("literature-reviewing", 3)],
  },
  {
    ...{ key: "jail-bookshelf", partner: "lantern-legal", goal: "clear-records", ...tamarack },
    ...{ title: "A law shelf in the county jail", hoursPerWeek: 3, ...inMonth(7, 11) },
    description:
      "Agree with the sheriff on a shelf, hours and a way to ask a lawyer, and put it into writing.",
    skills: [must("partnership-agreements", 3, grows), nice("justice-involved-services", 2)],
  },
  {
    ...{ key: "bench-nights", partner: "code-commons", goal: "second-lives", ...birchwater },
    ...{ title: "Bench nights at Northside", hoursPerWeek: 4, ...inMonth(7, 12) },
    description: "Open the old laptops that nobody wants, with whoever would like to learn how.",
    skills: [must("repair-skills", 3), must("electronics", 2, grows)],
  },
  {
    ...{ key: "court-day-pages", partner: "lantern-legal", goal: "homes-kept", ...remote },
    ...{ title: "Be found on the day before court", hoursPerWeek: 3, ...inMonth(5, 2) },
    description: "Make our pages the first that a tenant finds who types an eviction notice into a phone.",
    skills: [must("search-engine-optimisation", 3, grows), nice("website-management", 3)],
  },
  {
    ...{ key: "homework-harbour", partner: "kestrel-youth", goal: "safe-afternoons", ...birchwater },
    ...{ title: "Homework harbour", hoursPerWeek: 4, ...inMonth(5, 3) },
    description: "Sit with one teenager at a time until the essay, or the equation, is done.",
    skills: [must("one-to-one-tutoring", 3, grows), nice("homework-help", 3)],
  },
  {
    ...{ key: "stories-in-the-park", partner: "first-steps", goal: "ready-for-school", ...tamarack },
    ...{ title: "Stories in the park", hoursPerWeek: 3, ...inMonth(5, 5) },
    description:
      "Read, sing and count with children who have no place in a preschool, where they play anyway.",
    skills: [must("early-literacy", 3, grows), must("storytime", 3)],
  },
  {
    ...{ key: "album-days", partner: "tamarack-history", goal: "photographs-online", ...tamarack },
    ...{ title: "Album days", hoursPerWeek: 3, ...inMonth(5, 6) },
    description: "Mend and flatten what families bring, so that it can be scanned and taken home again.",
    skills: [must("conservation-repair", 3, grows), nice("scanning", 2, grows)],
  },
  {
    ...{ key: "lab-for-everybody", partner: "code-commons", goal: "first-course", ...prairieLakes },
    ...{ title: "A computer lab for everybody", hoursPerWeek: 3, ...inMonth(5, 8) },
    description: "Go through our lab and our lessons, and tell us who cannot use them and why.",
    skills: [must("accessibility-auditing", 3, grows), nice("assistive-technology", 3)],
  },
  {
    ...{ key: "student-nights", partner: "grain-elevator-arts", goal: "audience", ...prairieLakes },
    ...{ title: "Student nights at the Elevator", hoursPerWeek: 2, ...inMonth(5, 9) },
    description: "Bring students who never crossed the tracks to four evenings of the season.",
    skills: [must("social-media", 3, grows), nice("event-coordination", 2)],
  },
  {
    ...{ key: "portal-help", partner: "riverbend-health", goal: "remote-visits", ...birchwater },
    ...{ title: "Help with the patient portal", hoursPerWeek: 3, ...inMonth(5, 11) },
    description: "Help patients sign in for the first time, and write down what stopped them.",
    skills: [must("technology-help", 3), nice("telehealth-support", 2, grows)],
  },
  {
    ...{ key: "sample-sheets", partner: "three-lakes", goal: "monthly-samples", ...remote },
    ...{ title: "Sheets that check themselves", hoursPerWeek: 3, ...inMonth(3, 3) },
    description: "Turn forty volunteers' spreadsheets into one that notices when a lake is at 300 degrees.",
    skills: [must("spreadsheets", 4), must("python", 3, grows)],
  },
  {
    ...{ key: "tape-sorting", partner: "wiigwaas", goal: "elder-recordings", ...tamarack },
    ...{ title: "A shoebox of cassettes", hoursPerWeek: 4, ...inMonth(3, 4) },
    description: "Listen, sort and copy cassettes with two elders who know every voice on them.",
    skills: [must("av-digitisation", 2, grows), nice("audio-production", 3)],
  },
  {
    ...{ key: "council-records", partner: "civic-table", goal: "turnout", ...remote },
    ...{ title: "What the council decided, as data", hoursPerWeek: 3, ...inMonth(3, 6) },
    description: "Make a table of ten years of council votes that a newspaper can work with.",
    skills: [must("open-data", 3, grows), must("government-information", 4)],
  },
  {
    ...{ key: "directory-cleanup", partner: "harbor-house", goal: "housed-sooner", ...remote },
    ...{ title: "A directory without dead numbers", hoursPerWeek: 3, ...inMonth(3, 8) },
    description: "Go through four hundred entries for food, beds and showers, and make the list mend itself.",
    skills: [must("data-cleaning", 3, grows), nice("metadata-quality", 3)],
  },
  {
    ...{ key: "online-dialogues", partner: "civic-table", goal: "dialogues", ...remote },
    ...{ title: "Hard talks on a screen", hoursPerWeek: 3, ...inMonth(3, 10) },
    description: "Moderate six online evenings about school names, and teach two of us to do the next ones.",
    skills: [must("facilitation", 3, grows), nice("information-literacy", 4)],
  },
  {
    ...{ key: "quiet-saturdays", partner: "first-steps", goal: "ready-for-school", ...birchwater },
    ...{ title: "Quiet Saturdays", hoursPerWeek: 3, ...inMonth(3, 12) },
    description:
      "Start a story hour for children for whom the ordinary one is too loud, too bright and too long.",
    skills: [must("storytime", 4), must("neurodiversity", 2, grows)],
  },
];
