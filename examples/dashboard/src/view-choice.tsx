import { graphql } from "./graphql/index.ts";
import { Selection } from "./parts/choice.tsx";
import { useAnswer } from "./use-answer.ts";
import { type View, yearsToShow } from "./view.ts";

const LIBRARIES = graphql(`
  query Libraries {
    libraries(first: 100) {
      nodes {
        id
        name
        region
        consortium {
          id
        }
      }
    }
  }
`);

interface ViewChoiceProps {
  readonly view: View;
  readonly consortiumId: string;
  onChange(view: View): void;
}

/** Which libraries the figures are about, and of what time. */
export function ViewChoice({ view, consortiumId, onChange }: ViewChoiceProps) {
  const { data } = useAnswer(LIBRARIES, {});
  const libraries = (data?.libraries.nodes ?? []).filter(({ consortium }) => consortium.id === consortiumId);
  const regions = [...new Set(libraries.flatMap(({ region }) => region ?? []))].sort();
  return (
    <div class="view">
      <Selection
        label="Place"
        value={view.place}
        groups={[
          { label: null, options: [{ value: "", label: "The whole consortium" }] },
          {
            label: "Regions",
            options: regions.map((region) => ({ value: `region:${region}`, label: region })),
          },
          {
            label: "Libraries",
            options: libraries.map(({ id, name }) => ({ value: `library:${id}`, label: name })),
          },
        ]}
        onChoose={(place) => onChange({ ...view, place })}
      />
      <Selection
        label="Year"
        value={String(view.year)}
        groups={[
          {
            label: null,
            options: yearsToShow().map((year) => ({ value: String(year), label: String(year) })),
          },
        ]}
        onChoose={(year) => onChange({ ...view, year: Number(year) })}
      />
    </div>
  );
}
