import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const accessibilityAndInclusion: readonly StarterSkill[] = [
  group("accessibility-and-inclusion", "accessibility and inclusion", {
    description: "Removing what keeps people out: steps, small print, silence, bias and jargon",
    also: ["EDI", "DEI", "equity, diversity and inclusion"],
  }),
  skill("accessibility-services", "accessibility services", {
    description: "Adapting spaces, materials and help so that disabled people use them on equal terms",
    broader: ["accessibility-and-inclusion"],
    also: ["disability services", "accessible services", "ADA", "reasonable accommodation"],
  }),
  knowledge("assistive-technology", "assistive technology", {
    description: "Screen readers, magnifiers, switches and captions: what exists and how to set it up",
    broader: ["accessibility-services", "technology-help"],
    also: ["AT", "screen readers", "JAWS", "NVDA", "adaptive technology"],
  }),
  skill("accessible-documents", "accessible document creation", {
    description: "Making documents and slides whose structure, contrast and descriptions work for all",
    broader: ["accessibility-services"],
    also: ["PDF remediation", "accessible PDF", "document accessibility", "alt text"],
  }),
  skill("captioning", "captioning and subtitling", {
    description: "Adding accurate, well-timed captions to video and live events",
    broader: ["accessible-documents", "video-production"],
    also: ["subtitles", "closed captions", "CART", "SDH"],
  }),
  skill("audio-description", "audio description", {
    description: "Putting into words what a blind listener cannot see in a film, picture or exhibit",
    broader: ["accessibility-services"],
    also: ["described video", "image description"],
  }),
  skill("braille", "braille", {
    description: "Reading, producing and labelling in braille",
    broader: ["accessibility-services"],
    also: ["Braille transcription", "UEB", "tactile reading"],
  }),
  skill("talking-books", "talking-book services", {
    description: "Enrolling readers with print disabilities and lending audio and braille that suits them",
    broader: ["accessibility-services", "home-delivery"],
    also: ["print disability services", "NLS", "DAISY", "audiobooks for the blind"],
  }),
  knowledge("sign-language", "sign language", {
    description: "Communicating with Deaf people in a visual language with its own grammar",
    broader: ["accessibility-and-inclusion", "world-languages"],
    also: ["signing", "signed languages"],
    esco: "http://data.europa.eu/esco/skill/e2088cd0-b174-468a-adc0-921efdadb337",
  }),
  skill("american-sign-language", "American Sign Language", {
    description: "Holding a conversation in the sign language of Deaf communities in North America",
    broader: ["sign-language"],
    also: ["ASL", "Ameslan"],
  }),
  knowledge("deaf-services", "services to Deaf and hard-of-hearing people", {
    description: "Deaf culture, interpreters, loops and captions, and how a service works without sound",
    broader: ["accessibility-services"],
    also: ["Deaf culture", "hard of hearing", "hearing loops"],
  }),
  knowledge("neurodiversity", "neurodiversity-friendly service", {
    description:
      "What helps autistic people and others with different minds: predictability, quiet and clarity",
    broader: ["accessibility-services"],
    also: ["autism-friendly", "sensory storytime", "ADHD", "neuroinclusion"],
  }),
  knowledge("dementia-friendly", "dementia-friendly service", {
    description: "Serving people who live with dementia and those who care for them with calm and respect",
    broader: ["accessibility-services", "older-adult-services"],
    also: ["memory café", "Alzheimer's", "memory loss"],
  }),
  skill("plain-language", "plain language writing", {
    description: "Writing so that people understand the first time and know what to do next",
    broader: ["accessibility-and-inclusion", "writing-and-editing"],
    also: ["plain English", "clear writing", "easy read", "readability"],
  }),
  skill("accessibility-auditing", "accessibility auditing", {
    description: "Checking buildings, sites and services against standards and with the people affected",
    broader: ["accessibility-services", "service-evaluation"],
    also: ["access audit", "ADA audit", "accessibility review"],
    related: ["web-accessibility"],
  }),
  knowledge("equity-and-inclusion", "equity, diversity and inclusion practice", {
    description: "How bias and barriers work, and how policies, places and habits can include people",
    broader: ["accessibility-and-inclusion"],
    also: ["EDI practice", "DEI practice", "anti-racism", "social justice", "IDEA"],
  }),
  knowledge("lgbtq-inclusion", "LGBTQ+ inclusion", {
    description: "Serving and representing people of every orientation and gender with respect",
    broader: ["equity-and-inclusion"],
    also: ["LGBTQIA", "queer-inclusive services", "rainbow services", "pronouns"],
  }),
  knowledge("indigenous-knowledge", "Indigenous knowledge and protocols", {
    description: "Respecting Native nations' own rules for their knowledge, stories and collections",
    broader: ["equity-and-inclusion", "local-history-and-archives"],
    also: ["Native American collections", "TK labels", "tribal partnerships", "CARE principles"],
  }),
  knowledge("universal-design", "universal design for learning", {
    description: "Planning teaching so that different learners need no special arrangement",
    broader: ["accessibility-and-inclusion", "instructional-design"],
    also: ["UDL", "inclusive teaching", "accessible learning design"],
  }),
];
