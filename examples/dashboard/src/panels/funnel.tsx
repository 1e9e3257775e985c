import * as Plot from "@observablehq/plot";
import { useCallback } from "preact/hooks";
import { count, days, percent } from "../figures.ts";
import type { FunnelQuery, FunnelStage } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { CHART_STYLE, Chart } from "../parts/chart.tsx";
import { Panel } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";
import { scopeOf, type View } from "../view.ts";

const FUNNEL = graphql(`
  query Funnel($scope: InsightScope, $year: Int!) {
    insights {
      funnel(scope: $scope, year: $year) {
        stages {
          stage
          needs
          medianDays
        }
      }
    }
  }
`);

type Stage = FunnelQuery["insights"]["funnel"]["stages"][number];

const NAMES: Record<FunnelStage, string> = {
  OPENED: "Opened",
  MATCHED: "Matched",
  INTRODUCED: "Introduced",
  CONNECTED: "Connected",
  COMPLETED: "Completed",
};

/** The stages that are about needs alone, and so of no one library. */
const OF_NEEDS: readonly FunnelStage[] = ["OPENED", "MATCHED"];

interface FunnelProps {
  readonly view: View;
  readonly smallestGroup: number;
}

/** How far needs get, and how long it takes. */
export function FunnelPanel({ view, smallestGroup }: FunnelProps) {
  const ofLibrary = scopeOf(view)?.libraryId !== undefined;
  const answer = useAnswer(FUNNEL, { scope: scopeOf(view), year: view.year });
  return (
    <Panel
      name="funnel"
      title="From need to collaboration"
      about={
        ofLibrary
          ? `How far the needs that were opened in ${view.year} came with the library’s staff, and the median days since the stage before. What was opened is told of whole regions.`
          : `How many of the needs that were opened in ${view.year} got how far, and the median days since the stage before.`
      }
      answer={answer}
      empty={({ insights }) =>
        ofLibrary ? null : nothingOpened(insights.funnel.stages[0]?.needs, view.year)
      }
    >
      {({ insights }) => {
        const stages = insights.funnel.stages.filter(({ stage }) => !ofLibrary || !OF_NEEDS.includes(stage));
        return <FunnelChart stages={stages} smallestGroup={smallestGroup} />;
      }}
    </Panel>
  );
}

/** Why there is nothing to draw; null when there is something. How many were opened is told exactly. */
function nothingOpened(opened: number | null | undefined, year: number): string | null {
  if (opened === null || opened === undefined) return `There are no figures of ${year}.`;
  return opened === 0 ? `No need was opened in ${year}.` : null;
}

function FunnelChart(props: { readonly stages: readonly Stage[]; readonly smallestGroup: number }) {
  const { stages, smallestGroup } = props;
  const draw = useCallback((width: number) => barsOf(stages, smallestGroup, width), [stages, smallestGroup]);
  return (
    <Chart
      label={stages.map((stage) => `${NAMES[stage.stage]}: ${count(stage.needs, smallestGroup)}`).join("; ")}
      draw={draw}
      table={{
        caption: "Needs by the furthest they got",
        columns: ["Stage", "Needs", "Of those opened", "Median since the stage before"],
        rows: stages.map((stage) => [
          NAMES[stage.stage],
          count(stage.needs, smallestGroup),
          shareOf(stage, stages) ?? "not told",
          stage.medianDays === null || stage.medianDays === undefined ? "none" : days(stage.medianDays),
        ]),
      }}
    />
  );
}

/** How many of the needs that were opened reached a stage; null where that is not told. */
function shareOf({ needs }: Stage, stages: readonly Stage[]): string | null {
  const opened = stages.find(({ stage }) => stage === "OPENED")?.needs;
  return needs === null || needs === undefined || !opened ? null : percent(needs / opened);
}

/** Each stage is a line of text above a bar, so that there is room for both on a narrow screen. */
function barsOf(stages: readonly Stage[], smallestGroup: number, width: number): Element {
  const greatest = Math.max(1, ...stages.map(({ needs }) => needs ?? 0));
  const rows = stages.map((stage) => ({
    name: NAMES[stage.stage],
    needs: stage.needs ?? 0,
    told: toldOf(stage, stage.stage === "OPENED" ? null : shareOf(stage, stages), smallestGroup),
  }));
  return Plot.plot({
    width,
    height: rows.length * 48,
    margin: 0,
    style: CHART_STYLE,
    x: { domain: [0, greatest], axis: null },
    y: { domain: rows.map(({ name }) => name), axis: null, padding: 0 },
    marks: [
      Plot.barX(rows, { ...BAR, x1: 0, x2: greatest, fill: "var(--track)" }),
      Plot.barX(rows, { ...BAR, x: "needs", fill: "var(--bar)" }),
      Plot.text(rows, { x: 0, y: "name", text: "name", textAnchor: "start", dy: -8, fontWeight: 600 }),
      Plot.text(rows, {
        x: greatest,
        y: "name",
        text: "told",
        textAnchor: "end",
        dy: -8,
        fill: "var(--muted)",
      }),
    ],
  });
}

const BAR = { y: "name", insetTop: 27, insetBottom: 11, rx: 5 };

function toldOf(stage: Stage, share: string | null, smallestGroup: number): string {
  const took = stage.medianDays === null || stage.medianDays === undefined ? null : days(stage.medianDays);
  return [count(stage.needs, smallestGroup), share, took && `median ${took}`].filter(Boolean).join("  ·  ");
}
