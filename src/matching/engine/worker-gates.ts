import { languagesFit, type NeedTerms, placeFits, speaks } from "../gates.js";
import type { SlotRange } from "./library-blocks.js";
import type { WorkerIndex } from "./worker-index.js";
import type { RowView } from "./worker-rows.js";

/** Which workers to list; conditions that are absent let everybody pass. */
export interface WorkerFilter {
  /** UUID */
  readonly libraryId?: string | null;
  /** Of the worker's library. */
  readonly country?: string | null;
  readonly region?: string | null;
  readonly remote?: boolean | null;
  /** BCP 47 */
  readonly language?: string | null;
  /** At least so many. */
  readonly hoursPerWeek?: number | null;
}

/** 0 stands for what has not been decided yet. */
const PASSES = 1;
const FAILS = 2;

/**
 * Decides which of the workers whom a viewer may find a need may be taken on by, and are asked for. What the viewer may
 * not see counts as not said. What depends on the place or on the set of languages is decided once for each of these.
 */
export class WorkerGates {
  private readonly places: Uint8Array;
  private readonly languageSets: Uint8Array;
  /** Number of the only library; undefined for any, -1 for one in which nobody works. */
  private readonly only: number | undefined;

  constructor(
    private readonly index: WorkerIndex,
    private readonly need: NeedTerms,
    private readonly filter: WorkerFilter,
    /** Whether a worker, by id, has disclosed to the viewer who they are. */
    private readonly isIdentified: (workerId: string) => boolean = () => false,
  ) {
    this.places = new Uint8Array(index.libraries.placeCount);
    this.languageSets = new Uint8Array(index.languageSets.size);
    this.only = filter.libraryId ? index.libraries.find(filter.libraryId) : undefined;
  }

  /** Where those who may pass stand; whoever stands elsewhere does not. */
  ranges(): SlotRange[] {
    const { blocks, ids } = this.index;
    if (this.only !== undefined) return blocks.rangesOfLibrary(this.only, ids.end);
    return blocks.ranges((placeNumber) => this.placePasses(placeNumber), ids.end);
  }

  /** @param sight of the viewer on this worker, 0 to 5 */
  pass(slot: number, row: RowView, sight: number): boolean {
    if (!this.libraryPasses(slot, row, sight)) return false;
    const { remote, hoursPerWeek, language } = this.filter;
    const isAsked = remote !== null && remote !== undefined;
    if (row.availabilityVisibility < sight) return !isAsked && !hoursPerWeek && !language;
    return (
      this.languagesPass(row.languageSet) &&
      (!isAsked || row.isRemote === remote) &&
      // Hours that are not said are not a number, and pass no bound.
      (!hoursPerWeek || this.index.hoursPerWeek(slot) >= hoursPerWeek)
    );
  }

  private libraryPasses(slot: number, row: RowView, sight: number): boolean {
    const { library } = row;
    if (this.only !== undefined) {
      if (library !== this.only) return false;
      if (row.libraryVisibility < sight && !this.isIdentified(this.index.ids.idOf(slot))) return false;
    }
    return this.placePasses(this.index.libraries.placeNumber(library));
  }

  private placePasses(placeNumber: number): boolean {
    const known = this.places[placeNumber];
    if (known) return known === PASSES;
    const place = this.index.libraries.placeAt(placeNumber);
    const { country, region } = this.filter;
    const passes =
      placeFits(place, this.need) &&
      (!country || place.country === country) &&
      (!region || place.region === region);
    this.places[placeNumber] = passes ? PASSES : FAILS;
    return passes;
  }

  private languagesPass(set: number): boolean {
    const known = this.languageSets[set];
    if (known) return known === PASSES;
    const languages = this.index.languages(set);
    const { language } = this.filter;
    const passes = languagesFit(languages, this.need) && (!language || speaks(languages, language));
    this.languageSets[set] = passes ? PASSES : FAILS;
    return passes;
  }
}
