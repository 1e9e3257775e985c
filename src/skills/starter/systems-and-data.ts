import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const systemsAndData: readonly StarterSkill[] = [
  group("systems-and-data", "systems and data", {
    description: "The software, networks and data that libraries run on, and what they tell us",
    also: ["library technology", "library IT"],
  }),
  skill("library-systems", "library systems administration", {
    description:
      "Configuring, upgrading and looking after the systems that run lending, buying and cataloguing",
    broader: ["systems-and-data"],
    also: ["ILS", "LMS administration", "LSP", "Koha", "Alma", "Sierra", "Evergreen"],
  }),
  skill("system-migration", "library system migration", {
    description: "Moving records, users and rules from one system to another without losing any of them",
    broader: ["library-systems", "project-management"],
    also: ["ILS migration", "data migration", "platform migration"],
  }),
  knowledge("interoperability-standards", "interoperability standards", {
    description: "How library systems talk to one another: SIP2, NCIP, Z39.50, OAI-PMH and web APIs",
    broader: ["library-systems"],
    also: ["SIP2", "NCIP", "Z39.50", "OAI-PMH", "APIs"],
  }),
  skill("authentication", "authentication and access management", {
    description: "Setting up single sign-on, proxies and permissions so that the right people get in",
    broader: ["library-systems"],
    also: ["SSO", "SAML", "OpenAthens", "proxy servers", "identity management"],
  }),
  skill("ict-support", "computer user support", {
    description: "Diagnosing faults with computers, printers and software and explaining the fix",
    broader: ["systems-and-data"],
    also: ["IT support", "help desk", "desktop support", "PC troubleshooting"],
    related: ["technology-help"],
    esco: "http://data.europa.eu/esco/skill/db36f7f1-5900-45bd-9ffb-f2b19c4362ac",
  }),
  skill("network-administration", "network and Wi-Fi administration", {
    description: "Keeping wired and wireless networks up, fast and safe for staff and the public",
    broader: ["systems-and-data"],
    also: ["Wi-Fi", "LAN", "network management", "wireless networks"],
  }),
  knowledge("cyber-security", "information security", {
    description: "Threats to systems and data, and the habits, settings and plans that reduce them",
    broader: ["systems-and-data"],
    also: ["cybersecurity", "infosec", "IT security"],
    related: ["online-safety"],
    esco: "http://data.europa.eu/esco/skill/8088750d-8388-4170-a76f-48354c469c44",
  }),
  knowledge("data-protection", "data protection", {
    description: "The principles and duties that govern collecting, keeping and sharing personal data",
    broader: ["systems-and-data"],
    also: ["privacy law", "GDPR", "personal data", "data privacy"],
    esco: "http://data.europa.eu/esco/skill/a4346013-a967-4a58-a533-6b32ad1364c5",
  }),
  skill("open-source-software", "open-source software use", {
    description: "Choosing, running and giving back to software whose source is open",
    broader: ["systems-and-data"],
    also: ["FOSS", "open source", "GitHub"],
    esco: "http://data.europa.eu/esco/skill/2b34764d-637c-48f5-aa70-31e15c965db6",
  }),
  skill("web-development", "web development", {
    description: "Building web pages and small applications that work on any device",
    broader: ["systems-and-data"],
    also: ["HTML", "CSS", "front-end development", "web programming"],
  }),
  skill("website-management", "website management", {
    description: "Planning, updating and measuring a website so that people find what they need",
    broader: ["web-development", "promotion"],
    also: ["web content management", "webmaster", "Drupal", "WordPress administration"],
    esco: "http://data.europa.eu/esco/skill/d04ee340-5378-4601-8181-19da6d5cbfe0",
  }),
  knowledge("web-accessibility", "web accessibility", {
    description:
      "The guidelines and techniques that make sites work with keyboards, screen readers and tired eyes",
    broader: ["web-development", "accessibility-services"],
    also: ["WCAG", "Section 508", "accessible web design", "a11y"],
    esco: "http://data.europa.eu/esco/skill/3e23db60-0c3d-498a-a6ac-ffbed0ecb033",
  }),
  skill("user-experience", "user experience research", {
    description: "Watching and asking people as they use a service, then redesigning what trips them up",
    broader: ["systems-and-data", "service-evaluation"],
    also: ["UX", "usability testing", "user research", "service design"],
    related: ["design-thinking"],
  }),
  skill("programming-for-libraries", "scripting and programming", {
    description: "Writing small programs that save hours of repetitive work or join systems up",
    broader: ["systems-and-data"],
    also: ["programming", "coding", "scripting", "automation"],
  }),
  knowledge("python", "Python", {
    description: "A general-purpose programming language much used for data, text and automation",
    broader: ["programming-for-libraries"],
    also: ["Python programming", "Python 3", "pymarc"],
    esco: "http://data.europa.eu/esco/skill/ccd0a1d9-afda-43d9-b901-96344886e14d",
  }),
  knowledge("javascript", "JavaScript", {
    description: "The programming language of the browser, and of many small services behind it",
    broader: ["programming-for-libraries", "web-development"],
    also: ["JS", "ECMAScript", "TypeScript", "Node.js"],
    esco: "http://data.europa.eu/esco/skill/3cd569a2-4f88-4c1e-9995-8dce8c5e51a7",
  }),
  skill("regular-expressions", "regular expressions", {
    description: "Writing patterns that find, check and rework text in bulk",
    broader: ["programming-for-libraries", "data-cleaning"],
    also: ["regex", "regexp", "pattern matching"],
    esco: "http://data.europa.eu/esco/skill/697dcc9f-ae92-4506-b5f2-e770d7589f74",
  }),
  knowledge("databases-sql", "SQL", {
    description: "Asking relational databases for exactly the rows, joins and totals you need",
    broader: ["data-analysis", "programming-for-libraries"],
    also: ["SQL reports", "relational database queries", "MySQL", "PostgreSQL"],
    esco: "http://data.europa.eu/esco/skill/598de5b0-5b58-4ea7-8058-a4bc4d18c742",
  }),
  skill("data-analysis", "data analysis", {
    description: "Turning figures about services and communities into findings someone can act on",
    broader: ["systems-and-data"],
    also: ["analytics", "library assessment data", "data analytics"],
    esco: "http://data.europa.eu/esco/skill/2b92a5b2-6758-4ee3-9fb4-b6387a55cc8f",
  }),
  knowledge("statistics", "statistics", {
    description: "Sampling, averages, uncertainty and tests: what numbers can and cannot tell us",
    broader: ["data-analysis"],
    also: ["quantitative methods", "statistical analysis", "descriptive statistics"],
    esco: "http://data.europa.eu/esco/skill/7ee4c2ea-b349-4bd2-81a3-ec31475d4833",
  }),
  skill("spreadsheets", "spreadsheets", {
    description: "Organising, calculating and checking figures with formulas, filters and pivot tables",
    broader: ["data-analysis"],
    also: ["Excel", "Google Sheets", "pivot tables"],
    esco: "http://data.europa.eu/esco/skill/1973c966-f236-40c9-b2d4-5d71a89019be",
  }),
  skill("data-cleaning", "data cleaning", {
    description: "Finding and mending duplicates, gaps and inconsistencies before figures are trusted",
    broader: ["data-analysis"],
    also: ["OpenRefine", "data wrangling", "deduplication"],
    esco: "http://data.europa.eu/esco/skill/50b100ea-74fd-4706-99db-3e4ca55e51b8",
  }),
  skill("data-visualisation", "data visualisation", {
    description: "Showing what figures mean with charts, dashboards and maps that do not mislead",
    broader: ["data-analysis"],
    also: ["data visualization", "dashboards", "Tableau", "Power BI", "charts"],
    esco: "http://data.europa.eu/esco/skill/c3e36d05-8ae8-447f-bb2b-6f9409f85389",
  }),
  skill("gis", "geographic information systems", {
    description: "Mapping and analysing information about places, from census tracts to trail maps",
    broader: ["data-analysis"],
    also: ["GIS", "mapping", "QGIS", "ArcGIS"],
    esco: "http://data.europa.eu/esco/skill/440f64e5-e66c-45ee-bc29-53c14a2ad720",
  }),
  knowledge("open-data", "open data", {
    description: "Finding, publishing and reusing data that anyone may use, with its licences and caveats",
    broader: ["data-analysis", "government-information"],
    also: ["open government data", "civic data", "data portals"],
  }),
];
