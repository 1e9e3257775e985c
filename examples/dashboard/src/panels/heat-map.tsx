import { hidden, hiddenShort } from "../figures.ts";
import type { GapMatrixQuery } from "../graphql/graphql.ts";
import { Scrolling } from "../parts/scrolling.tsx";
import { endsOf, MEASURES, type Measure, textOf, toneOf, tonesOf } from "./measures.ts";

type Matrix = GapMatrixQuery["insights"]["gapMatrix"];
type GapCell = Matrix["rows"][number]["cells"][number];

interface HeatMapProps {
  readonly matrix: Matrix;
  readonly measure: Measure;
  readonly smallestGroup: number;
  /** The id of the skill that is looked at closer. */
  readonly chosen: string;
  onChoose(skillId: string): void;
}

/**
 * Skills by places. It is a table with coloured cells rather than a picture of one: numbers can be read, selected and
 * heard, and headers stay with them.
 */
export function HeatMap({ matrix, measure, smallestGroup, chosen, onChoose }: HeatMapProps) {
  const { places, rows } = matrix;
  const greatest = Math.max(
    0,
    ...rows.flatMap(({ cells }) => cells.map((cell) => Math.abs(cell[measure] ?? 0))),
  );
  const what = MEASURES.find(({ value }) => value === measure)!.label;
  return (
    <div class="heat-map">
      <Scrolling label="Skills by place">
        <table>
          <caption class="unseen">
            {what} by skill and place. Choose a skill to see how it came along.
          </caption>
          <thead>
            <tr>
              <th scope="col">Skill</th>
              {places.map(({ id, label }) => (
                <th key={id} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ skill, cells }) => (
              <tr key={skill.id}>
                <th scope="row">
                  <button type="button" aria-pressed={skill.id === chosen} onClick={() => onChoose(skill.id)}>
                    {skill.preferredLabel}
                  </button>
                </th>
                {cells.map((cell, column) => (
                  <Cell
                    key={places[column]!.id}
                    cell={cell}
                    measure={measure}
                    greatest={greatest}
                    smallestGroup={smallestGroup}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <Legend measure={measure} smallestGroup={smallestGroup} />
    </div>
  );
}

function Cell(props: {
  readonly cell: GapCell;
  readonly measure: Measure;
  readonly greatest: number;
  readonly smallestGroup: number;
}) {
  const { cell, measure, greatest, smallestGroup } = props;
  const value = cell[measure];
  if (value === null || value === undefined)
    return (
      <td class="hidden">
        <span aria-hidden="true">{hiddenShort(smallestGroup)}</span>
        <span class="unseen">{hidden(smallestGroup)}, or withheld</span>
      </td>
    );
  const tone = toneOf(measure, value, greatest);
  if (!isAtMost(measure, cell)) return <td class={tone}>{textOf(measure, value)}</td>;
  return (
    <td class={`${tone} at-most`}>
      <span aria-hidden="true">≤ {textOf(measure, value)}</span>
      <span class="unseen">at most {textOf(measure, value)}</span>
    </td>
  );
}

/** A gap counts people who are not told as none, and so may be smaller than it is shown. */
const isAtMost = (measure: Measure, { have }: GapCell) =>
  measure === "gap" && (have === null || have === undefined);

function Legend({ measure, smallestGroup }: { readonly measure: Measure; readonly smallestGroup: number }) {
  const [low, high] = endsOf(measure);
  return (
    <p class="legend">
      <span>{low}</span>
      <span class="scale" aria-hidden="true">
        {tonesOf(measure).map((tone) => (
          <i key={tone} class={tone} />
        ))}
      </span>
      <span>{high}</span>
      {measure === "gap" && (
        <span class="key">≤ where {hidden(smallestGroup)} have it, or how many is withheld</span>
      )}
      {(measure === "have" || measure === "want") && (
        <span class="key">
          <i class="hidden" aria-hidden="true" /> {hidden(smallestGroup)}, or withheld to protect people
        </span>
      )}
    </p>
  );
}
