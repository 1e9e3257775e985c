/** Files of a release by name. */
export type Files = Record<string, string | Buffer>;

/** What the URIs of the concepts begin with. */
export const SKILL = "http://data.europa.eu/esco/skill";
export const HEADERS = {
  skills:
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description",
  skillGroups: "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,description,code",
  skillsHierarchy: [0, 1, 2, 3]
    .map((level) => `Level ${level} URI,Level ${level} preferred term`)
    .concat("Description,Scope note")
    .join(","),
  broaderRelationsSkillPillar: "conceptType,conceptUri,broaderType,broaderUri",
  skillSkillRelations: "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri",
};

/** A release in ESCO's layout: three skills under two groups, of which one stands in the hierarchy only. */
export const RELEASE: Files = {
  "skills_en.csv": `\uFEFF${HEADERS.skills}
KnowledgeSkillCompetence,${SKILL}/read,skill/competence,transversal,read aloud,"tell stories
read stories
read aloud
tell stories",tale telling,released,"Reads to others,
also to children."
KnowledgeSkillCompetence,${SKILL}/tales,knowledge,sector-specific,folk tales,,,released,Old stories.
KnowledgeSkillCompetence,${SKILL}/puppets,skill/competence,sector-specific,play with puppets,,,released,Puppetry.
`,
  "skillGroups_en.csv": `${HEADERS.skillGroups}
SkillGroup,${SKILL}/S1,communication,,,released,,S1
`,
  "skillsHierarchy_en.csv": `${HEADERS.skillsHierarchy}
${SKILL}/S1,communication,,,,,,,,
${SKILL}/S1,communication,${SKILL}/S1.9,performing,,,,,On a stage.
`,
  "broaderRelationsSkillPillar.csv": `${HEADERS.broaderRelationsSkillPillar}
SkillGroup,${SKILL}/S1.9,SkillGroup,${SKILL}/S1
KnowledgeSkillCompetence,${SKILL}/read,SkillGroup,${SKILL}/S1
KnowledgeSkillCompetence,${SKILL}/read,SkillGroup,${SKILL}/S1.9
KnowledgeSkillCompetence,${SKILL}/puppets,KnowledgeSkillCompetence,${SKILL}/read
KnowledgeSkillCompetence,${SKILL}/tales,SkillGroup,${SKILL}/nowhere
`,
  "skillSkillRelations.csv": `${HEADERS.skillSkillRelations}
${SKILL}/read,skill/competence,optional,knowledge,${SKILL}/tales
${SKILL}/puppets,skill/competence,essential,knowledge,${SKILL}/tales
${SKILL}/tales,knowledge,optional,knowledge,${SKILL}/tales
`,
};
