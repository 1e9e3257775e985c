import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const languagesAndInterculturalServices: readonly StarterSkill[] = [
  group("languages-and-intercultural-services", "languages and intercultural services", {
    description: "Serving people in the languages they live in and across the cultures they come from",
    also: ["multicultural services", "world languages and cultures"],
  }),
  skill("multilingual-services", "multilingual service delivery", {
    description: "Offering help, signs, collections and events in the community's languages",
    broader: ["languages-and-intercultural-services"],
    also: ["bilingual services", "language access", "multilingual outreach"],
  }),
  skill("intercultural-competence", "intercultural competence", {
    description:
      "Noticing what each side takes for granted and finding a respectful way to understand one another",
    broader: ["languages-and-intercultural-services"],
    also: [
      "cross-cultural communication",
      "intercultural communication",
      "cultural competence",
      "cultural humility",
    ],
    related: ["equity-and-inclusion"],
    esco: "http://data.europa.eu/esco/skill/c10d5d87-36cf-42f5-8a12-e560fb5f4af8",
  }),
  skill("newcomer-services", "services to newcomers", {
    description: "Helping immigrants and refugees settle: language, papers, schools, work and company",
    broader: ["multilingual-services"],
    also: ["immigrant services", "refugee services", "new Americans"],
  }),
  skill("translation", "translation", {
    description: "Carrying a written text into another language with its meaning and tone intact",
    broader: ["multilingual-services"],
    also: ["translating documents", "written translation"],
    esco: "http://data.europa.eu/esco/skill/449f0945-4943-49f9-bd98-edfdfd7c00ba",
  }),
  skill("interpreting", "interpreting", {
    description: "Carrying speech between languages, faithfully and in the moment",
    broader: ["multilingual-services"],
    also: ["oral interpretation", "language interpreting", "interpretation"],
  }),
  skill("bilingual-storytime", "bilingual storytime", {
    description: "Leading songs and stories in two languages for families who live in both",
    broader: ["storytime", "multilingual-services"],
    also: ["Spanish storytime", "dual-language storytime", "world language storytime"],
  }),
  knowledge("world-languages", "world languages", {
    description: "Languages spoken, read and written well enough to serve people in them",
    broader: ["languages-and-intercultural-services"],
    also: ["language skills", "community languages"],
  }),
  knowledge("spanish", "Spanish language", {
    description: "Using Spanish with the people a library serves, in conversation and in writing",
    broader: ["world-languages"],
    also: ["Spanish", "español", "castellano"],
    esco: "http://data.europa.eu/esco/skill/14ee9f76-3524-43d5-8a1a-5ba8283f8bd7",
  }),
  knowledge("somali", "Somali language", {
    description: "Using Somali with families, students and elders, spoken and in the Latin script",
    broader: ["world-languages"],
    also: ["Somali", "af Soomaali"],
  }),
  knowledge("hmong", "Hmong language", {
    description: "Using Hmong, White or Green, with families and elders",
    broader: ["world-languages"],
    also: ["Hmong", "Hmoob", "Hmongb"],
  }),
  knowledge("arabic", "Arabic language", {
    description: "Using Arabic, standard and spoken, with the people a library serves",
    broader: ["world-languages"],
    also: ["Arabic", "العربية"],
    esco: "http://data.europa.eu/esco/skill/33859d93-987c-4caa-a0a9-6159ea7bbc2a",
  }),
  knowledge("vietnamese", "Vietnamese language", {
    description: "Using Vietnamese at the desk, on the telephone and in notices that readers trust",
    broader: ["world-languages"],
    also: ["Vietnamese", "tiếng Việt"],
    esco: "http://data.europa.eu/esco/skill/bf60009d-8afb-4306-9b0d-cfe2f66ab08f",
  }),
  knowledge("chinese", "Chinese language", {
    description: "Using Mandarin or Cantonese in speech, and Chinese characters in writing",
    broader: ["world-languages"],
    also: ["Mandarin", "Cantonese", "中文", "Chinese"],
    esco: "http://data.europa.eu/esco/skill/1fe42b38-cd42-4fc7-ae77-14e4c9e96295",
  }),
  knowledge("french", "French language", {
    description: "Using French, also as newcomers from Africa and Haiti speak it",
    broader: ["world-languages"],
    also: ["French", "français"],
    esco: "http://data.europa.eu/esco/skill/e747e77e-0ea1-4001-8b07-1d11946b5f1b",
  }),
  knowledge("karen", "Karen language", {
    description: "Using S'gaw Karen with refugee families from Burma",
    broader: ["world-languages"],
    also: ["S'gaw Karen", "Karen"],
  }),
  knowledge("oromo", "Oromo language", {
    description: "Using Oromo with East African families, in conversation and on signs",
    broader: ["world-languages"],
    also: ["Afaan Oromoo", "Oromo"],
  }),
  knowledge("ojibwe", "Ojibwe language", {
    description: "Using and supporting the revival of the Ojibwe language",
    broader: ["world-languages", "indigenous-knowledge"],
    also: ["Anishinaabemowin", "Ojibwemowin", "Chippewa"],
  }),
];
