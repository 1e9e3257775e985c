import { createHash } from "node:crypto";
import { levelOf, PROFICIENCIES, type Proficiency } from "../../skills/index.js";
import type { CredentialAddresses } from "./addresses.js";

const CONTEXTS = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];

/** A library or a consortium, as it says who issues. */
export interface BadgeIssuer {
  /** UUID */
  readonly id: string;
  readonly name: string;
}

/** The skill that an achievement is about. */
export interface BadgeSkill {
  /** UUID */
  readonly id: string;
  readonly uri: string;
  readonly isEsco: boolean;
  readonly name: string;
  readonly description: string;
}

/** The work that showed the skill. */
export interface BadgeWork {
  readonly partnerName: string;
  /** Hours that were logged. */
  readonly hours: number;
  /** First and last day, as YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

/** What a credential says. */
export interface BadgeFacts {
  /** UUID of the credential. */
  readonly id: string;
  /** UUID that stands for the holder in this credential and in no other, so that nobody can join several. */
  readonly holderId: string;
  /** UUID of the evidence. */
  readonly evidenceId: string;
  /** The holder's name and a random salt; null where the holder stays unnamed. */
  readonly holder: { readonly name: string; readonly salt: string } | null;
  readonly issuer: BadgeIssuer;
  readonly skill: BadgeSkill;
  readonly proficiency: Proficiency;
  readonly work: BadgeWork;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

export type OpenBadge = ReturnType<typeof openBadgeOf>;

/** The credential of Open Badges 3.0 that says so, before it is signed. */
export function openBadgeOf(facts: BadgeFacts, addresses: CredentialAddresses) {
  const { id, issuer, skill, proficiency, validFrom, validUntil } = facts;
  return {
    "@context": CONTEXTS,
    id: addresses.credential(id),
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: skill.name,
    issuer: profileOf(issuer, addresses),
    validFrom: inSeconds(validFrom),
    ...(validUntil && { validUntil: inSeconds(validUntil) }),
    credentialSubject: {
      id: `urn:uuid:${facts.holderId}`,
      type: ["AchievementSubject"],
      ...(facts.holder && { identifier: [identityOf(facts.holder)] }),
      achievement: achievementOf(skill, addresses),
      result: [
        {
          type: ["Result"],
          resultDescription: proficiencyOf(skill, addresses),
          achievedLevel: levelAt(skill, levelOf(proficiency), addresses),
          value: String(levelOf(proficiency)),
        },
      ],
    },
    evidence: [
      {
        id: `urn:uuid:${facts.evidenceId}`,
        type: ["Evidence"],
        name: `Collaboration with ${facts.work.partnerName}`,
        narrative: narrativeOf(facts.work),
      },
    ],
    credentialStatus: { id: addresses.status(issuer.id), type: "1EdTechRevocationList" },
  };
}

/** The issuer's profile, in its credentials and at its address. */
export const profileOf = (issuer: BadgeIssuer, addresses: CredentialAddresses) => ({
  id: addresses.issuer(issuer.id),
  type: ["Profile"],
  name: issuer.name,
  url: addresses.base,
});

/** What can be achieved in a skill, the same for everybody who does. */
export const achievementOf = (skill: BadgeSkill, addresses: CredentialAddresses) => ({
  id: addresses.achievement(skill.id),
  type: ["Achievement"],
  achievementType: "Competency",
  name: skill.name,
  description: skill.description || skill.name,
  criteria: {
    narrative:
      "A library worker practised the skill in a collaboration with a community partner. After the work was completed the partner rated the skill, and the rating reached the level that both had agreed on before.",
  },
  alignment: [
    {
      type: ["Alignment"],
      targetName: skill.name,
      targetUrl: skill.uri,
      ...(skill.isEsco && { targetFramework: "ESCO" }),
    },
  ],
  resultDescription: [
    {
      id: proficiencyOf(skill, addresses),
      type: ["ResultDescription"],
      name: "Proficiency, in five steps after Dreyfus",
      resultType: "RubricCriterionLevel",
      rubricCriterionLevel: PROFICIENCIES.map((proficiency, index) => ({
        id: levelAt(skill, index + 1, addresses),
        type: ["RubricCriterionLevel"],
        name: wordOf(proficiency),
        level: String(index + 1),
      })),
    },
  ],
});

const proficiencyOf = (skill: BadgeSkill, addresses: CredentialAddresses) =>
  `${addresses.achievement(skill.id)}#proficiency`;

const levelAt = (skill: BadgeSkill, level: number, addresses: CredentialAddresses) =>
  `${addresses.achievement(skill.id)}#level-${level}`;

/** "Advanced beginner" */
const wordOf = (proficiency: Proficiency) => {
  const words = proficiency.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Whoever knows the name can check it; nobody can read it. */
const identityOf = ({ name, salt }: { readonly name: string; readonly salt: string }) => ({
  type: "IdentityObject",
  hashed: true,
  identityHash: `sha256$${createHash("sha256")
    .update(name + salt)
    .digest("hex")}`,
  identityType: "name",
  salt,
});

const narrativeOf = ({ partnerName, hours, from, to }: BadgeWork) =>
  `${hours} ${hours === 1 ? "hour" : "hours"} of work with ${partnerName}, from ${from} to ${to}.`;

/** Whole seconds, as the claims of a JWT count, with which these have to agree. */
const inSeconds = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;
