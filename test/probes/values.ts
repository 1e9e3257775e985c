import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import { typedId } from "../../src/platform/graphql/typed-id.js";
import type { Dice } from "../matching/engine/dice.js";
import type { Shape, Variable } from "./shapes.js";
import { type ProbeWorld, probeId } from "./world.js";

type IdType = Parameters<typeof typedId>[0];

/** Draws sensible values for arguments: of the viewer's tenant and of others', known and unknown, fit and unfit. */
export class Values {
  private readonly ids: ReadonlyMap<IdType, readonly string[]>;
  private readonly texts: readonly string[];
  private cursors: readonly string[] = [];

  constructor(world: ProbeWorld) {
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
    ]);
    this.texts = canaries.texts;
  }

  /** Lets cursors be drawn that some answer gave, to whomever. */
  useCursors(cursors: readonly string[]): void {
    this.cursors = cursors;
  }

  /** A value for every variable of a shape. */
  draw(dice: Dice, { variables }: Shape): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const variable of variables) {
      const value = this.value(dice, variable.type, variable.path.split(".").at(-1)!, variable);
      if (value !== undefined) values[variable.name] = value;
    }
    return values;
  }

  private value(dice: Dice, type: GraphQLInputType, name: string, variable: Variable): unknown {
    if (!isNonNullType(type) && dice.chance(0.1)) return dice.chance(0.5) ? null : undefined;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const count = dice.from(name === "representations" ? 1 : 0, 4);
      return Array.from({ length: count }, () => this.value(dice, nullable.ofType, name, variable));
    }
    if (isInputObjectType(nullable)) {
      // A filter with everything in it finds nobody.
      const fields = Object.values(nullable.getFields()).filter(
        (field) => isNonNullType(field.type) || dice.chance(0.25),
      );
      return Object.fromEntries(
        fields.map((field) => [field.name, this.value(dice, field.type, field.name, variable)]),
      );
    }
    if (isEnumType(nullable)) return dice.pick(nullable.getValues()).name;
    return this.scalar(dice, String(nullable), name, variable);
  }

  private scalar(dice: Dice, type: string, name: string, variable: Variable): unknown {
    if (name === "representations") return this.representation(dice);
    switch (type) {
      case "ID":
        return this.id(dice, idTypeOf(name, variable.path));
      case "Int":
        return dice.pick(PAGES[Math.min(variable.around + variable.within, PAGES.length - 1)]!);
      case "Float":
        return dice.pick([0, 0.1, 5, 13, 13.0005, 20, 40, 55.5, 80, 100]);
      case "Boolean":
        return dice.chance(0.5);
      case "LocalDate":
        return "2030-01-01";
      default:
        return this.text(dice, name);
    }
  }

  private text(dice: Dice, name: string): string {
    switch (name) {
      case "after":
        return this.cursor(dice);
      case "country":
        return dice.pick(["US", "CA"]);
      case "region":
        return dice.pick(["North", "South"]);
      case "language":
        return dice.chance(0.5) ? "en" : `en-${dice.pick(this.texts)}`;
      case "isil":
        return `US-L${dice.below(8)}`;
      case "uri":
        return `urn:probe:${dice.below(16)}`;
      default:
        return dice.chance(0.6)
          ? this.piece(dice)
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

  /** Part of a text that somebody keeps for themselves, or all of it. */
  private piece(dice: Dice): string {
    const text = dice.pick(this.texts);
    return dice.chance(0.6) ? text : text.slice(0, dice.from(5, text.length));
  }

  private cursor(dice: Dice): string {
    if (this.cursors.length > 0 && dice.chance(0.7)) return dice.pick(this.cursors);
    // One that nobody was given: it points at somebody whom the viewer may not know.
    const list = dice.pick(["workers", "needs", "partners", "libraries", "worker-skills"]);
    const id = dice.pick(this.ids.get(list === "needs" ? "need" : "worker")!);
    const position = list === "workers" || list === "needs" ? [id] : ["EXPERT", id];
    return Buffer.from(JSON.stringify([list, ...position])).toString("base64url");
  }

  private id(dice: Dice, type: IdType | null): string {
    const known = [...this.ids.keys()];
    const drawn = type ?? dice.pick(known);
    const luck = dice.next();
    if (luck < 0.02) return "nonsense";
    if (luck < 0.05) return typedId(dice.pick(known), dice.pick(this.ids.get("worker")!));
    if (luck < 0.1) return typedId(drawn, probeId("entry", 1_000_000 + dice.below(1000)));
    return typedId(drawn, dice.pick(this.ids.get(drawn)!));
  }

  private representation(dice: Dice): unknown {
    const worker = () => ({ id: this.id(dice, "worker") });
    const need = () => ({ id: this.id(dice, "need") });
    return dice.pick([
      () => ({ __typename: "Worker", ...worker() }),
      () => ({ __typename: "Worker", ...worker() }),
      () => ({ __typename: "Need", ...need() }),
      () => ({ __typename: "Match", need: need(), worker: worker() }),
      () => ({ __typename: "Match", need: need(), worker: worker() }),
      () => ({ __typename: "Partner", id: this.id(dice, "partner") }),
      () => ({ __typename: "Skill", id: this.id(dice, "skill") }),
      () => ({ __typename: "Library", isil: `US-L${dice.below(8)}` }),
      () => ({ __typename: dice.pick(["Library", "GrowthGoal", "WorkerSkill"]), id: this.id(dice, null) }),
    ])();
  }
}

/** Lengths of pages by how many lists stand in one another there: they multiply. */
const PAGES = [
  [1, 2, 5, 20, 100, 0, 101],
  [1, 2, 5, 20, 100, 0, 101],
  [1, 2, 5, 10],
  [1, 2, 3],
  [1, 2],
];

/** Which objects an argument of this name means; null when its name does not say. */
function idTypeOf(name: string, path: string): IdType | null {
  if (name === "id" || name === "ids") return idTypeOf(`${path.split(".")[1]!.replace(/s$/, "")}Id`, path);
  if (name === "within" || /skillIds?$/i.test(name)) return "skill";
  const named = /^(worker|need|library|partner|communityGoal|goal|consortium)Ids?$/.exec(name)?.[1];
  return named === "communityGoal" ? "community_goal" : ((named as IdType | undefined) ?? null);
}
