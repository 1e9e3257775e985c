import {
  type AccessTable,
  connectionAccess,
  EVERYBODY,
  fields,
  USERS,
  VERSIONED,
  WITH_OBJECT,
} from "../platform/graphql/access.js";

/** Who may ask for what of this domain; `card-view.ts` says which cards they find, and what of them. */
export const showcaseAccess: AccessTable = {
  Query: {
    ...fields(EVERYBODY, "showcase", "showcaseCard"),
    ...fields(["MANAGER"], "submittedCards"),
    ...fields(["MANAGER", "ANALYST", "ADMIN"], "showcaseExposure"),
  },
  Mutation: {
    ...fields(
      USERS,
      "createShowcaseCard",
      "updateShowcaseCard",
      "submitShowcaseCard",
      "withdrawShowcaseCard",
    ),
    ...fields(USERS, "publishShowcaseCard", "rejectShowcaseCard", "archiveShowcaseCard"),
  },
  Worker: fields(WITH_OBJECT, "showcaseCards"),
  Library: fields(WITH_OBJECT, "serviceOffers"),
  ShowcaseCard: {
    ...VERSIONED,
    ...fields(
      WITH_OBJECT,
      "kind",
      "title",
      "summary",
      "modality",
      "remote",
      "languages",
      "country",
      "region",
    ),
    ...fields(
      WITH_OBJECT,
      "showName",
      "status",
      "note",
      "publishedAt",
      "name",
      "pseudonym",
      "worker",
      "library",
    ),
    ...fields(WITH_OBJECT, "skills", "merit", "foundBy"),
  },
  ShowcaseSkill: fields(WITH_OBJECT, "skill", "level", "visibility"),
  ...connectionAccess("Showcase"),
  ShowcaseCardPayload: fields(WITH_OBJECT, "card", "userErrors"),
  ShowcaseExposure: {
    ...fields(WITH_OBJECT, "from", "to", "isSuppressed", "workers", "impressions", "gini", "neverShown"),
    ...fields(WITH_OBJECT, "shareNeverShown", "offerImpressions", "periods"),
  },
  ShowcaseExposurePeriod: {
    ...fields(WITH_OBJECT, "from", "impressions", "workersShown", "gini", "offerImpressions"),
  },
};
