import { Interner } from "../interner.js";
import { type AffinityLink, type ListedLink, STORED_LINK_KINDS } from "./link.js";
import { rarityOf } from "./rarity.js";

/** A required skill with how far another one stands in for it, or the other way round. */
export type Neighbour = readonly [skillId: string, affinity: number];

/** In how many of how many documents (profiles and open needs) skills occurred when they were counted. */
export interface DocumentCounts {
  readonly documents: number;
  /** By skill; one that is not in it occurred nowhere. */
  readonly frequencies: ReadonlyMap<string, number>;
}

/** An entry of a packed list is two numbers: the skills and the kind in one, and the value. */
const ENTRY = 2;
const KINDS = 8;
/** A worker's skill makes up the rest of its number: beyond this come the concept that siblings share, and the kind. */
const SKILL = 2 ** 26;
const NO_LINKS = new Float64Array(0);
const NOBODY: readonly number[] = [];

interface State {
  /** Of skill ids. Numbers only become more, so that all states share them. */
  readonly numbers: Interner;
  /** The packed list of each required skill, by number. */
  readonly lists: readonly (Float64Array | undefined)[];
  /** The required skills in whose lists each skill stands, by number. */
  readonly holders: readonly (readonly number[] | undefined)[];
  readonly counts: DocumentCounts;
  readonly version: number;
  readonly revision: number;
}

/**
 * How far skills stand in for each other, and how rare they are: one state, which never changes, so that an explanation
 * that is asked for later agrees with the score. A change makes a new state that shares what stayed the same; one costs
 * some microseconds. 14,500 skills of 30 links take about 15 MB.
 */
export class Affinities {
  /** The values of what `bearsOn` lists, in the order of `holders`; worked out when first asked for. */
  private readonly borne: (Float64Array | undefined)[] = [];

  private constructor(private readonly state: State) {}

  /** No links, and every skill equally rare. */
  static none(): Affinities {
    return new Affinities({
      numbers: new Interner(),
      lists: [],
      holders: [],
      counts: { documents: 0, frequencies: new Map() },
      version: 0,
      revision: 0,
    });
  }

  /** Of the newest build in the database that this follows; 0 before the first. */
  get version(): number {
    return this.state.version;
  }

  /** Grows with every change in this process. */
  get revision(): number {
    return this.state.revision;
  }

  /**
   * How far a skill that a worker has or wants stands in for one that a need asks for: 0 or 0.1 to 1.
   * @param from id of the worker's skill
   * @param to id of the need's skill
   */
  affinity(from: string, to: string): number {
    if (from === to) return 1;
    const { numbers } = this.state;
    const list = this.listOf(to);
    return valueAt(list, place(list, numbers.find(from)));
  }

  /** Why `affinity(from, to)` is what it is; null where it is 0. */
  link(from: string, to: string): AffinityLink | null {
    if (from === to) return { kind: "SAME", value: 1, path: [to] };
    const list = this.listOf(to);
    const at = place(list, this.state.numbers.find(from));
    if (at < 0) return null;
    const { kind, value, via } = this.unpack(list, at);
    return { kind, value, path: via === null ? [from, to] : [from, via, to] };
  }

  /** The other skills that stand in for a required one: at most 30, the strongest first and equal ones by id. */
  neighbours(required: string): Neighbour[] {
    return this.links(required).map(({ from, value }) => [from, value]);
  }

  /** The required skills that one stands in for, other than itself, in no particular order. */
  bearsOn(from: string): Neighbour[] {
    const { numbers, holders, lists } = this.state;
    const number = numbers.find(from);
    if (number < 0) return [];
    const all = holders[number] ?? NOBODY;
    let values = this.borne[number];
    if (!values) {
      values = Float64Array.from(all, (to) => valueAt(lists[to]!, place(lists[to]!, number)));
      this.borne[number] = values;
    }
    return all.map((to, at) => [numbers.valueOf(to), values[at]!]);
  }

  /** The list of a required skill, as it is stored. */
  links(required: string): ListedLink[] {
    const list = this.listOf(required);
    return Array.from({ length: list.length / ENTRY }, (_, index) => this.unpack(list, index * ENTRY));
  }

