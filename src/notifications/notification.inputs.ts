import { ArrayMaxSize, ArrayNotEmpty } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { CommandInput } from "../platform/graphql/inputs.js";
import { IsIdOf, Optional } from "../platform/graphql/validation.js";
import { NotificationDelivery } from "./notification.js";
import { NotificationKind } from "./notification-kind.js";

/** So many notifications are marked by their ids at a time. */
export const MOST_MARKED = 100;

@InputType({ description: "Which notifications to list." })
export class NotificationFilter {
  @Field(() => Boolean, { nullable: true, description: "True: only unread ones; false: only read ones." })
  @Optional()
  unread?: boolean | null;
}

@InputType({ description: "Which notifications you have read: either `ids` or `upTo`." })
export class MarkNotificationsReadInput extends CommandInput {
  @Field(() => [ID], { nullable: true, description: `These; at most ${MOST_MARKED}.` })
  @Optional()
  @ArrayNotEmpty({ message: "must name at least one" })
  @ArrayMaxSize(MOST_MARKED, { message: `must name at most ${MOST_MARKED}` })
  @IsIdOf("notification", { each: true })
  ids?: string[] | null;

  @Field(() => ID, { nullable: true, description: "This one and all that came before it." })
  @Optional()
  @IsIdOf("notification")
  upTo?: string | null;
}

@InputType({ description: "How you want to be told of something; it counts for what happens from now on." })
export class SetNotificationPreferenceInput extends CommandInput {
  @Field(() => NotificationKind, { nullable: true, description: "Of what; of everything when left out." })
  @Optional()
  kind?: NotificationKind | null;

  @Field(() => NotificationDelivery, { description: "How it is mailed." })
  delivery: NotificationDelivery;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it is among `notifications`; stays as it is when left out.",
  })
  @Optional()
  inApp?: boolean | null;
}
