import { useState } from "preact/hooks";
import { graphql } from "../graphql/index.ts";
import { Choice } from "../parts/choice.tsx";
import { Panel } from "../parts/panel.tsx";
import { useAnswer } from "../use-answer.ts";
import { scopeOf, type View } from "../view.ts";
import { HeatMap } from "./heat-map.tsx";
import { MEASURES, type Measure } from "./measures.ts";
import { SkillTrend } from "./skill-trend.tsx";

const GAP_MATRIX = graphql(`
  query GapMatrix($by: PlaceKind!, $includeNarrower: Boolean!) {
    insights {
      gapMatrix(by: $by, includeNarrower: $includeNarrower, orderBy: NEEDED, skills: 12, places: 12) {
        places {
          id
          label
        }
        rows {
          skill {
            id
            preferredLabel
          }
          cells {
            have
            want
            needed
            gap
          }
        }
      }
    }
  }
`);

const PLACES = [
  { value: "LIBRARY", label: "Libraries" },
  { value: "REGION", label: "Regions" },
] as const;

const COUNTS = [
  { value: "all", label: "With narrower" },
  { value: "own", label: "Alone" },
] as const;

interface SkillGapsProps {
  readonly view: View;
  readonly smallestGroup: number;
}

/** Which skills are short where, and how one of them came along. */
export function SkillGaps({ view, smallestGroup }: SkillGapsProps) {
  const [by, setBy] = useState<"LIBRARY" | "REGION">("LIBRARY");
  const [counts, setCounts] = useState<"all" | "own">("all");
  const [measure, setMeasure] = useState<Measure>("gap");
  const [chosen, setChosen] = useState<string | null>(null);
  const scope = scopeOf(view);
  const includeNarrower = counts === "all";
  const answer = useAnswer(GAP_MATRIX, { by, includeNarrower });
  return (
    <Panel
      name="skill-gaps"
      title="Skill gaps"
      about="Open needs that ask for a skill, less the workers who have it. The skills asked for most come first; a library’s needs are those of its region."
      answer={answer}
      choices={
        <>
          <Choice
            name="measure"
            legend="Show"
            options={MEASURES}
            value={measure}
            onChoose={(chosen) => setMeasure(chosen)}
          />
          <Choice
            name="counts"
            legend="Skills"
            options={COUNTS}
            value={counts}
            onChoose={(chosen) => setCounts(chosen)}
          />
          <Choice name="by" legend="By" options={PLACES} value={by} onChoose={(chosen) => setBy(chosen)} />
        </>
      }
      empty={({ insights }) =>
        insights.gapMatrix.rows.length === 0 || insights.gapMatrix.places.length === 0
          ? "There is nothing to compare yet: it takes needs that ask for skills, and enough workers who say what they have."
          : null
      }
    >
      {({ insights: { gapMatrix } }) => {
        const skill = (gapMatrix.rows.find((row) => row.skill.id === chosen) ?? gapMatrix.rows[0]!).skill;
        return (
          <div class="gaps">
            <HeatMap
              matrix={gapMatrix}
              measure={measure}
              smallestGroup={smallestGroup}
              chosen={skill.id}
              onChoose={setChosen}
            />
            <SkillTrend
              key={skill.id}
              skill={skill}
              scope={scope}
              includeNarrower={includeNarrower}
              smallestGroup={smallestGroup}
            />
          </div>
        );
      }}
    </Panel>
  );
}
