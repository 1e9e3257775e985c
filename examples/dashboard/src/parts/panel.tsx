import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Fault } from "../ask.ts";
import type { Answer } from "../use-answer.ts";

interface PanelProps<T> {
  readonly name: string;
  readonly title: string;
  readonly about: ComponentChildren;
  readonly answer: Answer<T>;
  /** Choices that belong to this panel alone. */
  readonly choices?: ComponentChildren;
  /** What to say when there is nothing to show; null when there is something. */
  empty(data: T): ComponentChildren | null;
  children(data: T): ComponentChildren;
}

/** One panel: what it shows, or truthfully why it shows nothing. */
export function Panel<T>({ name, title, about, answer, choices, empty, children }: PanelProps<T>) {
  const heading = useId();
  const { data, fault, isLoading } = answer;
  return (
    <section class={`panel ${name}`} aria-labelledby={heading} aria-busy={isLoading} data-panel={name}>
      <header>
        <div>
          <h2 id={heading}>{title}</h2>
          <p class="about">{about}</p>
        </div>
        {choices && <div class="choices">{choices}</div>}
      </header>
      {fault ? (
        <Failure fault={fault} onRetry={answer.retry} />
      ) : data === null ? (
        <p class="state" role="status">
          Loading…
        </p>
      ) : (
        <div class={isLoading ? "content stale" : "content"}>{orElse(empty(data), () => children(data))}</div>
      )}
    </section>
  );
}

const orElse = (nothing: ComponentChildren | null, content: () => ComponentChildren) =>
  nothing === null ? content() : <p class="state">{nothing}</p>;

const TITLES: Record<Fault["kind"], string> = {
  unauthenticated: "You are signed out.",
  forbidden: "Your role does not see this.",
  limited: "You have asked a lot in the last minute.",
  unreachable: "No connection to the service.",
  failed: "This could not be loaded.",
};

/** What went wrong and what to do about it. */
export function Failure({ fault, onRetry }: { readonly fault: Fault; onRetry(): void }) {
  return (
    <div class="state failure" role="alert">
      <strong>{TITLES[fault.kind]}</strong>
      <p>{fault.message}</p>
      {fault.requestId && fault.kind === "failed" && (
        <p>
          Request <code>{fault.requestId}</code>
        </p>
      )}
      {fault.kind !== "forbidden" && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
