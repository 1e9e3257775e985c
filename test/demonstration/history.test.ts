import fc from "fast-check";
import { CONNECTION_EVENTS, nextConnectionState } from "../../src/connections/connection-lifecycle.js";
import { type ConnectionState, ConnectionStatus, LibraryConsent } from "../../src/connections/index.js";
import { Calendar } from "../../src/demonstration/calendar.js";
import { idOf } from "../../src/demonstration/demonstration-ids.js";
import { introductions, openings, openRecords } from "../../src/demonstration/history.js";
import { type HistoryRows, historyRows } from "../../src/demonstration/history-rows.js";
import { demonstration } from "../../src/demonstration/index.js";
import { contacts, pastNeeds } from "../../src/demonstration/past-needs.js";
import { obstaclesOf } from "../../src/matching/gates.js";
import type { Modality } from "../../src/needs/index.js";
import { starterTaxonomy } from "../../src/skills/starter/index.js";

const holdable = new Set(starterTaxonomy.flatMap(({ kind, slug }) => (kind === "GROUP" ? [] : [slug])));
const skillIds = new Map(starterTaxonomy.map(({ slug }) => [slug, idOf(`skill/${slug}`)]));
const workers = new Map(demonstration.workers.map((worker) => [worker.key, worker]));
const needs = new Map([...demonstration.needs, ...pastNeeds].map((need) => [need.key, need]));
const libraries = new Map(demonstration.libraries.map((library) => [library.key, library]));
const now = new Date("2026-11-30T09:00:00Z");
const rowsOn = (day: Date) => historyRows(idOf("consortium"), skillIds, new Calendar(day));
const isCompleted = ({ steps }: (typeof introductions)[number]) => steps.at(-1)?.[2] === "COMPLETE";
const completed = introductions.filter(isCompleted);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);
const anyDay = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2032-12-31"), noInvalidDate: true })
  .map((date) => new Date(dayOf(date)));

/** The ids of all rows that are inserted. */
function idsIn({ needStates: _, ...rows }: HistoryRows): string[] {
  return Object.values<readonly object[]>(rows).flatMap((list) =>
    list.flatMap((row) => ("id" in row ? [String(row.id)] : [])),
  );
}

const isSorted = (values: readonly (string | number)[]) =>
  values.every((value, i) => i === 0 || values[i - 1]! <= value);

