import { basename } from "node:path";
import type { ImportFault, ImportFaults } from "../platform/import/import-error.js";
import { type EscoPaths, escoRows, type ReadingProgress } from "./esco-files.js";
import { SkillKind, SkillRelationKind } from "./skill.js";

export interface EscoConcept {
  readonly uri: string;
  readonly kind: SkillKind;
  readonly label: string;
  readonly description: string;
  /** Without repetitions and without the preferred label. */
  readonly alternativeLabels: readonly string[];
}

export interface EscoLink {
  readonly line: number;
  readonly fromUri: string;
  readonly toUri: string;
}

export interface EscoRelation extends EscoLink {
  readonly kind: SkillRelationKind;
}

/** What an ESCO release holds, checked: every link's ends are among the concepts. */
export interface EscoRelease {
  readonly concepts: ReadonlyMap<string, EscoConcept>;
  readonly broader: readonly EscoLink[];
  readonly related: readonly EscoRelation[];
  /** Names of the files of the links. */
  readonly files: { readonly broader: string; readonly related: string };
  /** Rows that say nothing we could keep, such as a link to a group that the release does not contain. */
  readonly leftOut: ImportFault[];
}

const LONGEST_LABEL = 500;
const LONGEST_DESCRIPTION = 20_000;
const GROUP_TYPE = "SkillGroup";

/** Reads a release into memory (some 100,000 labels); what is wrong with it is added to `faults`. */
export async function readEscoRelease(
  paths: EscoPaths,
  faults: ImportFaults,
  onProgress: ReadingProgress,
): Promise<EscoRelease> {
  const reader = new ReleaseReader(faults, onProgress);
  await reader.readSkills(paths.skills);
  await reader.readGroups(paths.groups);
  if (paths.hierarchy !== undefined) await reader.readHierarchy(paths.hierarchy);
  await reader.readBroader(paths.broader);
  await reader.readRelated(paths.related);
  const files = { broader: basename(paths.broader), related: basename(paths.related) };
  return { ...reader.release, files };
}

class ReleaseReader {
  private readonly lines = new Map<string, string>();
  readonly release = {
    concepts: new Map<string, EscoConcept>(),
    broader: [] as EscoLink[],
    related: [] as EscoRelation[],
    leftOut: [] as ImportFault[],
  };

  constructor(
    private readonly faults: ImportFaults,
    private readonly onProgress: ReadingProgress,
  ) {}

  async readSkills(path: string): Promise<void> {
    const columns = {
      required: ["conceptUri", "skillType", "preferredLabel", "altLabels", "description"],
      optional: ["hiddenLabels"],
    } as const;
    for await (const { file, line, values } of escoRows(path, columns, this.faults, this.onProgress)) {
      const kind = values.skillType === "knowledge" ? SkillKind.KNOWLEDGE : SkillKind.SKILL;
      this.addConcept(file, line, kind, values);
    }
  }

  async readGroups(path: string): Promise<void> {
    const columns = {
      required: ["conceptUri", "preferredLabel", "altLabels", "description"],
      optional: ["hiddenLabels"],
    } as const;
    for await (const { file, line, values } of escoRows(path, columns, this.faults, this.onProgress))
      this.addConcept(file, line, SkillKind.GROUP, values);
  }

  /** The tree of groups, one row a path; some groups stand only here. */
  async readHierarchy(path: string): Promise<void> {
    const levels = [0, 1, 2, 3] as const;
    const required = levels.flatMap(
      (level) => [`Level ${level} URI`, `Level ${level} preferred term`] as const,
    );
    const columns = { required, optional: ["Description"] as const };
    for await (const { file, line, values } of escoRows(path, columns, this.faults, this.onProgress)) {
      const level = levels.findLast((one) => values[`Level ${one} URI`].trim() !== "");
      const conceptUri = level === undefined ? "" : values[`Level ${level} URI`].trim();
      if (level === undefined || this.release.concepts.has(conceptUri)) continue;
      const preferredLabel = values[`Level ${level} preferred term`];
      const { Description: description } = values;
      this.addConcept(file, line, SkillKind.GROUP, {
        conceptUri,
        preferredLabel,
        description,
        altLabels: "",
      });
    }
  }

