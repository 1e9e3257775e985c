import { GraphQLLocalDate } from "graphql-scalars";
import { Field, Float, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index } from "typeorm";
import { Versioned } from "../platform/database/versioned.js";
import { Partner } from "./partner.js";

/** How the progress of a community goal is measured. */
@ObjectType({ description: "How the progress of a community goal is measured.", simpleResolvers: true })
export class Indicator {
  @Field(() => String, {
    description: 'What is measured, for example "adults who finished a digital skills course".',
  })
  @Column("text")
  name: string;

  @Field(() => String, { description: 'The unit of the three values, for example "people" or "%".' })
  @Column("text")
  unit: string;

  @Field(() => Float, { description: "The value when the goal was set." })
  @Column("double precision")
  baseline: number;

  @Field(() => Float, { description: "The value to reach; differs from the baseline, and may be lower." })
  @Column("double precision")
  target: number;

  @Field(() => Float, { description: "The value now." })
  @Column("double precision")
  current: number;
}

@ObjectType({
  description: "What a partner wants to achieve for its community. Everybody may see it.",
  simpleResolvers: true,
})
@Entity("community_goal")
@Index(["partnerId"])
export class CommunityGoal extends Versioned {
  @Column("uuid")
  @ForeignKey(() => Partner)
  partnerId: string;

  @Field(() => String, { description: "What is to be achieved; at most 200 characters." })
  @Column("text")
  title: string;

  @Field(() => String, { description: "More about it; at most 5,000 characters; may be empty." })
  @Column("text", { default: "" })
  description: string;

  @Field(() => Indicator, { description: "How its progress is measured." })
  @Column(() => Indicator)
  indicator: Indicator;

  @Field(() => GraphQLLocalDate, { nullable: true, description: "By when." })
  @Column("date", { nullable: true })
  by: string | null;
}
