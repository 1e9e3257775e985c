import { Check, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Consortium } from "./consortium.js";

/** That a consortium opened itself to another one; it counts once the other has done the same. */
@Entity("discovery_policy")
@Index(["otherConsortiumId"])
@Check("discovery_policy_other_check", "consortium_id <> other_consortium_id")
export class DiscoveryPolicy {
  @PrimaryColumn("uuid")
  @ForeignKey(() => Consortium, { onDelete: "CASCADE" })
  consortiumId: string;

  @PrimaryColumn("uuid")
  @ForeignKey(() => Consortium, { onDelete: "CASCADE" })
  otherConsortiumId: string;

  @CreateDateColumn({ type: "timestamptz" })
  openedAt: Date;
}
