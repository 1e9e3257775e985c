import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const makerspacesAndMedia: readonly StarterSkill[] = [
  group("makerspaces-and-media", "makerspaces and media", {
    description: "Tools, machines and studios where people make things and learn by making",
    also: ["maker education", "creative technologies"],
  }),
  skill("makerspace-management", "makerspace management", {
    description: "Running a workshop for the public: equipment, safety, training, supplies and welcome",
    broader: ["makerspaces-and-media"],
    also: ["fab lab", "hackerspace", "maker lab", "innovation lab"],
  }),
  skill("equipment-training", "maker equipment training", {
    description: "Teaching people to use machines safely and signing them off when they can",
    broader: ["makerspace-management", "teaching-and-training"],
    also: ["machine badging", "safety training", "tool orientation"],
  }),
  skill("three-d-printing", "3D printing", {
    description: "Preparing, printing and finishing objects on plastic or resin printers",
    broader: ["makerspaces-and-media"],
    also: ["additive manufacturing", "3-D printing", "slicing", "FDM"],
    esco: "http://data.europa.eu/esco/skill/2afb2b59-c9a3-4cf3-b1dd-1a2fad51e583",
  }),
  skill("three-d-modelling", "3D modelling", {
    description: "Drawing solid objects on a screen that can be printed, cut or shown",
    broader: ["three-d-printing"],
    also: ["3D modeling", "CAD", "Tinkercad", "Blender"],
  }),
  skill("laser-cutting", "laser cutting", {
    description: "Cutting and engraving wood, acrylic and card with a laser, safely",
    broader: ["makerspaces-and-media"],
    also: ["laser engraving", "Glowforge", "laser etching"],
  }),
  skill("vinyl-cutting", "vinyl cutting", {
    description: "Cutting stickers, signs and heat transfers on a desktop plotter",
    broader: ["makerspaces-and-media"],
    also: ["Cricut", "die cutting", "heat transfer"],
  }),
  skill("electronics", "electronics prototyping", {
    description: "Building simple circuits with sensors, boards and code",
    broader: ["makerspaces-and-media", "stem-programming"],
    also: ["Arduino", "Raspberry Pi", "micro:bit", "physical computing"],
  }),
  skill("soldering", "soldering", {
    description: "Joining components and wires with molten metal, neatly and safely",
    broader: ["electronics"],
    also: ["solder work", "soldering iron"],
    esco: "http://data.europa.eu/esco/skill/136596a4-00b5-4ed3-bb6e-717198c1ccbe",
  }),
  knowledge("robotics", "robotics", {
    description: "Designing and programming machines that sense and move, often with young people",
    broader: ["electronics", "coding-instruction"],
    also: ["robots", "LEGO robotics", "FIRST"],
    esco: "http://data.europa.eu/esco/skill/e87ec79a-c9ff-46f5-84fa-7a0f394cdf40",
  }),
  skill("sewing", "sewing", {
    description: "Making and mending textiles by machine and by hand",
    broader: ["makerspaces-and-media"],
    also: ["machine sewing", "textile mending", "quilting", "embroidery"],
  }),
  skill("repair-skills", "household repair", {
    description: "Diagnosing and mending bicycles, lamps, clothes and small appliances with the owner",
    broader: ["makerspaces-and-media", "environmental-programming"],
    also: ["fixit clinic", "mending", "small appliance repair"],
  }),
  skill("audio-production", "audio production", {
    description: "Recording, editing and mixing speech and music",
    broader: ["makerspaces-and-media"],
    also: ["sound recording", "audio editing", "Audacity", "recording studio"],
  }),
  skill("podcasting", "podcasting", {
    description: "Planning, recording, editing and publishing a series people want to hear",
    broader: ["audio-production"],
    also: ["podcast production", "podcasts"],
  }),
  skill("video-production", "video production", {
    description: "Planning, shooting and editing short films",
    broader: ["makerspaces-and-media"],
    also: ["videography", "filming", "film-making", "filmmaking"],
  }),
  skill("video-editing", "video editing", {
    description: "Cutting, arranging and finishing footage so that it tells its story",
    broader: ["video-production"],
    also: ["Premiere", "DaVinci Resolve", "iMovie"],
    esco: "http://data.europa.eu/esco/skill/5ce80f97-b385-4a41-9339-a6593d0709c1",
  }),
  skill("photography", "photography", {
    description: "Taking pictures of people, places and objects that are sharp, well lit and worth keeping",
    broader: ["makerspaces-and-media"],
    also: ["digital photography", "photographing"],
    esco: "http://data.europa.eu/esco/skill/38509fa4-7c06-4a4b-9622-f521f03c37b8",
  }),
  skill("image-editing", "image editing", {
    description: "Correcting, combining and exporting photographs and graphics",
    broader: ["photography", "graphic-design"],
    also: ["Photoshop", "GIMP", "photo editing"],
    esco: "http://data.europa.eu/esco/skill/df11ab22-3c40-4dc8-ab0c-e9f41e62449e",
  }),
  knowledge("virtual-reality", "virtual and augmented reality", {
    description: "Headsets, 360-degree video and overlays, and what people can learn with them",
    broader: ["makerspaces-and-media"],
    also: ["VR", "AR", "extended reality", "XR"],
  }),
];
