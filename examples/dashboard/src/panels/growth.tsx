import { hidden, number } from "../figures.ts";
import type { GrowthMeasure } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { Panel } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";
import { scopeOf, type View } from "../view.ts";

const GROWTH = graphql(`
  query Growth($scope: InsightScope, $year: Int!) {
    insights {
      growth(scope: $scope, year: $year) {
        measure
        workers
        amount
      }
    }
  }
`);

const NAMES: Record<GrowthMeasure, string> = {
  GOALS: "growth goals achieved",
  LEVELS: "levels gained",
  HOURS: "hours of collaboration",
};

/** What workers gained. */
export function Growth({ view, smallestGroup }: { readonly view: View; readonly smallestGroup: number }) {
  const answer = useAnswer(GROWTH, { scope: scopeOf(view), year: view.year });
  return (
    <Panel
      name="growth"
      title="Growth achieved"
      about={`What workers gained in ${view.year}.`}
      answer={answer}
      empty={({ insights }) =>
        insights.growth.every(({ amount }) => amount === null)
          ? `Nothing is told of ${view.year}: ${hidden(smallestGroup)} people gained something, or it would tell of one of them.`
          : null
      }
    >
      {({ insights: { growth } }) => (
        <dl class="facts">
          {growth.map(({ measure, workers, amount }) => (
            <div key={measure}>
              <dt>
                {NAMES[measure]}
                <span>
                  {" "}
                  {workers === null || workers === undefined ? "" : `by ${number(workers)} or more people`}
                </span>
              </dt>
              <dd>{amount === null || amount === undefined ? "withheld" : number(amount)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
