import type { DemoIntroduction } from "./history-data.js";
import { introduced, underWay, yes } from "./history-entries.js";

/** Collaborations that go on, and introductions on their way there. */
export const liveIntroductions: readonly DemoIntroduction[] = [
  underWay(
    ["priya-raghunathan", "sample-sheets"],
    "PARTNER",
    [72, 3, 9],
    {
      weeks: 18,
      practises: [["python", 2, 3]],
    },
    [
      [1, "PARTNER", "Forty spreadsheets, and no two have the same first row. Sorry in advance."],
      [2, "WORKER", "I like that kind of puzzle. Could you send me the three worst?"],
    ],
  ),
  underWay(["travis-yellowhawk", "tape-sorting"], "PARTNER", [70, 4, 10], {
    weeks: 20,
    practises: [["av-digitisation", 0, 2]],
  }),
  underWay(["henry-whitmore", "council-records"], "WORKER", [66, 5, 8], {
    weeks: 20,
    practises: [["open-data", 0, 3]],
  }),
  underWay(
    ["alejandro-pinto", "directory-cleanup"],
    "PARTNER",
    [64, 2, 12],
    {
      weeks: 20,
      practises: [["data-cleaning", 0, 3]],
    },
    [
      [1, "WORKER", "Eleven entries are the same soup kitchen. Which phone number is right?"],
      [2, "PARTNER", "The one that ends in 46. And thank you, we argued about that for years."],
    ],
  ),
  underWay(["soledad-rivera", "online-dialogues"], "WORKER", [61, 6, 9], {
    weeks: 18,
    practises: [["facilitation", 0, 3]],
  }),
  underWay(["hannah-lindqvist", "quiet-saturdays"], "LIBRARY", [58, 3, 10], {
    weeks: 22,
    practises: [["neurodiversity", 0, 2]],
  }),
  underWay(["rosalind-achebe", "calm-encounters"], "WORKER", [34, 3, 11], {
    weeks: 8,
    practises: [
      ["de-escalation", 3, 4],
      ["staff-training", 2, 3],
    ],
  }),
  underWay(["lucia-ferreira", "laser-evenings"], "PARTNER", [30, 4, 14], {
    weeks: 16,
    practises: [["equipment-training", 0, 3]],
  }),
  underWay(["isaac-mutua", "laser-evenings"], "PARTNER", [28, 5, 11], {
    weeks: 16,
    practises: [["equipment-training", 0, 2]],
  }),
  introduced(["nadia-petrenko", "english-circle-leaders"], "PARTNER", 12, yes("PARTNER", 4), {
    message: "The conversation tables still ask for you, and now there are circles to lead.",
    messages: [
      [1, "PARTNER", "Wonderful that you said yes. Would Tuesdays or Thursdays suit you?"],
      [2, "WORKER", "Thursdays, after six. May I watch one circle before I lead one?"],
    ],
  }),
  introduced(["carl-engstrom", "glass-plates"], "PARTNER", 16, yes("PARTNER", 5), {
    message: "After the album days everybody here asks when you come back.",
    messages: [
      [1, "PARTNER", "Twelve hundred plates, and all of them heavier than they look. Welcome back!"],
    ],
  }),
  introduced(["amina-warsame", "service-directory"], "WORKER", 13, yes("WORKER", 3), {
    message: "I hand these numbers over every day, and would like to know that somebody answers.",
  }),
  introduced(["pete-sandoval", "job-club-nights"], "LIBRARY", 8, [[2, "WORKER", "ACCEPT"]], {
    message: "Knows every employer between Iron Ridge and the county line, and wants to run a job club.",
  }),
  introduced(["hai-lee-xiong", "digital-basics"], "LIBRARY", 9, [[3, "PARTNER", "ACCEPT"]], {
    message: "Helps with every phone that comes to the desk, and would like to learn to teach it.",
  }),
  introduced(["amina-warsame", "citizenship-course"], "PARTNER", 4, [], {
    message: "Half of the next class speaks Somali at home. We would teach you the civics part ourselves.",
  }),
  introduced(["tou-vang", "podcast-studio"], "WORKER", 6, [], {
    message: "The teenagers I work with have stories, and I would like to learn how to record them well.",
  }),
  introduced(["elena-marchetti", "memory-cafe"], "PARTNER", 2, [], {
    message: "After the memory boxes, half of our regulars ask when you come back.",
  }),
  introduced(["kenji-morita", "telehealth-rooms"], "WORKER", 9, [], {
    message: "I teach tablets already; the doctor's screen is the next step.",
  }),
  introduced(["daniel-abara", "runoff-map"], "LIBRARY", 5, [], {
    message: "Worked on the open samples with you, and wants to go on with maps.",
  }),
];

