import { decimal, number, percent } from "../figures.ts";
import { graphql } from "../graphql/index.ts";
import { Panel } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";

const UNMET_DEMAND = graphql(`
  query UnmetDemand($minScore: Float!) {
    insights {
      unmetDemand(minScore: $minScore) {
        openNeeds
        unmet
        needs(first: 5) {
          nodes {
            bestScore
            need {
              id
              title
              partner {
                name
              }
            }
          }
        }
      }
    }
  }
`);

/** A match below this score would not carry a need. */
const GOOD_SCORE = 40;

/** The open needs for which there is no good match. */
export function Unmet() {
  const answer = useAnswer(UNMET_DEMAND, { minScore: GOOD_SCORE });
  return (
    <Panel
      name="unmet"
      title="Unmet demand"
      about={`Open needs without a match that scores ${GOOD_SCORE} or more. Those answered worst come first.`}
      answer={answer}
      empty={({ insights }) => (insights.unmetDemand.openNeeds === 0 ? "No need is open at present." : null)}
    >
      {({ insights: { unmetDemand } }) => (
        <>
          <p class="figure">
            <strong>{number(unmetDemand.unmet)}</strong> of {number(unmetDemand.openNeeds)} (
            {percent(unmetDemand.unmet / unmetDemand.openNeeds)})
          </p>
          <ul class="plain">
            {unmetDemand.needs.nodes.map(
              ({ need, bestScore }) =>
                need && (
                  <li key={need.id}>
                    {need.title}{" "}
                    <span class="muted">
                      {need.partner.name} · {bestScore ? `best match ${decimal(bestScore)}` : "no match"}
                    </span>
                  </li>
                ),
            )}
          </ul>
        </>
      )}
    </Panel>
  );
}
