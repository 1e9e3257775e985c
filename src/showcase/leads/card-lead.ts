import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Connection } from "../../connections/index.js";
import { Need } from "../../needs/index.js";
import { Partner } from "../../partners/index.js";
import { Consortium, Worker } from "../../workers/index.js";
import { ShowcaseCard } from "../showcase-card.js";

/** What a partner made of a card: a need, or an introduction to its worker about a need. */
@Entity("card_lead")
@Index(["cardId"])
@Index(["partnerId"])
@Index(["workerId"])
@Index("card_lead_need_idx", ["needId"], { unique: true, where: "connection_id is null" })
@Index("card_lead_need_worker_idx", ["needId", "workerId"])
@Index(["connectionId"], { unique: true })
export class CardLead {
  @PrimaryColumn("uuid")
  id: string;

  /** The card's. */
  @Column("uuid")
  @ForeignKey(() => Consortium)
  consortiumId: string;

  @Column("uuid")
  @ForeignKey(() => ShowcaseCard, { onDelete: "CASCADE" })
  cardId: string;

  /** Of a worker's card. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Worker, { onDelete: "CASCADE" })
  workerId: string | null;

  @Column("uuid")
  @ForeignKey(() => Partner, { onDelete: "CASCADE" })
  partnerId: string;

  /** The need that was made, or that the introduction is about. */
  @Column("uuid")
  @ForeignKey(() => Need, { onDelete: "CASCADE" })
  needId: string;

  /** The introduction; null where a need was made. */
  @Column("uuid", { nullable: true })
  @ForeignKey(() => Connection, { onDelete: "CASCADE" })
  connectionId: string | null;

  @Column("timestamptz", { default: () => "now()" })
  createdAt: Date;
}
