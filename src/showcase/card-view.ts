import { Modality } from "../needs/index.js";
import type { Principal, User } from "../platform/auth/principal.js";
import { sightSql } from "../platform/auth/visibility.js";
import type { Conditions } from "../platform/database/statement.js";
import { versionedColumns } from "../platform/database/versioned.js";
import { WorkerView } from "../workers/index.js";
import type { ShowcaseCard } from "./showcase-card.js";

/** A card as somebody is shown it. */
export interface ShownCard extends Omit<ShowcaseCard, "turn" | "turned" | "words" | "note"> {
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

/** Modalities in which something can be done from a distance. */
export const REMOTE = [Modality.REMOTE, Modality.HYBRID] as const;

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

  /** The card with its worker, as far as there is one whose row somebody may read. */
  get from(): string {
    const worker = this.user ? " left join worker w on w.id = c.worker_id and w.archived_at is null" : "";
    return `showcase_card c${worker}`;
  }

  /** It is in the showcase, for whoever looks. */
  get isListed(): string {
    const found = this.worker ? ` or (w.id is not null and (${this.worker.isListed}))` : "";
    return `c.status = 'PUBLISHED' and c.archived_at is null
      and (c.library_id is not null${found} or exists (${this.public("")}))`;
  }

  /** What everybody sees of a card's worker; `offset 0`, because PostgreSQL would rather look at all cards first. */
  private public(columns: string): string {
    return `select ${columns} from public_showcase_author p where p.card_id = c.id offset 0`;
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
      coalesce(${shown("name", "w.name", "c.show_name")}, (${this.public("p.name")})) as "workerName",
      coalesce(c.library_id, ${shown("library", "w.library_id")}, (${this.public("p.library_id")})) as "shownLibraryId"`;
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
             and s.visibility >= case when v.sight <> 'PRIVATE' then greatest(v.sight, 'PARTNERS') else v.sight end
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
