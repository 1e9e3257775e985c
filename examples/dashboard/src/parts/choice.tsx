import { useId } from "preact/hooks";

export interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

/** A few options side by side, of which one holds: radio buttons, so that arrow keys move between them. */
export function Choice<V extends string>(props: {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly Option<V>[];
  readonly value: V;
  onChoose(value: V): void;
}) {
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      <div>
        {props.options.map(({ value, label }) => (
          <label key={value}>
            <input
              type="radio"
              name={props.name}
              checked={value === props.value}
              onChange={() => props.onChoose(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of many options. */
export function Selection(props: {
  readonly label: string;
  readonly value: string;
  readonly groups: readonly { readonly label: string | null; readonly options: readonly Option<string>[] }[];
  onChoose(value: string): void;
}) {
  const id = useId();
  return (
    <div class="selection">
      <label for={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        {props.groups.map(({ label, options }) => {
          const entries = options.map(({ value, label }) => (
            <option key={value} value={value} selected={value === props.value}>
              {label}
            </option>
          ));
          return label ? (
            <optgroup key={label} label={label}>
              {entries}
            </optgroup>
          ) : (
            entries
          );
        })}
      </select>
    </div>
  );
}
