import { GraphQLDateTimeISO } from "graphql-scalars";
import { Field, ObjectType, registerEnumType } from "type-graphql";

/** In which role somebody acted. */
export enum ActorRole {
  WORKER = "WORKER",
  MANAGER = "MANAGER",
  PARTNER = "PARTNER",
  ANALYST = "ANALYST",
  ADMIN = "ADMIN",
  SYSTEM = "SYSTEM",
}

registerEnumType(ActorRole, {
  name: "ActorRole",
  description: "In which role somebody acted.",
  valuesConfig: {
    WORKER: { description: "A person who works in a library." },
    MANAGER: { description: "A manager of a library." },
    PARTNER: { description: "A member of a community organisation." },
    ANALYST: { description: "An analyst of the consortium." },
    ADMIN: { description: "An administrator of the consortium." },
    SYSTEM: { description: "The service itself, such as when it forgets what is too old." },
  },
});

@ObjectType({
  description:
    "That somebody changed something, or looked at what only broken glass shows. It tells who, what and when, and never what it was.",
  simpleResolvers: true,
})
export class AuditRecord {
  id: string;
  actor: string;
  recordType: string | null;
  recordId: string | null;

  @Field(() => GraphQLDateTimeISO, { description: "When." })
  at: Date;

  @Field(() => ActorRole, { description: "In which role it was done." })
  role: ActorRole;

  @Field(() => String, {
    description: 'What was done: the name of the mutation, or "readUnderBreakGlass".',
  })
  action: string;

  @Field(() => String, { nullable: true, description: "Why, where a reason is asked for." })
  reason: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The request in which it was done, as in the service's log; null when it was erased.",
  })
  requestId: string | null;
}