describe("the introductions of the year before", () => {
  it("are about as many as such a consortium has, in every state", () => {
    expect(introductions.length).toBeGreaterThanOrEqual(45);
    expect(introductions.length).toBeLessThanOrEqual(65);
    const statuses = new Set(rowsOn(now).connections.map(({ status }) => status));
    expect(statuses).toEqual(new Set(Object.values(ConnectionStatus)));
  });

  it("name workers and needs that there are, and a partner whom one can ask for", () => {
    for (const { worker, need } of introductions) {
      expect(workers.has(worker)).toBe(true);
      expect(contacts[needs.get(need)!.partner]).toBeDefined();
    }
    expect(openRecords.filter((key) => !workers.has(key))).toEqual([]);
  });

  it("bring together workers and needs that can meet", () => {
    const apart = introductions.filter(({ worker, need }) => {
      const { library, languages } = workers.get(worker)!;
      const { country, region } = libraries.get(library)!;
      const {
        modality,
        region: place,
        languages: asked = [],
      } = {
        languages: [] as string[],
        ...needs.get(need)!,
      };
      const terms = {
        ...{ modality: modality as Modality, country: place ? "US" : null, region: place ?? null },
        ...{ languages: asked, endsOn: null },
      };
      return obstaclesOf({ country, region, languages }, terms, "2026-01-01").length > 0;
    });
    expect(apart.map(({ worker, need }) => `${worker} ${need}`)).toEqual([]);
  });

  it("propose to partners nobody whom partners may not find", () => {
    const hidden = introductions.filter(({ worker, by }) => {
      const { discoverability } = workers.get(worker)!;
      const isOpen = discoverability === "PARTNERS" || discoverability === "PUBLIC";
      return by === "WORKER" ? discoverability === "PRIVATE" : !isOpen;
    });
    expect(hidden).toEqual([]);
  });

  it("practise what the need asks for, and lead where the profile is today", () => {
    for (const { worker, need, work, steps } of introductions)
      for (const [skill, from, to] of work?.practises ?? []) {
        const held = workers.get(worker)!.skills.find((entry) => entry.skill === skill);
        const goal = workers.get(worker)!.goals.find((entry) => entry.skill === skill);
        const asked = needs.get(need)!.skills.map((entry) => entry.skill);
        const story = { worker, need, skill };
        expect({ ...story, asked: asked.includes(skill), grows: to > from }).toEqual({
          ...story,
          asked: true,
          grows: true,
        });
        if (steps.at(-1)?.[2] === "COMPLETE") {
          expect({ ...story, level: held?.level }).toEqual({ ...story, level: to });
          expect({ ...story, source: held?.source ?? "SELF" }).toEqual({
            ...story,
            source: expect.stringMatching(/^(SELF|PARTNER)$/),
          });
          expect(goal).toBeUndefined();
        } else expect({ ...story, level: held?.level ?? 0 }).toEqual({ ...story, level: from });
      }
  });

  it("are completed by enough people of each library to be told of", () => {
    for (const { key } of demonstration.libraries) {
      const staff = new Set(
        completed.map(({ worker }) => worker).filter((worker) => workers.get(worker)!.library === key),
      );
      expect(staff.size).toBeGreaterThanOrEqual(5);
    }
  });

  it("let whoever completes a collaboration say what came of it", () => {
    for (const { steps, work } of completed) {
      const side = steps.at(-1)![1] as "WORKER" | "PARTNER";
      expect((side === "WORKER" ? work?.worker : work?.partner)?.[0]).toMatch(/^[1-5]{5}$/);
    }
  });

  it("say nothing twice", () => {
    const sentences = [
      ...introductions.flatMap(({ message, note, work, messages = [] }) => [
        ...[message, note, work?.why, work?.worker?.[1], work?.partner?.[1]],
        ...messages.map(([, , text]) => text),
      ]),
      ...pastNeeds.flatMap(({ title, description }) => [title, description]),
    ].filter((text) => text !== undefined);
    expect(sentences.filter((text, i) => sentences.indexOf(text) !== i)).toEqual([]);
  });
});

describe("the older needs", () => {
  it("have keys and titles of their own, goals of their partners, and skills of the taxonomy", () => {
    const all = [...demonstration.needs, ...pastNeeds];
    expect(new Set(all.flatMap(({ key, title }) => [key, title])).size).toBe(2 * all.length);
    for (const { partner, goal, skills } of pastNeeds) {
      const goals = demonstration.partners.find(({ key }) => key === partner)!.goals.map(({ key }) => key);
      expect(goals).toContain(goal);
      expect(skills.filter(({ skill }) => !holdable.has(skill))).toEqual([]);
    }
  });

  it("come in months that have at least five, so that figures may be told", () => {
    const byMonth = new Map<number, number>();
    for (const { opened } of pastNeeds)
      byMonth.set(opened.monthsAgo, (byMonth.get(opened.monthsAgo) ?? 0) + 1);
    for (const count of byMonth.values()) expect(count).toBeGreaterThanOrEqual(5);
  });
});

