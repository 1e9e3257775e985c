import { useState } from "preact/hooks";
import { date, decimal, percent, plural } from "../figures.ts";
import type { GoalsQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { Panel } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";

const GOALS = graphql(`
  query Goals($first: Int!) {
    insights {
      goals(first: $first) {
        nodes {
          id
          title
          by
          partner {
            name
          }
          indicator {
            name
            unit
            baseline
            target
            current
          }
          progress {
            share
            collaborations
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

type Goal = GoalsQuery["insights"]["goals"]["nodes"][number];

const STEP = 5;
/** The service gives no longer pages. */
const MOST = 100;

/** How far the partners' goals are on the way from where they started to where they want to be. */
export function Goals() {
  const [first, setFirst] = useState(STEP);
  const answer = useAnswer(GOALS, { first });
  return (
    <Panel
      name="goals"
      title="Community goals"
      about="How far partners have come from where they started to what they aim for."
      answer={answer}
      empty={({ insights }) =>
        insights.goals.nodes.length === 0 ? "No partner has set a community goal yet." : null
      }
    >
      {({ insights: { goals } }) => (
        <>
          <ul class="goals">
            {goals.nodes.map((goal) => (
              <GoalLine key={goal.id} goal={goal} />
            ))}
          </ul>
          {goals.pageInfo.hasNextPage && first < MOST && (
            <button type="button" class="more" onClick={() => setFirst(Math.min(MOST, first + 2 * STEP))}>
              Show more goals
            </button>
          )}
        </>
      )}
    </Panel>
  );
}

function GoalLine({ goal }: { readonly goal: Goal }) {
  const { indicator, progress } = goal;
  const done = Math.min(1, Math.max(0, progress.share));
  return (
    <li>
      <h3>{goal.title}</h3>
      <p class="muted">
        {goal.partner.name}
        {goal.by && ` · by ${date(goal.by)}`}
      </p>
      <div class="bar" aria-hidden="true">
        <i style={{ inlineSize: `${done * 100}%` }} />
      </div>
      <p class="reading">
        <strong>{percent(progress.share)}</strong>
        <span>
          {indicator.name}: {decimal(indicator.current)} of {decimal(indicator.target)} {indicator.unit}, from{" "}
          {decimal(indicator.baseline)}
        </span>
      </p>
      {progress.collaborations > 0 && (
        <p class="muted">Moved by {plural(progress.collaborations, "collaboration")}</p>
      )}
    </li>
  );
}
