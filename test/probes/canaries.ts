import { typedId } from "../../src/platform/graphql/typed-id.js";
import type { Owned, ProbeAudit, ProbeConnection, ProbeConsent, ProbeNeed, ProbeWorker } from "./world.js";

/** What stands in one place of a world, and decides who may come to know it. */
export type Secret =
  /** Nobody at all: no field shows it. */
  | { readonly kind: "nobody"; readonly where: string }
  /** The key by which a library's own system knows a worker: the worker's, in an export. */
  | { readonly kind: "externalId"; readonly worker: ProbeWorker; readonly where: string }
  /** Who did something with a worker's data, or why. */
  | {
      readonly kind: "audit";
      readonly entry: ProbeAudit;
      readonly part: "actor" | "reason";
      readonly where: string;
    }
  /** That a worker exists, by id. */
  | { readonly kind: "worker"; readonly worker: ProbeWorker; readonly where: string }
  /** Name, email or another field of a worker's profile. */
  | {
      readonly kind: "profile";
      readonly worker: ProbeWorker;
      readonly field: ProfileField;
      readonly where: string;
    }
  /** A skill or goal in a profile. */
  | { readonly kind: "entry"; readonly worker: ProbeWorker; readonly entry: Owned; readonly where: string }
  | { readonly kind: "consent"; readonly consent: ProbeConsent; readonly where: string }
  /** Something of a connection: what all who take part in it know, or only some. */
  | {
      readonly kind: "connection";
      readonly connection: ProbeConnection;
      readonly part: ConnectionPart;
      readonly where: string;
    }
  | { readonly kind: "need"; readonly need: ProbeNeed; readonly where: string };

export type ConnectionPart = "shared" | "letter" | "workerChannel" | "partnerChannel";

export type ProfileField = "name" | "email" | "jobTitle" | "summary" | "hoursPerWeek" | "languages";

/**
 * Marks that stand in a world's rows in place of what people write, each in one place only, so that an answer tells by
 * the marks in it whose data it holds. Ids are such marks, too.
 */
export class Canaries {
  private readonly secrets = new Map<string, Secret>();
  private count = 0;

  /** A mark to be part of a text. */
  text(secret: Secret): string {
    return this.add(`cnry${this.nextDigits()}`, secret);
  }

  /** A mark that is a number of hours, such as 13.000042. */
  hours(secret: Secret): number {
    return Number(this.add(`13.00${this.nextDigits()}`, secret));
  }

  /** Takes an object's id for a mark, as clients see it and as it stands in cursors. */
  id(type: Parameters<typeof typedId>[0], uuid: string, secret: Secret): void {
    this.add(typedId(type, uuid), secret);
    this.add(uuid, secret);
  }

  /** Every mark in a text. */
  in(text: string): { readonly mark: string; readonly secret: Secret }[] {
    const found = new Set(text.toLowerCase().match(MARKS) ?? []);
    return [...found].flatMap((mark) => {
      const secret = this.secrets.get(mark);
      return secret ? [{ mark, secret }] : [];
    });
  }

  /** All marks that can be part of a text, for searches. */
  get texts(): string[] {
    return [...this.secrets.keys()].filter((mark) => mark.startsWith("cnry"));
  }

  private add(mark: string, secret: Secret): string {
    this.secrets.set(mark, secret);
    return mark;
  }

  /** Four digits that do not end in 0, which a number would lose. */
  private nextDigits(): string {
    this.count += this.count % 10 === 9 ? 2 : 1;
    return String(this.count).padStart(4, "0");
  }
}

const MARKS =
  /cnry\d{4}|13\.00\d{4}|[a-z_]+_[0-9a-hjkmnp-tv-z]{26}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
