import { useState } from "preact/hooks";
import { time } from "./figures.ts";
import { graphql } from "./graphql/index.ts";
import { Exposure } from "./panels/exposure.tsx";
import { FunnelPanel } from "./panels/funnel.tsx";
import { Goals } from "./panels/goals.tsx";
import { Growth } from "./panels/growth.tsx";
import { SkillGaps } from "./panels/skill-gaps.tsx";
import { TopNeeds } from "./panels/top-needs.tsx";
import { Unmet } from "./panels/unmet.tsx";
import { Failure } from "./parts/panel.tsx";
import { ThemeChoice } from "./parts/theme-choice.tsx";
import { useAnswer } from "./use-answer.ts";
import { putInAddress, type View, viewInAddress } from "./view.ts";
import { ViewChoice } from "./view-choice.tsx";

const FRAME = graphql(`
  query Frame {
    me {
      role
    }
    insights {
      asOf
      smallestGroup
      consortium {
        id
        name
      }
    }
  }
`);

/** Everything about a consortium on one page. */
export function Overview({ onSignOut }: { onSignOut(): void }) {
  const [view, setView] = useState<View>(viewInAddress);
  const { data, fault, retry } = useAnswer(FRAME, {});
  const change = (changed: View) => {
    putInAddress(changed);
    setView(changed);
  };
  return (
    <>
      <a class="skip" href="#figures">
        Skip to the figures
      </a>
      <header class="top">
        <div class="name">
          <p>Skillbridge</p>
          <h1>{data?.insights.consortium.name ?? "Dashboard"}</h1>
        </div>
        <div class="who">
          <ThemeChoice />
          {data && <p>Signed in as {data.me.role.toLowerCase()}</p>}
          <button type="button" onClick={onSignOut}>
            Sign out
          </button>
        </div>
      </header>
      <main id="figures">
        {fault && <Failure fault={fault} onRetry={retry} />}
        {!fault && !data && (
          <p class="state" role="status">
            Loading…
          </p>
        )}
        {data && (
          <>
            <ViewChoice view={view} consortiumId={data.insights.consortium.id} onChange={change} />
            <Panels view={view} role={data.me.role} smallestGroup={data.insights.smallestGroup} />
            <footer>
              <p>
                {data.insights.asOf && `As of ${time(data.insights.asOf)}. `}So that no figure tells of a
                person, counts of people are rounded down to multiples of {data.insights.smallestGroup}, and
                what is below that, or would give it away, is withheld: it reads “fewer than{" "}
                {data.insights.smallestGroup}”.
              </p>
            </footer>
          </>
        )}
      </main>
    </>
  );
}

interface PanelsProps {
  readonly view: View;
  readonly role: string;
  readonly smallestGroup: number;
}

function Panels({ view, role, smallestGroup }: PanelsProps) {
  return (
    <div class="panels">
      <SkillGaps view={view} smallestGroup={smallestGroup} />
      <div class="stack">
        <FunnelPanel view={view} smallestGroup={smallestGroup} />
        <Growth view={view} smallestGroup={smallestGroup} />
      </div>
      <Goals />
      <TopNeeds role={role} />
      <Unmet />
      <Exposure smallestGroup={smallestGroup} />
    </div>
  );
}
