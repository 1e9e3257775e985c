import { Field, InputType, ObjectType } from "type-graphql";
import { Column } from "typeorm";
import { Visibility } from "../platform/auth/visibility.js";
import { IsGiven, UnlessAbsent } from "../platform/graphql/validation.js";

/** The fields of a profile, and what each starts with where nobody chose. */
export const FIELD_DEFAULTS = {
  name: Visibility.CONSORTIUM,
  email: Visibility.LIBRARY,
  jobTitle: Visibility.CONSORTIUM,
  summary: Visibility.CONSORTIUM,
  availability: Visibility.PARTNERS,
  library: Visibility.CONSORTIUM,
  careerRecord: Visibility.PRIVATE,
} as const;
export type VisibleField = keyof typeof FIELD_DEFAULTS;
export const VISIBLE_FIELDS = Object.keys(FIELD_DEFAULTS) as readonly VisibleField[];

const stored = (): PropertyDecorator => (target, field) =>
  Column("enum", {
    enum: Visibility,
    enumName: "visibility",
    default: FIELD_DEFAULTS[field as VisibleField],
  })(target, field);

/** How far each field of a profile may be seen; nothing is seen of somebody who may not be found. */
@ObjectType({
  description: "How far each field of a profile may be seen, if the worker may be found at all.",
  simpleResolvers: true,
})
export class FieldVisibility {
  @Field(() => Visibility, { description: "The name; whoever may not see it sees a pseudonym." })
  @stored()
  name: Visibility;

  @Field(() => Visibility, { description: "The email address." })
  @stored()
  email: Visibility;

  @Field(() => Visibility, { description: "What the job is called." })
  @stored()
  jobTitle: Visibility;

  @Field(() => Visibility, { description: "The summary." })
  @stored()
  summary: Visibility;

  @Field(() => Visibility, { description: "Hours a week, remote work and languages together." })
  @stored()
  availability: Visibility;

  @Field(() => Visibility, {
    description:
      "Which library it is. Country and region of the library are seen by whoever finds the worker.",
  })
  @stored()
  library: Visibility;

  @Field(() => Visibility, {
    description: "The career record: how levels came to be, and completed collaborations.",
  })
  @stored()
  careerRecord: Visibility;
}

const choice = (what: string): PropertyDecorator => {
  const decorators = [
    Field(() => Visibility, { nullable: true, description: what }),
    UnlessAbsent(),
    IsGiven(),
  ];
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property as string);
  };
};

@InputType({ description: "How far fields of a profile may be seen; what is left out stays as it is." })
export class FieldVisibilityInput implements Partial<FieldVisibility> {
  @choice("The name; whoever may not see it sees a pseudonym.")
  name?: Visibility;

  @choice("The email address.")
  email?: Visibility;

  @choice("What the job is called.")
  jobTitle?: Visibility;

  @choice("The summary.")
  summary?: Visibility;

  @choice("Hours a week, remote work and languages together.")
  availability?: Visibility;

  @choice("Which library it is; its country and region are seen by whoever finds the worker.")
  library?: Visibility;

  @choice("The career record: how levels came to be, and completed collaborations.")
  careerRecord?: Visibility;
}
