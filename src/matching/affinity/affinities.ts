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

/** Numbers for skill ids, for good: they only become more, so that all states of `Affinities` share them. */
class SkillNumbers {
  readonly ids: string[] = [];
  private readonly numbers = new Map<string, number>();

  find(id: string): number | undefined {
    return this.numbers.get(id);
  }

  of(id: string): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      number = this.ids.push(id) - 1;
      this.numbers.set(id, number);
    }
    return number;
  }
}

/** Numbers in an entry of a packed list: that of the worker's skill, the value, kind and shared concept in one. */
const ENTRY = 3;
const KINDS = 8;
const NO_LINKS = new Float64Array(0);
const NOBODY: readonly number[] = [];

interface State {
  readonly numbers: SkillNumbers;
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
  private constructor(private readonly state: State) {}

  /** No links, and every skill equally rare. */
  static none(): Affinities {
    return new Affinities({
      numbers: new SkillNumbers(),
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
    const at = place(list, numbers.find(from));
    return at < 0 ? 0 : list[at + 1]!;
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
    if (number === undefined) return [];
    return (holders[number] ?? NOBODY).map((to) => {
      const list = lists[to]!;
      return [numbers.ids[to]!, list[place(list, number) + 1]!];
    });
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
    for (const [to, links] of lists) {
      const number = state.numbers.of(to);
      const before = packed[number] ?? NO_LINKS;
      const after = this.pack(links);
      for (let at = 0; at < before.length; at += ENTRY)
        if (place(after, before[at]) < 0) holders.remove(before[at]!, number);
      for (let at = 0; at < after.length; at += ENTRY)
        if (place(before, after[at]) < 0) holders.add(after[at]!, number);
      packed[number] = after;
    }
    return new Affinities({ ...state, lists: packed, holders: holders.all, revision: state.revision + 1 });
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
    return (number === undefined ? undefined : this.state.lists[number]) ?? NO_LINKS;
  }

  private pack(links: readonly ListedLink[]): Float64Array {
    const { numbers } = this.state;
    const list = new Float64Array(links.length * ENTRY);
    links.forEach(({ from, kind, value, via }, index) => {
      const shared = via === null ? 0 : numbers.of(via) + 1;
      list.set([numbers.of(from), value, shared * KINDS + STORED_LINK_KINDS.indexOf(kind)], index * ENTRY);
    });
    return list;
  }

  private unpack(list: Float64Array, at: number): ListedLink {
    const { ids } = this.state.numbers;
    const packed = list[at + 2]!;
    const shared = Math.floor(packed / KINDS);
    return {
      from: ids[list[at]!]!,
      kind: STORED_LINK_KINDS[packed % KINDS]!,
      value: list[at + 1]!,
      via: shared === 0 ? null : ids[shared - 1]!,
    };
  }
}

/** Where a skill stands in a packed list; -1 where it does not. */
function place(list: Float64Array, number: number | undefined): number {
  if (number !== undefined)
    for (let at = 0; at < list.length; at += ENTRY) if (list[at] === number) return at;
  return -1;
}

/** The lists of holders of a new state; those that change are copied once. */
class Holders {
  readonly all: (readonly number[] | undefined)[];
  private readonly own = new Map<number, number[]>();

  constructor(before: State["holders"]) {
    this.all = [...before];
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
      list = [...(this.all[from] ?? NOBODY)];
      this.own.set(from, list);
      this.all[from] = list;
    }
    return list;
  }
}
