import { Field, ObjectType, registerEnumType } from "type-graphql";

/** The role of whoever asks. */
export enum ViewerRole {
  ANONYMOUS = "ANONYMOUS",
  WORKER = "WORKER",
  MANAGER = "MANAGER",
  PARTNER = "PARTNER",
  ANALYST = "ANALYST",
  ADMIN = "ADMIN",
}

registerEnumType(ViewerRole, {
  name: "ViewerRole",
  description: "The role in which somebody asks.",
  valuesConfig: {
    ANONYMOUS: { description: "Without a token: sees what is public, and nothing about a person." },
    WORKER: { description: "A person who works in a library." },
    MANAGER: { description: "Manages a library and its staff." },
    PARTNER: { description: "A member of a community organisation." },
    ANALYST: { description: "Reads aggregates of the consortium." },
    ADMIN: { description: "Configures the consortium and curates the taxonomy." },
  },
});

@ObjectType({ description: "Whoever asks, as the token says.", simpleResolvers: true })
export class Viewer {
  @Field(() => ViewerRole, { description: "The role in which you ask." })
  role: ViewerRole;

  consortiumId?: string;
  libraryId?: string;
  workerId?: string;
  partnerId?: string;
}
