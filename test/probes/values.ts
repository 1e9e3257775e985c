import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Principal } from "../../src/platform/auth/principal.js";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import type { Dice } from "../matching/engine/dice.js";
import type { Shape, Variable } from "./shapes.js";
import { type ProbeWorld, probeId } from "./world.js";

type IdType = Parameters<typeof typedId>[0];

/** Draws sensible values for arguments: of the viewer's tenant and of others', known and unknown, fit and unfit. */
export class Values {
  private readonly ids: ReadonlyMap<IdType, readonly string[]>;
  private readonly tenants: ReadonlyMap<string, string>;
  private readonly texts: readonly string[];
  private cursors: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(private readonly world: ProbeWorld) {
    const { consortia, libraries, partners, communityGoals, skills, workers, needs, canaries } = world;
    const of = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
    this.ids = new Map<IdType, readonly string[]>([
      ["consortium", consortia],
      ["library", of(libraries)],
      ["partner", of(partners)],
      ["community_goal", of(communityGoals)],
      ["skill", of(skills)],
      ["worker", of(workers)],
      ["need", of(needs)],
      ["worker_skill", workers.flatMap((worker) => of(worker.skills))],
      ["goal", workers.flatMap((worker) => of(worker.goals))],
      ["consent", of(world.consents)],
      ["connection", of(world.connections)],
    ]);
    this.texts = canaries.texts;
    this.tenants = new Map(
      [...libraries, ...partners, ...workers, ...needs].map(({ id, consortiumId }) => [id, consortiumId]),
    );
  }

  /** Lets cursors be drawn that some answer gave, to whomever. */
  useCursors(cursors: readonly string[]): void {
    const byList = new Map<string, string[]>();
    for (const cursor of cursors) byList.set(listOf(cursor), [...(byList.get(listOf(cursor)) ?? []), cursor]);
    this.cursors = byList;
  }