  /**
   * How rare a skill was among profiles and open needs at the newest full build, 0.2 to 1, counting only what everybody
   * who sees matches may see; 1 before the first build. See `rarityOf`.
   */
  rarity(skillId: string): number {
    const { documents, frequencies } = this.state.counts;
    return rarityOf(frequencies.get(skillId) ?? 0, documents);
  }

  /** The state with other lists for some required skills; an empty list stands for none. */
  with(lists: ReadonlyMap<string, readonly ListedLink[]>): Affinities {
    const { state } = this;
    const packed = [...state.lists];
    const holders = new Holders(state.holders);
    for (const [to, after] of this.packed(lists)) {
      const before = packed[to] ?? NO_LINKS;
      for (const from of skillsIn(before)) if (place(after, from) < 0) holders.remove(from, to);
      for (const from of skillsIn(after)) if (place(before, from) < 0) holders.add(from, to);
      packed[to] = after;
    }
    return new Affinities({ ...state, lists: packed, holders: holders.all(), revision: state.revision + 1 });
  }

  /** The state with another count of documents. */
  withCounts(counts: DocumentCounts): Affinities {
    return new Affinities({ ...this.state, counts, revision: this.revision + 1 });
  }

  /** The state under the number of another build, after `revision`. */
  labelled(version: number, revision: number): Affinities {
    return new Affinities({ ...this.state, version, revision: revision + 1 });
  }

  private listOf(required: string): Float64Array {
    const number = this.state.numbers.find(required);
    return this.state.lists[number] ?? NO_LINKS;
  }

  /** The lists by number; they share one piece of memory, because one each would take more than what is in them. */
  private *packed(lists: ReadonlyMap<string, readonly ListedLink[]>): Iterable<[to: number, Float64Array]> {
    const { numbers } = this.state;
    let links = 0;
    for (const list of lists.values()) links += list.length;
    const memory = new Float64Array(links * ENTRY);
    let at = 0;
    for (const [to, list] of lists) {
      const start = at;
      for (const { from, kind, value, via } of list) {
        const shared = via === null ? 0 : numbers.intern(via) + 1;
        memory[at++] = numbers.intern(from) * SKILL + shared * KINDS + STORED_LINK_KINDS.indexOf(kind);
        memory[at++] = value;
      }
      yield [numbers.intern(to), memory.subarray(start, at)];
    }
  }

  private unpack(list: Float64Array, at: number): ListedLink {
    const { numbers } = this.state;
    const from = skillAt(list, at);
    const rest = list[at]! - from * SKILL;
    const shared = Math.floor(rest / KINDS);
    return {
      from: numbers.valueOf(from),
      kind: STORED_LINK_KINDS[rest % KINDS]!,
      value: list[at + 1]!,
      via: shared === 0 ? null : numbers.valueOf(shared - 1),
    };
  }
}

const skillAt = (list: Float64Array, at: number): number => Math.floor(list[at]! / SKILL);
const valueAt = (list: Float64Array, at: number): number => (at < 0 ? 0 : list[at + 1]!);

function* skillsIn(list: Float64Array): Iterable<number> {
  for (let at = 0; at < list.length; at += ENTRY) yield skillAt(list, at);
}

/** Where a skill stands in a packed list; -1 where it does not, and for the number -1 of one that was never seen. */
function place(list: Float64Array, number: number): number {
  const first = number * SKILL;
  for (let at = 0; at < list.length; at += ENTRY)
    if (list[at]! >= first && list[at]! < first + SKILL) return at;
  return -1;
}

/** The lists of holders of a new state; those that change are copied once. */
class Holders {
  private readonly own = new Map<number, number[]>();

  constructor(private readonly before: State["holders"]) {}

  all(): State["holders"] {
    const all = [...this.before];
    // A copy has no room to grow.
    for (const [from, list] of this.own) all[from] = list.slice();
    return all;
  }

  add(from: number, to: number): void {
    this.owned(from).push(to);
  }

  remove(from: number, to: number): void {
    const list = this.owned(from);
    list.splice(list.indexOf(to), 1);
  }

  private owned(from: number): number[] {
    let list = this.own.get(from);
    if (!list) {
      list = [...(this.before[from] ?? NOBODY)];
      this.own.set(from, list);
    }
    return list;
  }
}
