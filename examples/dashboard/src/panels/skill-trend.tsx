import * as Plot from "@observablehq/plot";
import { useCallback } from "preact/hooks";
import { count, hidden, monthOf, number } from "../figures.ts";
import type { InsightScope, SkillTrendQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { CHART_STYLE, Chart } from "../parts/chart.tsx";
import { Failure } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";
import { SkillNeeds } from "./skill-needs.tsx";

const SKILL_TREND = graphql(`
  query SkillTrend($skillId: ID!, $scope: InsightScope, $includeNarrower: Boolean!) {
    insights {
      skillTrend(skillId: $skillId, scope: $scope, includeNarrower: $includeNarrower, months: 12) {
        month
        have
        want
        needed
      }
    }
  }
`);

type Point = SkillTrendQuery["insights"]["skillTrend"][number];

/** Colour and dash differ, so that lines are told apart without colours too. */
const LINES = [
  { key: "needed", label: "needed", colour: "var(--series-needed)", dash: undefined },
  { key: "have", label: "have it", colour: "var(--series-have)", dash: "6 3" },
  { key: "want", label: "want to learn it", colour: "var(--series-want)", dash: "2 3" },
] as const;

interface SkillTrendProps {
  readonly skill: { readonly id: string; readonly preferredLabel: string };
  readonly scope: InsightScope | null;
  readonly includeNarrower: boolean;
  readonly smallestGroup: number;
}

/** One skill over the last twelve months. */
export function SkillTrend({ skill, scope, includeNarrower, smallestGroup }: SkillTrendProps) {
  const { data, fault, isLoading, retry } = useAnswer(SKILL_TREND, {
    skillId: skill.id,
    scope,
    includeNarrower,
  });
  const points = data?.insights.skillTrend ?? [];
  const latest = points.at(-1);
  return (
    <section class="trend" aria-label={`${skill.preferredLabel} over time`} aria-busy={isLoading}>
      <h3>{skill.preferredLabel}</h3>
      {fault && <Failure fault={fault} onRetry={retry} />}
      {!fault && !data && <p class="state">Loading…</p>}
      {data && !latest && <p class="state">No figures of the last twelve months yet.</p>}
      {latest && (
        <>
          <dl class="facts">
            {LINES.map(({ key, label }) => (
              <div key={key} class={key}>
                <dt>{label}</dt>
                <dd>{count(latest[key], smallestGroup)}</dd>
              </div>
            ))}
          </dl>
          {points.length > 1 ? (
            <Lines skill={skill.preferredLabel} points={points} smallestGroup={smallestGroup} />
          ) : (
            <p class="state">
              {monthOf(latest.month)} is the first month with figures. How they change shows from the next one
              on.
            </p>
          )}
        </>
      )}
      <SkillNeeds skillId={skill.id} />
    </section>
  );
}

function Lines(props: {
  readonly skill: string;
  readonly points: readonly Point[];
  readonly smallestGroup: number;
}) {
  const { skill, points, smallestGroup } = props;
  const draw = useCallback((width: number) => linesOf(points, width), [points]);
  const [first, last] = [points[0]!, points.at(-1)!];
  return (
    <Chart
      label={`${skill}: places asked for went from ${number(first.needed)} in ${monthOf(first.month)} to ${number(last.needed)} in ${monthOf(last.month)}.`}
      draw={draw}
      table={{
        caption: `${skill} by month`,
        columns: ["Month", "Needed", "Have it", "Want to learn it"],
        rows: points.map(({ month, needed, have, want }) => [
          monthOf(month),
          number(needed),
          count(have, smallestGroup),
          count(want, smallestGroup),
        ]),
      }}
    >
      {points.some(({ have, want }) => have === null || want === null) && (
        <figcaption>Lines leave out the months with {hidden(smallestGroup)}.</figcaption>
      )}
    </Chart>
  );
}

function linesOf(points: readonly Point[], width: number): Element {
  const greatest = Math.max(1, ...points.flatMap(({ have, want, needed }) => [have ?? 0, want ?? 0, needed]));
  return Plot.plot({
    width,
    height: 230,
    marginLeft: 28,
    marginBottom: 36,
    marginTop: 12,
    marginRight: 12,
    style: CHART_STYLE,
    x: { type: "utc", label: null, ticks: Math.max(2, Math.floor(width / 90)), tickSize: 0 },
    y: { domain: [0, greatest * 1.1], label: null, ticks: 4, tickSize: 0, tickFormat: wholeOnly },
    marks: [
      Plot.gridY({ ticks: 4, stroke: "var(--line)", strokeOpacity: 1 }),
      ...LINES.flatMap(({ key, colour, dash }) => {
        const line = { x: dayOf, y: key, stroke: colour };
        return [
          Plot.line(points, { ...line, strokeWidth: 2, ...(dash && { strokeDasharray: dash }) }),
          // A month between two that are left out would not be seen.
          Plot.dot(points, { ...line, fill: colour, r: 1.8 }),
        ];
      }),
    ],
  });
}

const dayOf = ({ month }: Point) => new Date(month);
const wholeOnly = (value: number) => (Number.isInteger(value) ? number(value) : "");
