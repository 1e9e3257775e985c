import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const jobsAndEnterprise: readonly StarterSkill[] = [
  group("jobs-and-enterprise", "jobs and enterprise", {
    description: "Helping people find work, change careers and start businesses",
    also: ["workforce development", "employment services"],
  }),
  skill("job-search-support", "job search support", {
    description: "Helping people look for work: where to look, how to apply and how to keep going",
    broader: ["jobs-and-enterprise"],
    also: ["job seeking help", "job hunting", "employment assistance"],
  }),
  skill("cv-help", "CV and cover letter help", {
    description: "Helping people put their experience on a page that gets read",
    broader: ["job-search-support", "writing-and-editing"],
    also: ["résumé help", "resume help", "cover letters", "curriculum vitae"],
  }),
  skill("online-applications", "online job application help", {
    description: "Guiding people through portals, uploads and tests that stand before a job",
    broader: ["job-search-support", "technology-help"],
    also: ["job portals", "application forms", "applicant tracking systems"],
  }),
  skill("interview-preparation", "interview preparation", {
    description: "Practising questions and answers until a candidate can speak for themselves",
    broader: ["job-search-support"],
    also: ["mock interviews", "job interview practice", "interview coaching"],
  }),
  skill("job-clubs", "job club leading", {
    description: "Leading a group of job seekers who share leads, skills and courage",
    broader: ["job-search-support", "facilitation"],
    also: ["job search workshops", "networking groups"],
  }),
  skill("career-guidance", "career guidance", {
    description: "Helping people see what they are good at, what they want and which steps lead there",
    broader: ["jobs-and-enterprise"],
    also: ["career counselling", "career counseling", "careers advice", "career exploration"],
    esco: "http://data.europa.eu/esco/skill/fd88851f-4d1d-4de8-aee1-4464c3012969",
  }),
  knowledge("labour-market-information", "labour market information", {
    description: "Who is hiring, at what wages, for which skills, and where those figures come from",
    broader: ["jobs-and-enterprise", "data-literacy"],
    also: ["LMI", "labor market information", "occupational data", "O*NET"],
    esco: "http://data.europa.eu/esco/skill/d9a3cb06-d6e0-4a64-88a6-9a8e11a99c93",
  }),
  knowledge("apprenticeships", "apprenticeships and training routes", {
    description: "Paths into work other than a degree, and how to get on to them",
    broader: ["career-guidance"],
    also: ["vocational training", "trade schools", "certificates", "upskilling"],
  }),
  knowledge("re-entry-employment", "employment after custody", {
    description: "Helping people with a record find employers, rights and first steps back to work",
    broader: ["job-search-support", "justice-involved-services"],
    also: ["second chance hiring", "expungement and jobs", "fair chance employment"],
  }),
  skill("business-reference", "business reference", {
    description: "Finding market, company and industry information for entrepreneurs and students",
    broader: ["jobs-and-enterprise", "reference-service"],
    also: ["company research", "market research databases", "business librarianship"],
  }),
  skill("small-business-support", "small business support", {
    description: "Helping people start and run a small firm with information, space and contacts",
    broader: ["business-reference"],
    also: ["start-up support", "SBDC", "SCORE", "microenterprise"],
  }),
  knowledge("entrepreneurship", "entrepreneurship", {
    description: "What it takes to turn an idea into a going concern",
    broader: ["small-business-support"],
    also: ["starting a business", "founding a company", "social enterprise"],
    esco: "http://data.europa.eu/esco/skill/658605f2-1c95-49f0-bd98-0af7b15ad0b0",
  }),
  skill("business-planning", "business plan coaching", {
    description: "Helping a founder put market, money and work on paper and test whether it holds",
    broader: ["small-business-support"],
    also: ["business plans", "lean canvas", "business model"],
  }),
  knowledge("patents-and-trademarks", "patents and trademarks", {
    description: "Searching for and understanding the rights that protect inventions and names",
    broader: ["business-reference"],
    also: ["PTRC", "patent searching", "trade marks"],
  }),
  knowledge("remote-work", "remote work readiness", {
    description: "What working from home or a library asks of people, tools and law",
    broader: ["job-search-support", "digital-literacy-instruction"],
    also: ["telework", "telecommuting", "co-working", "coworking"],
  }),
  knowledge("workplace-digital-skills", "workplace digital skills", {
    description: "The documents, calendars, video calls and spreadsheets that most jobs now expect",
    broader: ["digital-literacy-instruction", "job-search-support"],
    also: ["office software", "Microsoft Office", "Google Workspace", "Northstar"],
  }),
];
