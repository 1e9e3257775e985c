import {
  type DemoNeed,
  type DemoWorker,
  demonstration,
  type Visibility,
} from "../../src/demonstration/index.js";
import { starterTaxonomy } from "../../src/skills/starter/index.js";

const { consortium, libraries, workers, partners, learningGoals, needs, cards } = demonstration;
const holdable = new Set(starterTaxonomy.flatMap(({ kind, slug }) => (kind === "GROUP" ? [] : [slug])));
const openNeeds = needs.filter((need) => need.status === "OPEN");
const audiences: readonly Visibility[] = ["PRIVATE", "LIBRARY", "CONSORTIUM", "PARTNERS", "PUBLIC"];

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** Workers one of whose entries (skills or goals) names a skill that the need asks for. */
function workersSharing(need: DemoNeed, entriesOf: (worker: DemoWorker) => readonly { skill: string }[]) {
  const asked = new Set(need.skills.map(({ skill }) => skill));
  return workers.filter((worker) => entriesOf(worker).some(({ skill }) => asked.has(skill)));
}

describe("the demonstration consortium", () => {
  it("has 3 libraries, about 60 workers, 15 partners and 45 needs", () => {
    expect(libraries).toHaveLength(3);
    expect(workers.length).toBeGreaterThanOrEqual(55);
    expect(workers.length).toBeLessThanOrEqual(65);
    expect(partners).toHaveLength(15);
    expect(needs).toHaveLength(45);
    expect(openNeeds.length).toBeGreaterThanOrEqual(35);
    expect(new Set(partners.map(({ sector }) => sector)).size).toBe(12);
  });

  it("gives everyone and everything its own key, name and address", () => {
    expect(repeated(libraries.flatMap(({ key, isil }) => [key, isil]))).toEqual([]);
    expect(repeated(workers.map(({ key }) => key))).toEqual([]);
    expect(repeated(workers.flatMap(({ name, email }) => [name, email]))).toEqual([]);
    expect(repeated(partners.flatMap(({ key, name, url }) => [key, name, url]))).toEqual([]);
    expect(repeated(partners.flatMap(({ goals }) => goals.map(({ key }) => key)))).toEqual([]);
    expect(repeated(needs.flatMap(({ key, title }) => [key, title]))).toEqual([]);
  });

  it("uses addresses that nobody can own", () => {
    const addresses = [...workers.map(({ email }) => email), ...partners.map(({ url }) => url)];
    expect(addresses.filter((address) => !/\.example\/?$/.test(address))).toEqual([]);
  });

  it("names only skills of the starter taxonomy, never a heading and never one twice", () => {
    const lists = [
      ...workers.map(({ key, skills }) => ({ key, slugs: skills.map(({ skill }) => skill) })),
      ...workers.map(({ key, goals }) => ({ key, slugs: goals.map(({ skill }) => skill) })),
      ...partners.map(({ key }) => ({
        key,
        slugs: learningGoals.filter(({ partner }) => partner === key).map(({ skill }) => skill),
      })),
      ...needs.map(({ key, skills }) => ({ key, slugs: skills.map(({ skill }) => skill) })),
    ];
    const wrong = lists.flatMap(({ key, slugs }) =>
      [...slugs.filter((slug) => !holdable.has(slug)), ...repeated(slugs)].map((slug) => `${key}: ${slug}`),
    );
    expect(wrong).toEqual([]);
  });

  it("refers to libraries, partners and the partner's own goals", () => {
    const libraryKeys = new Set(libraries.map(({ key }) => key));
    expect(workers.filter(({ library }) => !libraryKeys.has(library))).toEqual([]);
    const goalsByPartner = new Map(partners.map(({ key, goals }) => [key, goals.map((goal) => goal.key)]));
    const lost = needs.filter(({ partner, goal }) => {
      const goals = goalsByPartner.get(partner);
      return goals === undefined || (goal !== undefined && !goals.includes(goal));
    });
    expect(lost).toEqual([]);
  });

  it("places everybody in one country and one of the libraries' regions", () => {
    const regions = new Set(libraries.map(({ region }) => region));
    const places = [...libraries, ...partners, ...needs.filter(({ modality }) => modality !== "REMOTE")];
    expect(
      places.filter(({ country, region }) => country !== consortium.country || !regions.has(region!)),
    ).toEqual([]);
  });

  it("starts each goal at the level held and aims above it", () => {
    const wrong = workers.flatMap(({ key, skills, goals }) =>
      goals
        .filter(({ skill, current, target }) => {
          const held = skills.find((entry) => entry.skill === skill)?.level ?? 0;
          return current !== held || target <= current;
        })
        .map(({ skill }) => `${key}: ${skill}`),
    );
    expect(wrong).toEqual([]);
  });

  it("gives each worker 4 to 12 skills and at most 4 goals, and leaves some without goals", () => {
    expect(workers.filter(({ skills }) => skills.length < 4 || skills.length > 12)).toEqual([]);
    expect(workers.filter(({ goals }) => goals.length > 4)).toEqual([]);
    expect(workers.filter(({ goals }) => goals.length === 0).length).toBeGreaterThan(0);
  });

  it("shows no skill or goal to more people than the worker", () => {
    const wider = workers.filter(({ discoverability, skills, goals }) =>
      [...skills, ...goals].some(
        ({ visibility = discoverability }) =>
          audiences.indexOf(visibility) > audiences.indexOf(discoverability),
      ),
    );
    expect(wider).toEqual([]);
    expect(new Set(workers.map(({ discoverability }) => discoverability)).size).toBe(5);
  });

  it("shows only skills that partners may see of workers whom they may find, and some offers of libraries", () => {
    expect(cards.filter(({ library }) => library !== undefined).length).toBeGreaterThan(0);
    expect(repeated(cards.flatMap(({ key, title }) => [key, title]))).toEqual([]);
    const open = (visibility: Visibility) => audiences.indexOf(visibility) >= audiences.indexOf("PARTNERS");
    const wrong = cards.flatMap(({ key, worker, skills }) =>
      skills
        .map((shown) => (typeof shown === "string" ? shown : shown.skill))
        .filter((slug) => {
          if (worker === undefined) return !holdable.has(slug);
          const owner = workers.find((one) => one.key === worker);
          const held = owner?.skills.find(({ skill }) => skill === slug);
          return !owner || !held || !open(held.visibility ?? owner.discoverability);
        })
        .map((slug) => `${key}: ${slug}`),
    );
    expect(wrong).toEqual([]);
  });

  it("lets several partners' people want to learn what somebody whom they may see can teach", () => {
    const known = new Set(partners.map(({ key }) => key));
    expect(learningGoals.filter(({ partner }) => !known.has(partner))).toEqual([]);
    expect(
      learningGoals.filter(({ current, target, learners }) => target <= current || learners < 1),
    ).toEqual([]);
    expect(new Set(learningGoals.map(({ partner }) => partner)).size).toBeGreaterThanOrEqual(8);
    const untaught = learningGoals.filter(
      ({ skill, current }) =>
        !workers.some(({ discoverability, skills }) =>
          skills.some(
            (held) =>
              held.skill === skill &&
              held.level > current &&
              ["PARTNERS", "PUBLIC"].includes(held.visibility ?? discoverability),
          ),
        ),
    );
    expect(untaught).toEqual([]);
  });

  it("gives each partner 1 to 3 measurable goals and each need 2 to 7 skills, one of them a must", () => {
    expect(partners.filter(({ goals }) => goals.length < 1 || goals.length > 3)).toEqual([]);
    expect(
      partners.flatMap(({ goals }) => goals.filter(({ baseline, target }) => baseline === target)),
    ).toEqual([]);
    expect(needs.filter(({ skills }) => skills.length < 2 || skills.length > 7)).toEqual([]);
    expect(needs.filter(({ skills }) => !skills.some(({ importance }) => importance === "MUST"))).toEqual([]);
    expect(
      needs.filter(
        ({ capacity, hoursPerWeek, lastsDays }) => capacity < 1 || hoursPerWeek < 1 || lastsDays < 1,
      ),
    ).toEqual([]);
  });

  it.each(openNeeds.map((need) => [need.title, need] as const))(
    "%s: at least 3 workers want to grow there, and 3 bring something",
    (_, need) => {
      expect(workersSharing(need, ({ goals }) => goals).length).toBeGreaterThanOrEqual(3);
      expect(workersSharing(need, ({ skills }) => skills).length).toBeGreaterThanOrEqual(3);
    },
  );

  it("offers mentoring wherever it asks, so that a goal can be met", () => {
    expect(openNeeds.filter(({ skills }) => !skills.some(({ mentored }) => mentored))).toEqual([]);
  });

  it("tells an individual story in every reason, evidence and summary", () => {
    const sentences = workers.flatMap(({ summary, skills, goals }) => [
      summary,
      ...skills.flatMap(({ evidence }) => evidence ?? []),
      ...goals.map(({ why }) => why),
    ]);
    expect(repeated(sentences)).toEqual([]);
    expect(sentences.filter((sentence) => !sentence.endsWith("."))).toEqual([]);
  });
});
