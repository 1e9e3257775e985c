import type { Conditions } from "../platform/database/statement.js";
import { type Answers, type BySkill, EQUAL } from "./card-answers.js";
import type { CardView, Reach } from "./card-view.js";

/** Where a walk through pages stands: the step of the clock at which it began, and the last card that it gave. */
export interface Walk {
  readonly step: number;
  readonly merit: number;
  readonly place: number;
  readonly id: string;
}

const IN_SHOWCASE = "c.status = 'PUBLISHED' and c.archived_at is null";
const BY_PLACE = "c.place, c.id";
/** Before every turn that there can be. */
const BEFORE_ALL = "-1::bigint";

/** Where cards are found, in SQL: in the order of their merits and places. */
interface Source {
  /** The turn by which cards c stand. */
  readonly place: string;
  readonly join: string;
  readonly conditions: readonly string[];
}

/**
 * The cards of a page, as SQL. Candidates come in their order, and are looked at one after the other, whether the viewer may
 * see them, until the page is full: so an index that has them in this order is read no further than that.
 */
export class CardCandidates {
  private readonly walk: Record<keyof Walk, string> | null;
  private readonly isEqual: boolean;
  private readonly isSeen: string;

  /**
   * @param where conditions on cards c
   * @param walk null: from the start
   * @param limit SQL of how many cards there are on a page
   */
  constructor(
    private readonly where: Conditions,
    private readonly view: CardView,
    private readonly answers: Answers,
    walk: Walk | null,
    private readonly limit: string,
  ) {
    this.isEqual = answers.merit === EQUAL;
    this.isSeen = `(${view.isListed})${answers.isSeen ? ` and (${answers.isSeen})` : ""}`;
    this.walk = walk && {
      step: `${where.value(walk.step)}::float8::bigint`,
      merit: this.isEqual ? EQUAL : `${where.value(walk.merit)}::float8`,
      place: `${where.value(walk.place)}::float8::bigint`,
      id: `${where.value(walk.id)}::uuid`,
    };
  }

  /** The first ones, with the columns id, merit, place and found_by. */
  get first(): string {
    const parts = this.view.reach.flatMap((reach) => [
      this.answers.bySkill ? this.bySkill(this.answers.bySkill, reach) : this.byPlace(this.unmoved, reach),
      ...(this.moved ? [this.byPlace(this.moved, reach)] : []),
    ]);
    return `select c.* from (${parts.map((part) => `(${part})`).join(" union all ")}) c ${this.firstIn(this.order)}`;
  }

  /** Cards that stand where they stood when the walk began: most of them. */
  private get unmoved(): Source {
    const { walk } = this;
    // `+ 0` keeps PostgreSQL from looking for them by the index of moved ones, which is for the few others.
    const conditions = walk ? [`c.turned + 0 <= ${walk.step}`, this.behind("c.turn")] : [];
    return { place: "c.turn", join: "", conditions };
  }

  /** Those that were shown to others since; null where no walk goes on. */
  private get moved(): Source | null {
    const { walk } = this;
    if (!walk) return null;
    const join = `cross join lateral (select coalesce((select h.turn from showcase_turn h
      where h.card_id = c.id and h.until > ${walk.step} order by h.until limit 1), c.turn) as turn) before`;
    return {
      place: "before.turn",
      join,
      conditions: [`c.turned > ${walk.step}`, this.behind("before.turn")],
    };
  }

  /** What comes behind the last card of the walk, in the order of its beginning. */
  private behind(place: string): string {
    const { merit, ...last } = this.walk!;
    const isLater = `(${place}, c.id) > (${last.place}, ${last.id})`;
    const { merit: its } = this.answers;
    return this.isEqual ? isLater : `(${its} < ${merit} or (${its} = ${merit} and ${isLater}))`;
  }

  /** Cards in their order; sorted in memory where no index has them in it. */
  private byPlace({ place, join, conditions }: Source, reach: Reach): string {
    const { where, answers } = this;
    const reached = [IN_SHOWCASE, reach.cards, ...conditions].join(" and ");
    const order = `${this.isEqual ? "" : "merit desc, "}${place}, c.id`;
    // All that there is in its turn, and what is asked for is looked for in it: PostgreSQL would rather sort what it finds.
    const cards =
      this.isEqual && join === ""
        ? `(select c.* from showcase_card c where ${reached} order by ${place}, c.id offset 0) c where ${where}`
        : `showcase_card c ${join} ${answers.found} ${answers.skilled} where ${reached} and ${where}`;
    const candidates = `select ${this.columns("c.id", answers.merit, place)} from ${cards} order by ${order}`;
    return this.firstSeen(candidates, this.order);
  }

  /**
   * One skill after the other, as far as they answer, each by an index that has its cards in their turns. PostgreSQL goes on to
   * the next merit only where the page is not full, as it knows by what comes sorted: so columns are those of n and k.
   */
  private bySkill({ table, condition }: BySkill, reach: Reach): string {
    const { where, walk } = this;
    const [isUnmoved, isBehind, isNoBetter] = walk
      ? [
          `and c.turned <= ${walk.step}`,
          `and (k.turn, k.card_id) > (case when n.merit < ${walk.merit} then ${BEFORE_ALL} else ${walk.place} end, ${walk.id})`,
          `where n.merit <= ${walk.merit}`,
        ]
      : ["", "", ""];
    const cards = `select ${this.columns("k.card_id", "n.merit", "k.turn")} from showcase_card_skill k
      cross join lateral (select c.* from showcase_card c ${this.answers.found}
        where c.id = k.card_id and ${where} and ${condition} ${isUnmoved} offset 0) c
      where k.skill_id = n.skill_id and ${reach.skills} ${isBehind} order by k.turn, k.card_id`;
    return `select c.id, n.merit, c.place, c.found_by
      from (select n.* from ${table} ${isNoBetter} order by n.merit desc offset 0) n
      cross join lateral (${this.firstSeen(cards, BY_PLACE)}) c ${this.firstIn(`n.merit desc, ${BY_PLACE}`)}`;
  }

  /** Narrow rows, which are sorted in memory where no index has them in their order. */
  private columns(id: string, merit: string, place: string): string {
    return `${id} as id, c.worker_id, c.library_id, c.status, c.archived_at, ${this.answers.columns},
      ${merit} as merit, ${place} as place`;
  }

  /** Of sorted candidates the first ones that the viewer may see. */
  private firstSeen(candidates: string, order: string): string {
    return `select c.id, c.merit, c.place, c.found_by from (${candidates} offset 0) c ${this.view.workers}
      where ${this.isSeen} ${this.firstIn(order)}`;
  }

  private firstIn(order: string): string {
    return `order by ${order} limit ${this.limit}`;
  }

  private get order(): string {
    return this.isEqual ? BY_PLACE : `c.merit desc, ${BY_PLACE}`;
  }
}