describe("whenever it is seeded", () => {
  it("has the same ids, all different", () => {
    const ids = idsIn(rowsOn(now));
    expect(new Set(ids).size).toBe(ids.length);
    fc.assert(
      fc.property(anyDay, (day) => {
        // How far an ongoing collaboration has come depends on nothing but days since.
        expect(idsIn(rowsOn(day))).toEqual(ids);
      }),
      { numRuns: 20 },
    );
  });

  it("has everything in the order of time, and nothing in the future but what is planned", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const rows = rowsOn(day);
        const opened = new Map(rows.needStates.map(({ id, openedAt }) => [id, openedAt]));
        const misplaced = rows.connections.filter(({ id, needId, createdAt, updatedAt, expiresAt }) => {
          const steps = rows.transitions.filter(({ connectionId }) => connectionId === id);
          const times = [opened.get(needId!)!, ...steps.map(({ at }) => at), updatedAt!, day].map(Number);
          const isInTime = isSorted(times) && isSorted(steps.map((step) => step.id));
          return !isInTime || steps[0]!.at !== createdAt || (expiresAt && expiresAt <= day);
        });
        expect(misplaced).toEqual([]);
        const wrongNeeds = rows.needs.filter(({ status, createdAt, startsOn, endsOn }) => {
          const age = (day.getTime() - createdAt!.getTime()) / 86_400_000;
          return (
            age > 366 || dayOf(createdAt!) >= startsOn! || endsOn! >= dayOf(day) !== (status === "FILLED")
          );
        });
        expect(wrongNeeds).toEqual([]);
        const terms = new Map(rows.agreements.map((agreement) => [agreement.connectionId, agreement]));
        const wrongHours = rows.hours.filter(({ workedOn, connectionId }) => {
          const { startsOn, endsOn } = terms.get(connectionId!)!;
          return !isSorted([startsOn, workedOn!, endsOn]) || workedOn! >= dayOf(day);
        });
        expect(wrongHours).toEqual([]);
        const latest = [...rows.messages, ...rows.feedback].map(({ createdAt }) => createdAt);
        const measured = rows.indicatorValues.map(({ measuredAt }) => measuredAt);
        expect([...latest, ...measured].filter((at) => at >= day)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("walks only where the state machine leads", () => {
    const { connections, transitions } = rowsOn(now);
    for (const connection of connections) {
      const [proposed, ...steps] = transitions.filter(({ connectionId }) => connectionId === connection.id);
      expect(proposed).toMatchObject({
        event: "PROPOSE",
        side: connection.initiator,
        fromStatus: null,
        toStatus: "PROPOSED",
      });
      let state: ConnectionState = {
        status: ConnectionStatus.PROPOSED,
        workerAccepted: connection.initiator === "WORKER",
        partnerAccepted: connection.initiator === "PARTNER",
        libraryConsent:
          connection.initiator === "LIBRARY" ? LibraryConsent.GIVEN : LibraryConsent.NOT_REQUIRED,
      };
      for (const { event, side, fromStatus, toStatus } of steps) {
        expect(fromStatus).toBe(state.status);
        const known = CONNECTION_EVENTS.find((one) => one === event)!;
        const { next, refusal } = nextConnectionState(state, known, side ?? "SERVICE");
        expect(refusal).toBeUndefined();
        expect(toStatus).toBe(next!.status);
        state = next!;
      }
      expect(connection).toMatchObject({ status: state.status, libraryConsent: state.libraryConsent });
      expect(connection.workerAcceptedAt !== null).toBe(state.workerAccepted);
      expect(connection.partnerAcceptedAt !== null).toBe(state.partnerAccepted);
    }
  });

  it("keeps no more hours than were agreed on", () => {
    const { agreements, hours } = rowsOn(now);
    for (const { connectionId, hoursTotal } of agreements) {
      const worked = hours.filter((entry) => entry.connectionId === connectionId);
      expect(worked.length).toBeGreaterThan(0);
      expect(worked.reduce((sum, entry) => sum + entry.hours!, 0)).toBeLessThanOrEqual(hoursTotal);
    }
  });

  it("brings each indicator from its baseline to where the goal stands", () => {
    const { indicatorValues } = rowsOn(now);
    for (const { key, goals } of demonstration.partners)
      for (const goal of goals) {
        const id = idOf(`partner/${key}/goal/${goal.key}`);
        const values = indicatorValues
          .filter(({ communityGoalId }) => communityGoalId === id)
          .sort((one, other) => one.measuredAt.getTime() - other.measuredAt.getTime());
        expect(values.map(({ before }) => before)).toEqual([
          goal.baseline,
          ...values.slice(0, -1).map(({ value }) => value),
        ]);
        expect(values.at(-1)!.value).toBe(goal.current);
        expect(values.map((value) => value.id)).toEqual(values.map((value) => value.id).sort());
      }
  });

  it("opens the needs of today in the months before", () => {
    for (const { key } of demonstration.needs) expect(openings.get(key)!.monthsAgo).toBeGreaterThan(0);
  });
});
