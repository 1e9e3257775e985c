import * as Plot from "@observablehq/plot";
import { useCallback } from "preact/hooks";
import { count, date, hidden, number, percent, ratio } from "../figures.ts";
import type { ExposureQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { CHART_STYLE, Chart } from "../parts/chart.tsx";
import { Panel } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";

const EXPOSURE = graphql(`
  query Exposure {
    showcaseExposure(period: WEEK) {
      isSuppressed
      workers
      impressions
      gini
      shareNeverShown
      periods {
        from
        impressions
        workersShown
      }
    }
  }
`);

type Week = ExposureQuery["showcaseExposure"]["periods"][number];

/** Whether the showcase gives everybody a turn. */
export function Exposure({ smallestGroup }: { readonly smallestGroup: number }) {
  const answer = useAnswer(EXPOSURE, {});
  return (
    <Panel
      name="exposure"
      title="Fair exposure"
      about="Whether the showcase gives every worker in it a turn. At a Gini coefficient of 0 all are shown alike, towards 1 only a few."
      answer={answer}
      empty={({ showcaseExposure: { isSuppressed } }) =>
        isSuppressed ? `Nothing is told yet: ${hidden(smallestGroup)} workers are in the showcase.` : null
      }
    >
      {({ showcaseExposure: exposure }) => (
        <>
          <dl class="facts">
            <div>
              <dt>workers in the showcase</dt>
              <dd>{count(exposure.workers, smallestGroup)}</dd>
            </div>
            <div>
              <dt>never shown</dt>
              <dd>
                {exposure.shareNeverShown === null ? "none yet" : percent(exposure.shareNeverShown ?? 0)}
              </dd>
            </div>
            <div>
              <dt>Gini coefficient</dt>
              <dd>
                {exposure.gini === null || exposure.gini === undefined ? "none yet" : ratio(exposure.gini)}
              </dd>
            </div>
          </dl>
          {exposure.impressions ? (
            <Weeks
              weeks={exposure.periods}
              impressions={exposure.impressions}
              smallestGroup={smallestGroup}
            />
          ) : (
            <p class="state">No card has been shown to anybody yet.</p>
          )}
        </>
      )}
    </Panel>
  );
}

function Weeks(props: {
  readonly weeks: readonly Week[];
  readonly impressions: number;
  readonly smallestGroup: number;
}) {
  const { weeks, impressions, smallestGroup } = props;
  const draw = useCallback((width: number) => barsOf(weeks, width), [weeks]);
  return (
    <Chart
      label={`Cards were shown ${number(impressions)} times in ${number(weeks.length)} weeks.`}
      draw={draw}
      table={{
        caption: "How often cards were shown, by week",
        columns: ["Week from", "Shown", "Different workers"],
        rows: weeks.map(({ from, impressions, workersShown }) => [
          date(from),
          count(impressions, smallestGroup),
          count(workersShown, smallestGroup),
        ]),
      }}
    />
  );
}

const WEEK_DAYS = 7;
const DAY_MS = 86_400_000;

function barsOf(weeks: readonly Week[], width: number): Element {
  const bars = weeks.map(({ from, impressions }) => {
    const begins = new Date(from);
    return { begins, ends: new Date(begins.getTime() + WEEK_DAYS * DAY_MS), impressions: impressions ?? 0 };
  });
  return Plot.plot({
    width,
    height: 150,
    marginLeft: 32,
    marginRight: 4,
    marginBottom: 36,
    marginTop: 10,
    style: CHART_STYLE,
    x: { type: "utc", label: null, ticks: Math.max(2, Math.floor(width / 110)), tickSize: 0 },
    y: { label: null, ticks: 3, tickSize: 0 },
    marks: [
      Plot.gridY({ ticks: 3, stroke: "var(--line)", strokeOpacity: 1 }),
      Plot.rectY(bars, {
        x1: "begins",
        x2: "ends",
        y: "impressions",
        fill: "var(--bar)",
        insetLeft: 1,
        insetRight: 1,
      }),
    ],
  });
}
