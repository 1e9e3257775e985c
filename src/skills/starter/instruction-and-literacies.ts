import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const instructionAndLiteracies: readonly StarterSkill[] = [
  group("instruction-and-literacies", "instruction and literacies", {
    description: "Teaching people to learn, read, judge information and use technology with confidence",
    also: ["library instruction", "user education"],
  }),
  skill("digital-literacy", "digital literacy", {
    description: "Using devices, apps and the web with confidence and judgement for one's own ends",
    broader: ["instruction-and-literacies"],
    also: ["digital skills", "computer literacy", "digital competence", "basic computer skills"],
    related: ["digital-literacy-instruction"],
    esco: "http://data.europa.eu/esco/skill/d15ce60f-ddab-41ce-ba56-398451b77b60",
  }),
  skill("word-processing", "word processing", {
    description: "Writing, formatting and sharing letters, flyers and reports on a computer",
    broader: ["digital-literacy"],
    also: ["Microsoft Word", "MS Word", "Google Docs"],
    esco: "http://data.europa.eu/esco/skill/81633a44-f1db-4a01-a940-804c6905e330",
  }),
  skill("teaching-and-training", "teaching and training", {
    description: "Helping groups and individuals learn something they can use, in a way that suits them",
    broader: ["instruction-and-literacies"],
    also: ["instruction", "teaching", "training delivery"],
  }),
  skill("lesson-planning", "lesson planning", {
    description:
      "Turning an aim into a session with timings, activities, materials and a check that it worked",
    broader: ["teaching-and-training"],
    also: ["session planning", "lesson plans"],
    esco: "http://data.europa.eu/esco/skill/20f57a7f-b90e-4403-8c77-5ddd89b5835b",
  }),
  skill("workshop-facilitation", "workshop facilitation", {
    description: "Running a hands-on session so that everybody takes part and leaves with something done",
    broader: ["teaching-and-training", "facilitation"],
    also: ["running workshops", "hands-on training"],
  }),
  skill("one-to-one-tutoring", "one-to-one tutoring", {
    description: "Teaching one learner at a time at their own pace and towards their own goal",
    broader: ["teaching-and-training"],
    also: ["one-on-one coaching", "individual instruction", "book-a-librarian"],
  }),
  skill("instructional-design", "instructional design", {
    description:
      "Designing whole courses backwards from outcomes, with activities and assessment that fit together",
    broader: ["lesson-planning"],
    also: ["course design", "learning design", "backward design"],
  }),
  skill("learning-assessment", "assessment of learning", {
    description: "Finding out fairly what learners can do now and using it to teach better",
    broader: ["teaching-and-training"],
    also: ["student assessment", "learning outcomes assessment", "rubrics"],
    related: ["service-evaluation"],
    esco: "http://data.europa.eu/esco/skill/6fe019dd-027f-45f3-b19c-d27f7ae00980",
  }),
  knowledge("e-learning", "e-learning", {
    description:
      "How people learn online, live or at their own pace, and the tools and methods that help them",
    broader: ["instructional-design"],
    also: ["online learning", "distance learning", "remote instruction"],
    esco: "http://data.europa.eu/esco/skill/5f5e9350-1d13-4391-b9e1-07f6b2047fc5",
  }),
  skill("learning-platforms", "learning platform administration", {
    description:
      "Setting up courses, quizzes and enrolments in platforms such as Moodle, Canvas or Niche Academy",
    broader: ["e-learning", "library-systems"],
    also: ["LMS", "learning management systems", "Moodle", "Canvas"],
  }),
  skill("tutorial-creation", "online tutorial creation", {
    description: "Making short videos, screencasts and guided pages that teach one thing well",
    broader: ["e-learning", "video-production"],
    also: ["screencasting", "how-to videos", "research guides", "LibGuides"],
  }),
  skill("information-literacy", "information literacy instruction", {
    description: "Teaching people to frame a question, find information, weigh it and use it honestly",
    broader: ["teaching-and-training"],
    also: ["info lit", "IL", "bibliographic instruction", "BI"],
  }),
  skill("source-evaluation", "source evaluation", {
    description: "Judging who made a claim, on what evidence and why, before relying on it",
    broader: ["information-literacy"],
    also: ["lateral reading", "fact-checking", "evaluating information"],
    esco: "http://data.europa.eu/esco/skill/db33c0f3-43ee-4ba3-ba47-9269ac837697",
  }),
  knowledge("media-literacy", "media literacy", {
    description:
      "How news, images, platforms and algorithms shape what we believe, and how to read them critically",
    broader: ["information-literacy"],
    also: ["news literacy", "misinformation", "disinformation"],
    esco: "http://data.europa.eu/esco/skill/fef96bad-e623-42cd-b961-d1adf39db8b9",
  }),
  knowledge("ai-literacy", "AI literacy", {
    description: "What generative tools can and cannot do, where they mislead, and how to use them with care",
    broader: ["information-literacy", "digital-literacy-instruction"],
    also: ["artificial intelligence literacy", "generative AI", "prompting", "ChatGPT"],
  }),
  skill("digital-literacy-instruction", "digital literacy instruction", {
    description:
      "Teaching beginners to use computers, phones, e-mail and the web safely and for their own ends",
    broader: ["teaching-and-training"],
    also: ["computer classes", "digital skills training", "digital inclusion training"],
    esco: "http://data.europa.eu/esco/skill/c8fa4313-80b0-4f37-8b1b-1739707bc362",
  }),
  knowledge("online-safety", "online safety", {
    description:
      "Passwords, scams, settings and tracking: what keeps people and their families safe on the internet",
    broader: ["digital-literacy-instruction"],
    also: ["cyber safety", "scam prevention", "internet safety", "digital privacy"],
  }),
  skill("coding-instruction", "coding instruction", {
    description: "Teaching children or adults to program, from block languages to a first real script",
    broader: ["digital-literacy-instruction", "stem-programming"],
    also: ["teaching coding", "Scratch", "code clubs"],
  }),
  skill("adult-literacy-tutoring", "adult literacy tutoring", {
    description: "Helping adults learn or relearn to read, write and handle everyday numbers",
    broader: ["one-to-one-tutoring"],
    also: ["ABE", "adult basic education", "basic literacy"],
  }),
  skill("esol-instruction", "English for speakers of other languages", {
    description:
      "Teaching English to newcomers, from survival phrases to conversation and citizenship classes",
    broader: ["teaching-and-training", "newcomer-services"],
    also: ["ESOL", "ESL", "English language learning", "ELL", "conversation circles"],
  }),
  skill("ged-preparation", "school-equivalency preparation", {
    description: "Preparing adults for the examinations that stand in for a school diploma",
    broader: ["adult-literacy-tutoring"],
    also: ["GED", "HiSET", "high school equivalency", "adult diploma"],
  }),
  skill("early-literacy", "early literacy", {
    description:
      "Building talking, singing, reading, writing and playing into the lives of babies and pre-schoolers",
    broader: ["instruction-and-literacies"],
    also: ["emergent literacy", "pre-reading skills", "kindergarten readiness", "every child ready to read"],
  }),
  skill("family-literacy", "family literacy", {
    description: "Working with parents and children together so that reading becomes a habit at home",
    broader: ["early-literacy", "adult-literacy-tutoring"],
    also: ["intergenerational literacy", "parents as first teachers"],
  }),
  skill("homework-help", "homework help", {
    description: "Helping pupils understand and finish their schoolwork without doing it for them",
    broader: ["one-to-one-tutoring", "youth-services"],
    also: ["after-school tutoring", "homework club"],
    esco: "http://data.europa.eu/esco/skill/12efe5f2-f7ec-4f03-b359-afba5b9f62de",
  }),
  knowledge("financial-literacy", "financial literacy", {
    description: "Budgeting, borrowing, saving and spotting a bad deal, explained without selling anything",
    broader: ["instruction-and-literacies"],
    also: ["money management", "personal finance education"],
  }),
  knowledge("data-literacy", "data literacy", {
    description: "Reading, questioning and explaining figures, charts and datasets",
    broader: ["information-literacy", "data-analysis"],
    also: ["statistical literacy", "understanding data"],
  }),
];