/** Introductions and collaborations that ended before they were completed. */
export const endedIntroductions: readonly DemoIntroduction[] = [
  introduced(["joseph-bellanger", "language-survey"], "WORKER", 255, [[4, "PARTNER", "DECLINE"]], {
    reason: "FOUND_SOMEBODY_ELSE",
    note: "We would love to have you along for the recordings next year.",
  }),
  introduced(["yolanda-baptiste", "kindergarten-count"], "WORKER", 318, [[14, "SERVICE", "EXPIRE"]], {
    message: "I run our staff surveys, and would like to see a bigger one from the inside.",
  }),
  introduced(["ingrid-solheim", "story-hours"], "PARTNER", 258, [[2, "WORKER", "DECLINE"]], {
    reason: "NOT_A_FIT",
    note: "My Spanish ends at the bakery. Ask Ximena!",
  }),
  introduced(["ravi-deshpande", "course-captions"], "PARTNER", 258, [[14, "SERVICE", "EXPIRE"]]),
  introduced(
    ["bill-kowalczyk", "bench-nights"],
    "PARTNER",
    180,
    [...yes("PARTNER", 3), [9, "SERVICE", "START"], [24, "WORKER", "END_EARLY"]],
    {
      reason: "NO_TIME",
      note: "Northside lost two people at the front desk, and I am needed there in the evenings.",
      work: { weeks: 12, practises: [["electronics", 0, 2]] },
    },
  ),
  introduced(["svetlana-dragomir", "health-report"], "PARTNER", 198, [[3, "WORKER", "DECLINE"]], {
    reason: "NO_TIME",
    note: "The annual statistics are due. Ask me again in spring.",
  }),
  introduced(
    ["elena-marchetti", "hmong-clinic-days"],
    "LIBRARY",
    197,
    [
      [2, "WORKER", "ACCEPT"],
      [3, "LIBRARY", "WITHDRAW"],
    ],
    { reason: "FOUND_SOMEBODY_ELSE", note: "A colleague at Cedar Crossing speaks Hmong, and would like to." },
  ),
  introduced(
    ["mai-nguyen", "portal-help"],
    "PARTNER",
    118,
    [...yes("PARTNER", 5), [8, "SERVICE", "START"], [31, "PARTNER", "END_EARLY"]],
    {
      reason: "PLANS_CHANGED",
      note: "The clinic changes its portal, and nobody knows the new one yet. We come back to you.",
      work: { weeks: 10, practises: [["telehealth-support", 1, 2]] },
    },
  ),
  introduced(["noah-feldman", "stories-in-the-park"], "WORKER", 137, [[3, "WORKER", "WITHDRAW"]], {
    reason: "NO_TIME",
    note: "My hours changed. Sorry!",
  }),
  introduced(["lars-haugen", "album-days"], "PARTNER", 136, [[14, "SERVICE", "EXPIRE"]]),
  introduced(["katarzyna-nowak", "sample-sheets"], "WORKER", 75, [[4, "PARTNER", "DECLINE"]], {
    reason: "NOT_A_FIT",
    note: "Your spreadsheets are better than our problem. We look for somebody who wants to learn to program.",
  }),
  introduced(
    ["greta-hofmann", "council-records"],
    "WORKER",
    74,
    [
      [3, "PARTNER", "ACCEPT"],
      [5, "WORKER", "WITHDRAW"],
    ],
    { reason: "PLANS_CHANGED", note: "I am to lead the weeding project after all." },
  ),
  introduced(["tomas-havel", "online-dialogues"], "PARTNER", 76, [[14, "SERVICE", "EXPIRE"]]),
];
