import { Modality } from "../needs/index.js";
import type { Principal, User } from "../platform/auth/principal.js";
import { glassBroken, seesNobody, sightSql } from "../platform/auth/visibility.js";
import type { Conditions } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import { WorkerView } from "../workers/index.js";
import type { ShowcaseCard } from "./showcase-card.js";

/** A card as somebody is shown it. */
export interface ShownCard extends Omit<ShowcaseCard, "turn" | "turned" | "words" | "openTo" | "note"> {
  /** Null for whom it is not for. */
  readonly note: string | null;
  /** Of a worker's card: the name, where it is shown to whoever looks; null while the worker is pseudonymous to them. */
  readonly workerName: string | null;
  /** The library of the card, or of its worker; null where whoever looks may not see it. */
  readonly shownLibraryId: string | null;
  /** How well it answers what is asked for, above 0 to 1; null where nothing was. */
  readonly merit: number | null;
  /** The skill that was asked for; null where none was. */
  readonly askedSkillId: string | null;
  /** The card's skill that answers it best. */
  readonly foundBySkillId: string | null;
}

/** Some of the cards, in SQL; both say the same. */
export interface Reach {
  /** On `showcase_card` as c, where it is published. */
  readonly cards: string;
  /** On `showcase_card_skill` as k. */
  readonly skills: string;
}

/** Modalities in which something can be done from a distance. */
export const REMOTE = [Modality.REMOTE, Modality.HYBRID] as const;

/**
 * What everybody sees of the worker of a card c, as SQL: a column of `public_showcase_author`, null where that is nothing.
 * `offset 0`, because PostgreSQL would rather look at all cards first.
 */
export const publicly = (column: "card_id" | "name" | "library_id"): string =>
  `(select p.${column} from public_showcase_author p where p.card_id = c.id offset 0)`;

/**
 * Which cards somebody sees, and what of them, as SQL over `showcase_card` as c. Whether its worker may be found is asked
 * of the worker's row each time: a card is gone from the next statement on after the worker closed themselves or took a
 * consent back. Everybody sees the public ones; users also those of workers whom they find in the list of workers.
 */
export class CardView {
  private readonly user: User | null;
  private ofWorker: WorkerView | undefined;

  constructor(
    private readonly conditions: Conditions,
    principal: Principal,
  ) {
    this.user = principal.kind === "user" ? principal : null;
  }

  /** Made when first needed: PostgreSQL refuses values that stand nowhere. */
  private get worker(): WorkerView | null {
    if (!this.user) return null;
    this.ofWorker ??= new WorkerView(this.conditions, this.user);
    return this.ofWorker;
  }

  /** Cards with their workers. */
  get from(): string {
    return `showcase_card c ${this.workers}`;
  }

  /** What is joined to the cards: their workers, as far as somebody may read their rows; one by one, as they are needed. */
  get workers(): string {
    return this.user
      ? `left join lateral (select w.* from worker w where w.id = c.worker_id and w.archived_at is null offset 0) w on true`
      : "";
  }

  /** It is in the showcase, for whoever looks. */
  get isListed(): string {
    const found = this.worker ? ` or (w.id is not null and (${this.worker.isListed}))` : "";
    return `c.status = 'PUBLISHED' and c.archived_at is null
      and (c.library_id is not null${found} or ${publicly("card_id")} is not null)`;
  }

  /**
   * Conditions on cards that are not of each other, and which together hold for all that are listed: each finds what there is to
   * see by an index. In the own consortium somebody may see any; elsewhere what is open to everybody.
   */
  get reach(): Reach[] {
    const { user } = this;
    const [isPublic, isSkillOfPublic] = ["c.open_to = 'PUBLIC'", "k.listed_to = 'PUBLIC'"];
    if (!user || (seesNobody(user) && glassBroken(user).length === 0))
      return [{ cards: isPublic, skills: isSkillOfPublic }];
    const own = `${this.conditions.value(user.consortiumId)}::uuid`;
    return [
      { cards: `c.consortium_id = ${own}`, skills: `k.consortium_id = ${own} and k.listed_to is not null` },
      {
        cards: `${isPublic} and c.consortium_id <> ${own}`,
        skills: `${isSkillOfPublic} and k.consortium_id <> ${own}`,
      },
    ];
  }

