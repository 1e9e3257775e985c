import { Directive, Field, Float, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index } from "typeorm";
import { Visibility } from "../platform/auth/visibility.js";
import { Versioned } from "../platform/database/versioned.js";
import { Consortium } from "./consortium.js";
import { FieldVisibility } from "./field-visibility.js";
import { Library } from "./library.js";

@ObjectType({
  description:
    "A person who works in a library. Seen only as far as the worker allows: with `discoverability` as a whole, and field by field with `fieldVisibility`.",
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Entity("worker")
@Index(["consortiumId", "externalId"], { unique: true })
@Index(["libraryId"])
@Check("worker_hours_check", "hours_per_week > 0 and hours_per_week <= 80")
export class Worker extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Column("uuid", { nullable: true })
  @ForeignKey(() => Library)
  libraryId: string | null;

  /** The person's id in the library's own system, unique per consortium; the key of imports. */
  @Column("text", { nullable: true })
  externalId: string | null;

  @Column("text")
  name: string;

  @Field(() => String, {
    nullable: true,
    description: "The email address at work; null where you may not see it.",
  })
  @Column("text", { nullable: true })
  email: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the worker's job is called; null where you may not see it.",
  })
  @Column("text", { nullable: true })
  jobTitle: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A few sentences about the worker, in the worker's own words; null where you may not see it.",
  })
  @Column("text", { nullable: true })
  summary: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Hours a week that the worker can give to collaborations; more than 0, at most 80. Null when not said, or where you may not see it.",
  })
  @Column("double precision", { nullable: true })
  hoursPerWeek: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the worker can work from a distance; null where you may not see it.",
  })
  @Column("boolean", { default: false })
  remote: boolean;

  @Field(() => [String], {
    description:
      "Languages that the worker can work in, as BCP 47 tags; at most 20. Empty when not said, or where you may not see it.",
  })
  @Column("text", { array: true, default: "{}" })
  languages: string[];

  @Field(() => Visibility, {
    description:
      "Who may find this worker at all. Partners only from PARTNERS on, and those to whom the worker gave a consent.",
  })
  @Column("enum", { enum: Visibility, enumName: "visibility", default: Visibility.CONSORTIUM })
  discoverability: Visibility;

  @Column(() => FieldVisibility, { prefix: "visibility" })
  fieldVisibility: FieldVisibility;
}
