import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const healthInformation: readonly StarterSkill[] = [
  group("health-information", "health information", {
    description: "Helping people find, understand and use trustworthy information about health",
    also: ["consumer health", "health librarianship"],
  }),
  skill("consumer-health-reference", "consumer health reference", {
    description: "Answering health questions from good sources without advising, and with discretion",
    broader: ["health-information", "reference-service"],
    also: ["CHI", "health questions", "MedlinePlus", "patient information"],
  }),
  knowledge("health-literacy", "health literacy", {
    description: "What makes health information hard to use, and how to make it easier",
    broader: ["health-information"],
    also: ["health literate communication", "teach-back"],
  }),
  skill("health-programming", "health programming", {
    description: "Bringing screenings, classes and talks by health partners into the library",
    broader: ["health-information", "programme-planning"],
    also: ["wellness programs", "health fairs", "exercise classes"],
  }),
  knowledge("medical-databases", "health sciences databases", {
    description: "Searching PubMed, CINAHL and other sources of evidence well",
    broader: ["health-information", "database-searching"],
    also: ["PubMed", "MEDLINE", "CINAHL", "MeSH"],
  }),
  knowledge("medical-terminology", "medical terminology", {
    description: "The words of diagnoses, body parts and treatments, and what they mean in plain speech",
    broader: ["health-information"],
    also: ["medical terms", "medical vocabulary"],
    esco: "http://data.europa.eu/esco/skill/2806260f-6399-4add-8f11-070141423f9d",
  }),
  knowledge("health-insurance-information", "health coverage information", {
    description: "Explaining how public and private coverage works and where to get enrolment help",
    broader: ["health-information", "information-and-referral"],
    also: ["health insurance navigation", "Medicaid", "Medicare", "MNsure"],
  }),
  skill("mental-health-first-aid", "mental health first aid", {
    description: "Noticing distress, listening without judging and guiding a person to help",
    broader: ["health-information", "trauma-informed-service"],
    also: ["MHFA", "emotional first aid", "suicide prevention", "QPR"],
  }),
  skill("first-aid", "first aid", {
    description: "Giving immediate help to an injured or ill person until professionals arrive",
    broader: ["health-information"],
    also: ["CPR", "AED", "first aider"],
    esco: "http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6",
  }),
  knowledge("overdose-response", "overdose response", {
    description: "Recognising an opioid overdose and giving naloxone while help comes",
    broader: ["first-aid"],
    also: ["naloxone", "Narcan", "harm reduction"],
  }),
  skill("telehealth-support", "telehealth access support", {
    description: "Giving people a private room, a device and a steady hand for a remote appointment",
    broader: ["health-information", "technology-help"],
    also: ["telemedicine", "virtual appointments", "health kiosks"],
  }),
  knowledge("nutrition-education", "nutrition and food access", {
    description: "What good eating takes, where affordable food is to be had, and who teaches it",
    broader: ["health-information"],
    also: ["food security", "healthy eating", "food shelf", "SNAP"],
  }),
  knowledge("caregiver-support", "caregiver support", {
    description: "What people who look after a relative need to know, and where they can rest",
    broader: ["health-information", "older-adult-services"],
    also: ["carers", "family caregivers", "respite"],
  }),
  knowledge("public-health", "public health", {
    description: "How communities prevent illness: data, vaccination, environment and behaviour",
    broader: ["health-information"],
    also: ["community health", "population health", "epidemiology basics"],
    esco: "http://data.europa.eu/esco/skill/9570e84e-6699-4c9f-9a12-7bc82d53a231",
  }),
];