  async readBroader(path: string): Promise<void> {
    const columns = { required: ["conceptType", "conceptUri", "broaderType", "broaderUri"] } as const;
    for await (const { file, line, values } of escoRows(path, columns, this.faults, this.onProgress)) {
      const ends = [
        { uri: values.conceptUri.trim(), group: values.conceptType === GROUP_TYPE },
        { uri: values.broaderUri.trim(), group: values.broaderType === GROUP_TYPE },
      ];
      if (this.knowsEnds(file, line, ends))
        this.release.broader.push({ line, fromUri: ends[0]!.uri, toUri: ends[1]!.uri });
    }
  }

  async readRelated(path: string): Promise<void> {
    const columns = { required: ["originalSkillUri", "relationType", "relatedSkillUri"] } as const;
    for await (const { file, line, values } of escoRows(path, columns, this.faults, this.onProgress)) {
      const kind = RELATION_KINDS[values.relationType.trim()];
      const ends = [values.originalSkillUri, values.relatedSkillUri].map((uri) => ({
        uri: uri.trim(),
        group: false,
      }));
      if (!kind)
        this.faults.add(
          file,
          line,
          `has the relationType "${values.relationType}"; expected essential or optional`,
        );
      else if (this.knowsEnds(file, line, ends))
        this.release.related.push({ line, fromUri: ends[0]!.uri, toUri: ends[1]!.uri, kind });
    }
  }

  private addConcept(file: string, line: number, kind: SkillKind, values: ConceptValues): void {
    const uri = values.conceptUri.trim();
    const label = values.preferredLabel.trim();
    const alternativeLabels = labelsIn(`${values.altLabels}\n${values.hiddenLabels ?? ""}`, label);
    const fault = conceptFault(uri, [label, ...alternativeLabels], values.description);
    const before = this.lines.get(uri);
    if (fault !== null) this.faults.add(file, line, fault);
    else if (before !== undefined) this.faults.add(file, line, `repeats the conceptUri of ${before}`);
    else {
      this.lines.set(uri, `${file}:${line}`);
      const description = values.description.trim();
      this.release.concepts.set(uri, { uri, kind, label, description, alternativeLabels });
    }
  }

  /**
   * A skill that is referred to must be there. Releases lack some groups, though, and one relates a skill to
   * itself: such rows are left out.
   */
  private knowsEnds(file: string, line: number, ends: readonly { uri: string; group: boolean }[]): boolean {
    const unknown = ends.find(({ uri }) => !this.release.concepts.has(uri));
    if (unknown && !unknown.group)
      this.faults.add(file, line, `refers to <${unknown.uri}>, which no file of the release defines`);
    else if (unknown)
      this.release.leftOut.push({
        file,
        line,
        message: `refers to the group <${unknown.uri}>, which is nowhere`,
      });
    else if (ends[0]!.uri === ends[1]!.uri)
      this.release.leftOut.push({ file, line, message: `relates <${ends[0]!.uri}> to itself` });
    else return true;
    return false;
  }
}

interface ConceptValues {
  readonly conceptUri: string;
  readonly preferredLabel: string;
  readonly altLabels: string;
  readonly hiddenLabels?: string;
  readonly description: string;
}

const RELATION_KINDS: Record<string, SkillRelationKind | undefined> = {
  essential: SkillRelationKind.ESSENTIAL,
  optional: SkillRelationKind.OPTIONAL,
};

/** One label a line, each once. */
function labelsIn(text: string, preferred: string): string[] {
  const labels = new Set(text.split(/[\r\n]+/).map((label) => label.trim()));
  labels.delete("");
  labels.delete(preferred);
  return [...labels];
}

function conceptFault(uri: string, labels: readonly string[], description: string): string | null {
  if (!/^https?:\/\/\S{3,490}$/.test(uri)) return `has the conceptUri "${uri}"; expected a web address`;
  if (labels[0] === "") return "has no preferredLabel";
  const long = labels.find((label) => label.length > LONGEST_LABEL);
  if (long !== undefined)
    return `has a label of ${long.length} characters; expected at most ${LONGEST_LABEL}`;
  if (description.length > LONGEST_DESCRIPTION)
    return `has a description of ${description.length} characters; expected at most ${LONGEST_DESCRIPTION}`;
  return null;
}