  /** A value for every variable of a shape, as a viewer might choose it. */
  draw(dice: Dice, { variables }: Shape, viewer: Principal): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    const tenant = viewer.kind === "user" ? viewer.consortiumId : null;
    for (const { name, type, ...place } of variables) {
      const value = this.value(dice, type, place.path.split(".").at(-1)!, { ...place, tenant });
      if (value !== undefined) values[name] = value;
    }
    return values;
  }

  private value(dice: Dice, type: GraphQLInputType, name: string, place: Spot): unknown {
    if (!isNonNullType(type) && !place.isNarrow && dice.chance(name === "after" ? 0.5 : 0.1))
      return dice.chance(0.5) ? null : undefined;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const count = dice.from(name === "representations" ? 1 : 0, 4);
      return Array.from({ length: count }, () => this.value(dice, nullable.ofType, name, place));
    }
    if (isInputObjectType(nullable)) {
      const all = Object.values(nullable.getFields());
      // A filter with everything in it finds nobody.
      const fields = place.isNarrow
        ? [dice.pick(all)]
        : all.filter((field) => isNonNullType(field.type) || dice.chance(0.25));
      return Object.fromEntries(
        fields.map((field) => [field.name, this.value(dice, field.type, field.name, place)]),
      );
    }
    if (isEnumType(nullable)) return dice.pick(nullable.getValues()).name;
    return this.scalar(dice, String(nullable), name, place);
  }

  private scalar(dice: Dice, type: string, name: string, place: Spot): unknown {
    if (name === "representations") return this.representation(dice, place.tenant);
    switch (type) {
      case "ID":
        return this.id(dice, idTypeOf(name, place.path), place.tenant);
      case "Int":
        return dice.chance(0.01)
          ? dice.pick(UNFIT_PAGES)
          : dice.pick(PAGES[Math.min(place.around + place.within, PAGES.length - 1)]!);
      case "Float":
        return dice.pick([0.1, 5, 13, 13.0005, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
      case "Boolean":
        return dice.chance(0.5);
      case "LocalDate":
        return "2030-01-01";
      default:
        return this.text(dice, name, place);
    }
  }

  private text(dice: Dice, name: string, place: Spot): string {
    switch (name) {
      case "after":
        return this.cursor(dice, place.path);
      case "country":
        return dice.pick(["US", "CA"]);
      case "region":
        return dice.pick(["North", "South"]);
      case "language":
        return dice.chance(0.3) ? "en" : `en-${this.written(dice, "languages", place.tenant)}`;
      case "isil":
        return `US-L${dice.below(8)}`;
      case "uri":
        return `urn:probe:${dice.below(16)}`;
      default:
        return dice.chance(0.7)
          ? this.piece(dice, place)
          : dice.pick([
              "Name",
              "Title",
              "Partner",
              "Library",
              "cnry",
              "storytelling",
              "bookbindng",
              "Candidate",
            ]);
    }
  }

  /** Part of a text that somebody may keep for themselves, or all of it: of the kind that is looked for there. */
  private piece(dice: Dice, { path, tenant }: Spot): string {
    const field = /worker/i.test(path) ? "name" : /need/i.test(path) ? "title" : null;
    const text = field && dice.chance(0.8) ? this.written(dice, field, tenant) : dice.pick(this.texts);
    return dice.chance(0.6) ? text : text.slice(0, dice.from(5, text.length));
  }

  /** What stands in a field of somebody, of the viewer's tenant more often than not. */
  private written(dice: Dice, field: "name" | "title" | "languages", tenant: string | null): string {
    const { workers, needs } = this.world;
    const own = <Place extends { readonly consortiumId: string }>(all: readonly Place[]) => {
      const near = dice.chance(0.7) ? all.filter(({ consortiumId }) => consortiumId === tenant) : [];
      return dice.pick(near.length > 0 ? near : all);
    };
    const text = field === "title" ? own(needs).title : String(own(workers)[field]);
    return /cnry\d{4}/.exec(text)![0];
  }

  private cursor(dice: Dice, path: string): string {
    const list = LISTS.find(([field]) => field.test(path))?.[1] ?? dice.pick([...this.cursors.keys()]);
    const luck = dice.next();
    if (luck < 0.7 && this.cursors.has(list)) return dice.pick(this.cursors.get(list)!);
    if (luck < 0.75) return dice.pick(this.cursors.get(dice.pick([...this.cursors.keys()])) ?? ["nonsense"]);
    // One that nobody was given: it points at somebody whom the viewer may not know.
    const id = dice.pick(this.ids.get(list === "needs" ? "need" : "worker")!);
    const position = list === "workers" || list === "needs" ? [id] : ["EXPERT", id];
    return Buffer.from(JSON.stringify([list, ...position])).toString("base64url");
  }

  /** @param tenant whose objects are drawn more often than others'; any with null */
  private id(dice: Dice, type: IdType | null, tenant: string | null): string {
    const known = [...this.ids.keys()];
    const drawn = type ?? dice.pick(known);
    const luck = dice.next();
    if (luck < 0.005) return "nonsense";
    if (luck < 0.01) return typedId(dice.pick(known), dice.pick(this.ids.get("worker")!));
    if (luck < 0.05) return typedId(drawn, probeId("entry", 1_000_000 + dice.below(1000)));
    const all = this.ids.get(drawn)!;
    const own = luck < 0.65 ? all.filter((id) => this.tenants.get(id) === tenant) : [];
    return typedId(drawn, dice.pick(own.length > 0 ? own : all));
  }

  private representation(dice: Dice, tenant: string | null): unknown {
    const idOf = (type: IdType | null) => this.id(dice, type, tenant);
    return dice.pick([
      () => ({ __typename: "Worker", id: idOf("worker") }),
      () => ({ __typename: "Worker", id: idOf("worker") }),
      () => ({ __typename: "Need", id: idOf("need") }),
      () => ({ __typename: "Match", need: { id: idOf("need") }, worker: { id: idOf("worker") } }),
      () => ({ __typename: "Match", need: { id: idOf("need") }, worker: { id: idOf("worker") } }),
      () => ({ __typename: "Partner", id: idOf("partner") }),
      () => ({ __typename: "Skill", id: idOf("skill") }),
      () => ({ __typename: "Library", isil: `US-L${dice.below(8)}` }),
      () => ({ __typename: dice.chance(0.95) ? "Library" : "GrowthGoal", id: idOf("library") }),
    ])();
  }
}

/** Where a value is to stand, and who asks. */
interface Spot extends Omit<Variable, "name" | "type"> {
  /** The viewer's consortium. */
  readonly tenant: string | null;
}

/** Which list a field's cursors are of, by the name that stands in them. */
const LISTS: readonly (readonly [RegExp, string])[] = [
  [/^Worker\.skills/, "worker-skills"],
  [/^Worker\.consents/, "consents"],
  [/^Query\.connections/, "connections"],
  [/^Need\.connections/, "need-connections"],
  [/^Worker\.connections/, "worker-connections"],
  [/^Partner\.connections/, "partner-connections"],
  [/^Connection\.messages/, "messages"],
  [/^Connection\.hours/, "hours"],
  [/^Consortium\.discovery/, "discovery"],
  [/^Need\.matches/, "workers-for"],
  [/^Worker\.matches/, "needs-for"],
  [/^Skill\.narrower/, "narrower"],
  [/^Skill\.related/, "related"],
  ...["workers", "needs", "partners", "libraries", "skills"].map((list): [RegExp, string] => [
    new RegExp(`^Query\\.${list}`),
    list,
  ]),
];

/** The list that gave a cursor: its name up to what it is for. */
function listOf(cursor: string): string {
  const [name] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as [string];
  return name.split(/[: ]/)[0]!;
}

/** Lengths of pages by how many lists stand in one another there: they multiply. */
const PAGES = [
  [1, 2, 5, 20, 100],
  [1, 2, 5, 20, 100],
  [1, 2, 5, 10],
  [1, 2, 3],
  [1, 2],
];
const UNFIT_PAGES = [0, 101, -1];

/** Which objects an argument of this name means; null when its name does not say. */
function idTypeOf(name: string, path: string): IdType | null {
  if (name === "id" || name === "ids")
    return idTypeOf(`${path.split(".")[1]!.replace(/(s|Changed)$/, "")}Id`, path);
  if (name === "within" || /skillIds?$/i.test(name)) return "skill";
  const named = /^(worker|need|library|partner|communityGoal|goal|consortium|connection)Ids?$/.exec(
    name,
  )?.[1];
  return named === "communityGoal" ? "community_goal" : ((named as IdType | undefined) ?? null);
}
