import type { ChangeFeed } from "../../platform/database/change-feed.js";
import type { Reads } from "../../platform/database/reads.js";
import { SkillKind, type SkillNode, type Taxonomy } from "../../skills/index.js";
import { inTurns } from "../slices.js";
import { affectedLists } from "./affected.js";
import { Affinities } from "./affinities.js";
import { BEFORE_ALL, type LinkRow, linksBetween, type Run } from "./affinity.reads.js";
import { type Concept, linkedWith, sameConcept } from "./concepts.js";
import { LexicalIndex, WordCounts } from "./lexical.js";
import { sameLinks } from "./link.js";
import { LinkFinder } from "./link-finder.js";
import { lexicalIndexOf, readWordCounts } from "./read-inputs.js";
import { changedSinceBuild, readBuiltSkills, relink } from "./relink.js";
import { listsOf, readBuild } from "./store-links.js";

/** So many lists are read at a time, so that turning their rows into lists holds nobody up. */
const LISTS = 100;

/** What lists are made from. */
interface Inputs {
  readonly concepts: Map<string, Concept>;
  readonly counts: WordCounts;
  /** Made when first needed. */
  words?: LexicalIndex;
}

/**
 * Keeps affinities and rarity in memory: those of the newest build, with whatever the taxonomy has changed since worked
 * out here at once. A list depends on nothing but the taxonomy and the newest full build, so every replica comes to the
 * same lists, and so does the job that stores them. The feed calls in sequence.
 */
export class AffinityFeed {
  private readonly run: Run;
  private affinities = Affinities.none();
  private inputs: Inputs = { concepts: new Map(), counts: new WordCounts() };
  /** Lists that could not be worked out again yet. */
  private readonly stale = new Set<string>();

  constructor(
    reads: Reads,
    private readonly taxonomy: Taxonomy,
  ) {
    this.run = (statement, parameters) => reads.run(statement, parameters);
  }

  /** The state of this moment; hold on to it for as long as answers must agree. */
  get current(): Affinities {
    return this.affinities;
  }

  /** Follows builds and the taxonomy, which is to have followed a change before this. */
  follow(feed: ChangeFeed): void {
    feed.on(["skill"], (ids) => this.followTaxonomy(ids));
    // A refresh stores what was worked out here when the taxonomy changed.
    feed.on(["affinity"], (ids) => (ids.length === 0 ? this.load() : this.relabel()));
  }

  /** Reads the newest build, and works out what has changed in the taxonomy since. */
  async load(): Promise<void> {
    const build = await readBuild(this.run);
    const skills = await readBuiltSkills(this.run);
    const counts = await readWordCounts(this.run, build.labels);
    const frequencies = new Map(skills.map((skill) => [skill.id, skill.documentFrequency]));
    let loaded = Affinities.none().withCounts({ documents: build.documents, frequencies });
    for (let end = 0, after = BEFORE_ALL; end < skills.length; after = skills[end - 1]!.id) {
      end = Math.min(end + LISTS, skills.length);
      const rows = await this.run<LinkRow>(linksBetween, [after, skills[end - 1]!.id]);
      loaded = loaded.with(listsOf(rows));
    }
    // Another build was committed in between: these are not the rows of one.
    if ((await readBuild(this.run)).version !== build.version) return await this.load();
    const inputs: Inputs = { concepts: await this.conceptsNow(), counts };
    const changed = await changedSinceBuild(skills, inputs.concepts);
    if (changed.size > 0)
      loaded = await this.relinked(loaded, await affectedBy(changed, loaded, inputs), inputs);
    this.affinities = loaded.labelled(build.version, this.affinities.revision);
    this.inputs = inputs;
    this.stale.clear();
  }

  /** @param ids which concepts changed, at both ends of a changed edge; empty: any */
  private async followTaxonomy(ids: readonly string[]): Promise<void> {
    const { inputs } = this;
    const changed = await this.changedAmong(ids.length === 0 ? await this.known() : this.around(ids));
    if (changed.size > 0) {
      const words = await wordsOf(inputs);
      for (const [id, concept] of changed) replace(inputs.concepts, words, id, concept);
      const affected = await affectedBy(new Set(changed.keys()), this.affinities, inputs);
      for (const id of affected) this.stale.add(id);
    }
    // Reading what was learned may fail; then this is told again.
    if (this.stale.size > 0) this.affinities = await this.relinked(this.affinities, this.stale, inputs);
    this.stale.clear();
  }

  private async relabel(): Promise<void> {
    const { version } = await readBuild(this.run);
    if (version !== this.affinities.version)
      this.affinities = this.affinities.labelled(version, this.affinities.revision);
  }

  private async relinked(before: Affinities, ids: ReadonlySet<string>, inputs: Inputs): Promise<Affinities> {
    const lists = await relink(this.run, ids, new LinkFinder(inputs.concepts, await wordsOf(inputs)));
    for (const [id, list] of lists) if (sameLinks(before.links(id), list)) lists.delete(id);
    return lists.size === 0 ? before : before.with(lists);
  }

  private async changedAmong(ids: Iterable<string>): Promise<Map<string, Concept | undefined>> {
    const pause = inTurns();
    const changed = new Map<string, Concept | undefined>();
    for (const id of ids) {
      const now = conceptOf(this.taxonomy.get(id));
      if (!sameConcept(this.inputs.concepts.get(id), now)) changed.set(id, now);
      await pause();
    }
    return changed;
  }

  private async known(): Promise<Set<string>> {
    return new Set([...this.inputs.concepts.keys(), ...(await this.conceptsNow()).keys()]);
  }

  /** Concepts with whatever is or was linked with them. */
  private around(ids: readonly string[]): Set<string> {
    const linked = ids.flatMap((id) => [
      ...linkedWith(this.inputs.concepts.get(id)),
      ...linkedWith(conceptOf(this.taxonomy.get(id))),
    ]);
    return new Set([...ids, ...linked]);
  }

  private async conceptsNow(): Promise<Map<string, Concept>> {
    const pause = inTurns();
    const concepts = new Map<string, Concept>();
    for (const node of this.taxonomy.all()) {
      concepts.set(node.uuid, conceptOf(node)!);
      await pause();
    }
    return concepts;
  }
}

async function affectedBy(changed: ReadonlySet<string>, before: Affinities, inputs: Inputs) {
  const { concepts } = inputs;
  const words = await wordsOf(inputs);
  const holders = (from: string) => before.bearsOn(from).map(([to]) => to);
  return await affectedLists(changed, { concepts, words, finder: new LinkFinder(concepts, words), holders });
}

async function wordsOf(inputs: Inputs): Promise<LexicalIndex> {
  inputs.words ??= await lexicalIndexOf(inputs.concepts, inputs.counts);
  return inputs.words;
}

function replace(
  concepts: Map<string, Concept>,
  words: LexicalIndex,
  id: string,
  concept: Concept | undefined,
): void {
  if (concept) concepts.set(id, concept);
  else concepts.delete(id);
  if (concept?.isAssignable) words.set(id, concept.label);
  else words.remove(id);
}

function conceptOf(node: SkillNode | null): Concept | undefined {
  if (!node) return undefined;
  return {
    label: node.preferredLabel,
    isAssignable: node.kind !== SkillKind.GROUP && node.mergedIntoId === null,
    broader: node.broaderIds,
    narrower: node.narrowerIds,
    related: node.relatedIds,
  };
}
