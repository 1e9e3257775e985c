import { group, knowledge, type StarterSkill, skill } from "./starter-skill.js";

export const programmingAndOutreach: readonly StarterSkill[] = [
  group("programming-and-outreach", "programming and outreach", {
    description: "Events, clubs and visits that bring learning and pleasure to people of every age",
    also: ["library programmes", "library programs", "events and outreach"],
  }),
  skill("programme-planning", "programme planning", {
    description: "Shaping a season of events from an idea, an audience, a budget and a measure of success",
    broader: ["programming-and-outreach"],
    also: ["program planning", "event programming", "program design"],
  }),
  skill("event-coordination", "event coordination", {
    description: "Running an event on the day: room, sound, speakers, registration, safety and clearing up",
    broader: ["programme-planning"],
    also: ["event management", "event logistics", "event planning"],
    esco: "http://data.europa.eu/esco/skill/2111dff8-f830-46ad-80ce-7885893b3134",
  }),
  skill("programme-evaluation", "programme evaluation", {
    description: "Asking whether an event changed anything for those who came, and adjusting the next one",
    broader: ["programme-planning", "service-evaluation"],
    also: ["program evaluation", "event feedback", "Project Outcome"],
  }),
  skill("virtual-programming", "online programming", {
    description: "Hosting talks, clubs and classes by video so that distance and weather do not matter",
    broader: ["programme-planning"],
    also: ["virtual programming", "webinars", "online events", "Zoom hosting"],
  }),
  skill("youth-services", "youth services", {
    description: "Planning space, collections and activities with and for children and young people",
    broader: ["programming-and-outreach"],
    also: ["children's services", "services to children", "kids' services"],
  }),
  skill("storytime", "storytime delivery", {
    description: "Leading songs, rhymes, movement and books for babies, toddlers and pre-schoolers",
    broader: ["youth-services", "early-literacy", "storytelling"],
    also: ["story time", "story hour", "lapsit", "toddler time"],
  }),
  skill("storytelling", "storytelling", {
    description: "Telling a tale aloud, with or without a book, so that listeners see it happen",
    broader: ["programming-and-outreach"],
    also: ["oral storytelling", "telling stories"],
    related: ["oral-history-interviewing"],
    esco: "http://data.europa.eu/esco/skill/1ef9cce1-bce6-4ec6-9071-41348f4c1acd",
  }),
  skill("puppetry", "puppetry", {
    description: "Making puppets move and speak to hold a young audience and bring out shy children",
    broader: ["storytime"],
    also: ["puppet shows", "puppet theatre", "puppet theater"],
  }),
  skill("summer-reading", "summer reading programmes", {
    description: "Running a summer-long challenge that keeps children reading between school years",
    broader: ["youth-services", "programme-planning"],
    also: ["summer reading program", "SRP", "summer learning"],
  }),
  skill("teen-services", "teen services", {
    description: "Working alongside teenagers so that their ideas run the room, the budget and the events",
    broader: ["youth-services"],
    also: ["young adult services", "YA services", "youth advisory boards", "TAB"],
  }),
  knowledge("youth-development", "youth development", {
    description:
      "How children and teenagers grow, and what adults can do that helps and does not get in the way",
    broader: ["youth-services"],
    also: ["positive youth development", "child development", "developmental assets"],
  }),
  skill("school-partnerships", "school liaison", {
    description: "Planning visits, collections and lessons together with teachers and school librarians",
    broader: ["youth-services", "partnership-development"],
    also: ["school outreach", "class visits", "teacher liaison"],
  }),
  skill("stem-programming", "STEM programming", {
    description: "Leading hands-on science, technology, engineering and mathematics activities",
    broader: ["programme-planning"],
    also: ["STEAM", "science programs", "maker programs", "STEM activities"],
  }),
  skill("adult-programming", "adult programming", {
    description: "Planning talks, classes and clubs that adults of all backgrounds choose to come to",
    broader: ["programme-planning"],
    also: ["adult services", "lifelong learning programs"],
  }),
  skill("older-adult-services", "services to older adults", {
    description: "Designing welcoming, useful activities and services with people in later life",
    broader: ["adult-programming", "home-delivery"],
    also: ["senior services", "seniors programming", "creative ageing", "creative aging"],
  }),
  skill("book-discussion", "book discussion leading", {
    description: "Guiding a conversation about a book so that every voice is heard and nobody is tested",
    broader: ["adult-programming", "facilitation"],
    also: ["book club leading", "reading groups", "book groups"],
  }),
  skill("author-events", "author events", {
    description: "Booking, hosting and interviewing writers in front of an audience",
    broader: ["event-coordination"],
    also: ["author visits", "readings", "book launches"],
  }),
  skill("arts-programming", "arts and culture programming", {
    description: "Bringing music, theatre, crafts and film into the library with local artists",
    broader: ["programme-planning"],
    also: ["cultural programming", "concerts", "film screenings"],
  }),
  skill("game-programming", "games programming", {
    description: "Using board, role-playing and video games to bring people together and to learn",
    broader: ["programme-planning"],
    also: ["board game nights", "tabletop games", "RPG", "e-sports"],
  }),
  skill("environmental-programming", "environmental programming", {
    description: "Seed libraries, nature walks and repair cafés that help people live more lightly",
    broader: ["programme-planning"],
    also: ["sustainability programs", "seed library", "repair café", "nature programs"],
  }),
  skill("outreach-services", "outreach services", {
    description: "Taking the library to shelters, fairs, care homes, camps and workplaces",
    broader: ["programming-and-outreach", "community-engagement-and-partnership"],
    also: ["community outreach", "library outreach", "off-site services"],
  }),
  skill("mobile-library", "mobile library operation", {
    description: "Planning stops and running a vehicle that brings books and internet to distant places",
    broader: ["outreach-services"],
    also: ["bookmobile", "pop-up library", "book bike"],
  }),
  skill("home-delivery", "home delivery", {
    description: "Choosing and bringing materials to people who cannot come to the building",
    broader: ["outreach-services"],
    also: ["homebound services", "housebound readers", "books by mail"],
  }),
  skill("justice-involved-services", "services in prisons and jails", {
    description: "Bringing books, legal materials and re-entry help to people in custody",
    broader: ["outreach-services"],
    also: ["prison libraries", "jail outreach", "re-entry services", "reentry services"],
  }),
];
