import { decimal, percent } from "../figures.ts";
import { DataTable } from "../parts/data-table.tsx";
import type { NeedMatch } from "./matches.tsx";
import { whyItFits } from "./why-it-fits.ts";

/** One match: how good it is, why in a sentence, and on request every number behind it. */
export function MatchLine({ match }: { readonly match: NeedMatch }) {
  const { worker, explanation } = match;
  const name = worker.name ?? "A worker";
  return (
    <li class="match">
      <p class="who">
        <span>
          <strong>{name}</strong>
          {worker.jobTitle && <span class="muted">, {worker.jobTitle}</span>}
        </span>
        <span class="score">
          <span class="muted">score</span>{" "}
          <strong>{match.score === null || match.score === undefined ? "none" : decimal(match.score)}</strong>
        </span>
      </p>
      <p class="why">{whyItFits(match)}</p>
      <details>
        <summary>
          How the score comes about<span class="unseen"> for {name}</span>
        </summary>
        <p class="muted">
          Growth for the worker {decimal(match.growth ?? 0)}, coverage of the need{" "}
          {decimal(match.coverage ?? 0)}; the score is their harmonic mean.
        </p>
        <DataTable
          caption={`What ${name} gains`}
          columns={["Growth goal", "Served by", "Adds to growth"]}
          rows={explanation.goals.map(({ skill, matchedSkill, contribution }) => [
            skill.preferredLabel,
            matchedSkill?.preferredLabel ?? "nothing",
            percent(contribution),
          ])}
        />
        <DataTable
          caption="What the need gets"
          columns={["Skill asked for", "Answered by", "Covered", "Adds to coverage"]}
          rows={explanation.skills.map(({ skill, matchedSkill, matchedBy, coverage, contribution }) => [
            skill.preferredLabel,
            matchedSkill
              ? `${matchedSkill.preferredLabel}${matchedBy === "GOAL" ? " (growth goal)" : ""}`
              : "nothing",
            percent(coverage),
            percent(contribution),
          ])}
        />
      </details>
    </li>
  );
}
