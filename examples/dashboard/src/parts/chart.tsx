import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { DataTable, type Table } from "./data-table.tsx";

/** Charts are set in the type of the page. */
export const CHART_STYLE = { background: "transparent", fontFamily: "inherit", fontSize: "13px" };

interface ChartProps {
  /** What a person who does not see it should know. */
  readonly label: string;
  /** All numbers of it. */
  readonly table: Table;
  /** Draws it so many pixels wide; colours are CSS variables, so that they follow the theme. */
  draw(width: number): Element;
  readonly children?: ComponentChildren;
}

/** A chart as wide as there is room, with its meaning in a sentence and its numbers in a table. */
export function Chart({ label, table, draw, children }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const sizes = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    sizes.observe(place.current!);
    return () => sizes.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (width === 0) return;
    const drawing = draw(width);
    // Its label says what it shows; the names of its parts would only be read besides.
    drawing.setAttribute("aria-hidden", "true");
    place.current!.replaceChildren(drawing);
  }, [draw, width]);
  return (
    <figure class="chart">
      <div role="img" aria-label={label} ref={place} />
      {children}
      <details>
        <summary>Numbers as a table</summary>
        <DataTable {...table} />
      </details>
    </figure>
  );
}