  /** It is listed, or one's own, or waits for one's decision or was decided on. */
  get isSeen(): string {
    const mine = [`(${this.isListed})`];
    const { workerId, role, libraryId } = this.user ?? {};
    const value = (id: string) => `${this.conditions.value(id)}::uuid`;
    if (workerId) mine.push(`c.worker_id = ${value(workerId)}`);
    if (role === "MANAGER" && libraryId)
      mine.push(
        `c.library_id = ${value(libraryId)}`,
        `(c.status not in ('DRAFT', 'WITHDRAWN') and c.archived_at is null and ${this.isModeratedBy(value(libraryId))})`,
      );
    return mine.join(" or ");
  }

  /** The card is of a worker of a library. @param library SQL of its id */
  isModeratedBy(library: string): string {
    return `w.library_id = ${library}`;
  }

  /** What an `isSeen` card shows. */
  get columns(): string {
    const { user, worker } = this;
    const shown = (field: "name" | "library", column: string, chosen = "false") =>
      worker ? `case when ${chosen} or ${worker.shows(field)} then ${column} end` : "null";
    const isAuthor = [
      user?.workerId && `c.worker_id = ${this.conditions.value(user.workerId)}::uuid`,
      user?.role === "MANAGER" &&
        user.libraryId &&
        `${this.conditions.value(user.libraryId)}::uuid in (c.library_id, w.library_id)`,
    ].filter(Boolean);
    return `${versionedColumns("c")}, c.consortium_id as "consortiumId", c.kind, c.worker_id as "workerId",
      c.library_id as "libraryId", c.title, c.summary, c.modality, c.languages, c.country, c.region,
      c.show_name as "showName", c.status, c.published_at as "publishedAt",
      ${isAuthor.length > 0 ? `case when ${isAuthor.join(" or ")} then c.note end` : "null::text"} as note,
      coalesce(${shown("name", "w.name", "c.show_name")}, ${publicly("name")}) as "workerName",
      coalesce(c.library_id, ${shown("library", "w.library_id")}, ${publicly("library_id")}) as "shownLibraryId"`;
  }

  /** A skill of a card that is seen is seen, too. @param skill SQL of its id */
  seesSkill(skill: string): string {
    const own = this.user
      ? `exists (select from worker_skill s where s.worker_id = w.id and s.skill_id = ${skill}
          and s.archived_at is null and s.visibility >= ${this.leastOfSkills(this.worker!.sight)} offset 0) or `
      : "";
    return `(c.library_id is not null or ${own}exists (select from public_showcase_skill q
      where q.card_id = c.id and q.skill_id = ${skill} offset 0))`;
  }

  /** From which visibility on a worker's card shows skills: all of them to the worker, to others what partners may see. */
  private leastOfSkills(sight: string): string {
    return `case when ${sight} <> 'PRIVATE' then greatest(${sight}, 'PARTNERS') else ${sight} end`;
  }

  /**
   * The skills of cards that somebody sees, as SQL of a table with the columns card_id, skill_id, level and visibility. Of
   * a worker's those that partners may see, or everybody where that is how the card is seen; all of them for the worker.
   * @param conditions on `showcase_card_skill` as k
   */
  skills(conditions: string): string {
    const { user } = this;
    const own = user
      ? `left join worker w on w.id = c.worker_id
         left join lateral (select ${sightSql(this.conditions, user, "w")} as sight) v on w.id is not null
         left join lateral (select s.proficiency, s.visibility from worker_skill s
           where s.worker_id = w.id and s.skill_id = k.skill_id and s.archived_at is null
             and s.visibility >= ${this.leastOfSkills("v.sight")}
           offset 0) s on true`
      : "";
    const theirs = user ? "s.proficiency, " : "";
    return `select k.card_id, k.skill_id, coalesce(k.level, ${theirs}q.proficiency) as level,
        ${user ? "s.visibility" : "null::visibility"} as visibility
      from showcase_card_skill k join showcase_card c on c.id = k.card_id ${own}
      left join lateral (select q.proficiency from public_showcase_skill q
        where q.card_id = k.card_id and q.skill_id = k.skill_id offset 0) q
        on c.library_id is null${user ? " and s.visibility is null" : ""}
      where ${conditions} and (c.library_id is not null or ${theirs ? "s.visibility is not null or " : ""}q.proficiency is not null)`;
  }
}
