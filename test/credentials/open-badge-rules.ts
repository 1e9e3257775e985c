/**
 * What the JSON schema of Open Badges 3.0 (`ob_v3p0_achievementcredential_schema.json`, context 3.0.3) requires of each
 * class, as far as this service uses it: a property with `?` may be left out; `is` must be one of the values, a function
 * must find the value in order, a name of a class checks it, and a name in brackets each of a list.
 */
type Rule = ((value: unknown) => boolean) | string;

const string = (value: unknown) => typeof value === "string" && value.length > 0;
const uri = (value: unknown) => string(value) && /^[a-z][a-z0-9+.-]*:\S+$/i.test(value as string);
const url = (value: unknown) => uri(value) && URL.canParse(value as string);
const dateTime = (value: unknown) =>
  string(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value as string);
const bool = (value: unknown) => typeof value === "boolean";
const is =
  (...allowed: readonly unknown[]) =>
  (value: unknown) =>
    allowed.includes(value);
/** A list of types that has this one. */
const types = (name: string) => (value: unknown) => Array.isArray(value) && value.includes(name);

const CONTEXTS = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];

const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  AchievementCredential: {
    "@context": (value) => Array.isArray(value) && CONTEXTS.every((one, at) => value[at] === one),
    id: uri,
    type: (value) => types("VerifiableCredential")(value) && types("OpenBadgeCredential")(value),
    issuer: "Profile",
    validFrom: dateTime,
    credentialSubject: "AchievementSubject",
    "name?": string,
    "validUntil?": dateTime,
    "evidence?": "[Evidence]",
    "credentialStatus?": "CredentialStatus",
  },
  Profile: { id: uri, type: types("Profile"), "name?": string, "url?": url },
  AchievementSubject: {
    type: types("AchievementSubject"),
    achievement: "Achievement",
    "id?": uri,
    "identifier?": "[IdentityObject]",
    "result?": "[Result]",
  },
  Achievement: {
    id: uri,
    type: types("Achievement"),
    criteria: "Criteria",
    description: string,
    name: string,
    "achievementType?": is("Achievement", "Badge", "Competency", "Certificate", "MicroCredential"),
    "alignment?": "[Alignment]",
    "resultDescription?": "[ResultDescription]",
  },
  Criteria: { "narrative?": string, "id?": uri },
  Alignment: { type: types("Alignment"), targetName: string, targetUrl: url, "targetFramework?": string },
  ResultDescription: {
    id: uri,
    type: types("ResultDescription"),
    name: string,
    resultType: is("RubricCriterionLevel", "PerformanceLevel", "RawScore", "Result"),
    "rubricCriterionLevel?": "[RubricCriterionLevel]",
  },
  RubricCriterionLevel: { id: uri, type: types("RubricCriterionLevel"), name: string, "level?": string },
  Result: { type: types("Result"), "resultDescription?": uri, "achievedLevel?": uri, "value?": string },
  Evidence: { type: types("Evidence"), "id?": uri, "name?": string, "narrative?": string },
  IdentityObject: {
    type: is("IdentityObject"),
    hashed: bool,
    identityHash: string,
    identityType: is("name", "emailAddress"),
    "salt?": string,
  },
  CredentialStatus: { id: uri, type: string },
};

/** Every breach of the rules, as the path and what is wrong; properties that no rule knows are breaches too. */
export function faultsOf(className: string, value: unknown, path = "$"): string[] {
  if (className.startsWith("["))
    return Array.isArray(value)
      ? value.flatMap((one, at) => faultsOf(className.slice(1, -1), one, `${path}[${at}]`))
      : [`${path} is no list`];
  if (typeof value !== "object" || value === null) return [`${path} is no object`];
  const rules = Object.entries(RULES[className]!);
  const known = new Set(rules.map(([name]) => name.replace("?", "")));
  const strangers = Object.keys(value).filter((name) => !known.has(name));
  return [
    ...strangers.map((name) => `${path}.${name} is not known`),
    ...rules.flatMap(([name, rule]) => {
      const property = name.replace("?", "");
      const at = `${path}.${property}`;
      const held = (value as Record<string, unknown>)[property];
      if (held === undefined) return name.endsWith("?") ? [] : [`${at} is missing`];
      if (typeof rule === "string") return faultsOf(rule, held, at);
      return rule(held) ? [] : [`${at} is wrong: ${JSON.stringify(held)}`];
    }),
  ];
}
