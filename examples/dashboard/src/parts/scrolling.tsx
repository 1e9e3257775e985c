import type { ComponentChildren } from "preact";

/** Scrolls sideways by itself where there is no room, so that the page need not. */
export function Scrolling({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of nothing to fill in, and no landmark either
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div class="scrolls" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
