import { CreateDateColumn, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { Consortium } from "../../workers/index.js";

/** That a consortium opened its showcase to everybody: the public cards of it have public pages. */
@Entity("showcase_opening")
export class ShowcaseOpening {
  @PrimaryColumn("uuid")
  @ForeignKey(() => Consortium, { onDelete: "CASCADE" })
  consortiumId: string;

  @CreateDateColumn({ type: "timestamptz" })
  openedAt: Date;
}
