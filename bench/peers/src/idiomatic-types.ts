import { type ClassType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import {
  Importance,
  Match,
  Modality,
  Need,
  NeedStatus,
  Proficiency,
  Worker,
  WorkerSkill,
} from "./idiomatic-entities.js";

@ObjectType()
class PageInfo {
  @Field(() => Boolean)
  hasNextPage: boolean;
}

function connectionOf<Node extends object>(name: string, node: () => ClassType<Node>) {
  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [node()])
    nodes: Node[];

    @Field(() => PageInfo)
    pageInfo: PageInfo;
  }
  return Connection;
}

export const NeedConnection = connectionOf("Need", () => Need);
export const WorkerConnection = connectionOf("Worker", () => Worker);
export const WorkerSkillConnection = connectionOf("WorkerSkill", () => WorkerSkill);
export const MatchConnection = connectionOf("Match", () => Match);

@InputType()
export class NeedFilter {
  @Field(() => [NeedStatus], { nullable: true })
  statuses?: NeedStatus[] | null;

  @Field(() => ID, { nullable: true })
  partnerId?: string | null;
}

@InputType()
export class WorkerFilter {
  @Field(() => ID, { nullable: true })
  skillId?: string | null;

  @Field(() => Proficiency, { nullable: true })
  minProficiency?: Proficiency | null;
}

@InputType()
export class NeedSkillInput {
  @Field(() => ID)
  skillId: string;

  @Field(() => Importance, { defaultValue: Importance.MUST })
  importance: Importance;

  @Field(() => Proficiency)
  proficiency: Proficiency;

  @Field(() => Boolean, { defaultValue: false })
  mentored: boolean;
}

@InputType()
export class CreateNeedInput {
  @Field(() => ID)
  partnerId: string;

  @Field(() => String)
  title: string;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => Int, { defaultValue: 1 })
  capacity: number;

  @Field(() => Modality, { defaultValue: Modality.ON_SITE })
  modality: Modality;

  @Field(() => [NeedSkillInput])
  skills: NeedSkillInput[];

  @Field(() => String, {
    nullable: true,
    description: "Taken for the same document's sake; nothing heeds it.",
  })
  idempotencyKey?: string | null;
}

@ObjectType()
export class NeedPayload {
  @Field(() => Need, { nullable: true })
  need?: Need | null;
}
