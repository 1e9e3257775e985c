import type { EntityManager } from "typeorm";
import { ShowcaseCard, ShowcaseKind, ShowcaseSkill, ShowcaseStatus } from "../showcase/index.js";
import { proficiencyAt } from "../skills/index.js";
import { type DemoCard, demonstration } from "./index.js";

type IdOf = (key: string) => string;

/** Inserts what the demonstration's workers and libraries show of what they can do. */
export async function seedCards(
  manager: EntityManager,
  consortiumId: string,
  skillIds: ReadonlyMap<string, string>,
  idOf: IdOf,
): Promise<void> {
  const { cards } = demonstration;
  await manager.insert(
    ShowcaseCard,
    cards.map((card) => ({ consortiumId, ...rowOf(card, idOf) })),
  );
  await manager.insert(
    ShowcaseSkill,
    cards.flatMap(({ key, skills }) =>
      skills.map((shown) => {
        const { skill, level } = typeof shown === "string" ? { skill: shown, level: null } : shown;
        return {
          cardId: idOf(`card/${key}`),
          skillId: skillIds.get(skill)!,
          level: level && proficiencyAt(level),
        };
      }),
    ),
  );
}

function rowOf(card: DemoCard, idOf: IdOf) {
  const { key, worker, library, title, summary, modality, languages, showName = false } = card;
  const at = library ?? demonstration.workers.find((one) => one.key === worker)!.library;
  const { country, region } = demonstration.libraries.find((one) => one.key === at)!;
  const status = ShowcaseStatus[card.status ?? "PUBLISHED"];
  return {
    ...{ id: idOf(`card/${key}`), title, summary, languages, country, region, showName, status },
    kind: worker ? ShowcaseKind.WORKER : ShowcaseKind.LIBRARY,
    workerId: worker ? idOf(`worker/${worker}`) : null,
    libraryId: library ? idOf(`library/${library}`) : null,
    modality: modality as ShowcaseCard["modality"],
    publishedAt: status === ShowcaseStatus.PUBLISHED ? () => "now()" : null,
  };
}
