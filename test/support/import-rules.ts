import { dirname, join, normalize } from "node:path";

/** Source files by their path from the root of the repository. */
export type Sources = ReadonlyMap<string, string>;

interface Import {
  readonly from: string;
  /** Path of the imported file, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** A domain may import the ones before it. */
const DOMAINS = [
  "skills",
  "workers",
  "partners",
  "needs",
  "consent",
  "matching",
  "privacy",
  "connections",
  "outcomes",
  "alerts",
  "notifications",
  "webhooks",
  "showcase",
  "advice",
  "teams",
  "exchange",
  "insights",
  "allocation",
  "demonstration",
];

const STATEMENT = /^(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"|^import\s+"([^"]+)"/gm;

export function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) =>
    [...text.matchAll(STATEMENT)].map((match) => {
      const target = match[2] ?? match[3] ?? "";
      const to = target.startsWith(".")
        ? normalize(join(dirname(from), target)).replace(/\.js$/, ".ts")
        : target;
      return { from, to, typeOnly: match[1] !== undefined };
    }),
  );
}

/** Every breach of the rules of the architecture, in words. */
export function breaches(sources: Sources): string[] {
  const imports = importsOf(sources);
  return [
    ...imports.flatMap(domainBreaches),
    ...imports.flatMap(layerBreaches),
    ...cycles(imports),
    ...environmentReaders(sources),
  ];
}

const folderOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1];

function domainBreaches({ from, to }: Import): string[] {
  const [own, other] = [folderOf(from), folderOf(to)];
  if (!own || !other || own === other) return [];
  if (own === "platform") return [`${from} is platform and imports the domain file ${to}`];
  if (other === "platform" || !DOMAINS.includes(own)) return [];
  const found: string[] = [];
  if (DOMAINS.indexOf(other) > DOMAINS.indexOf(own)) found.push(`${from} imports the later domain ${other}`);
  if (to !== `src/${other}/index.ts`) found.push(`${from} reaches into ${to} instead of its index.ts`);
  return found;
}

function layerBreaches({ from, to, typeOnly }: Import): string[] {
  const is = (kind: string) => from.endsWith(`.${kind}.ts`);
  if (is("resolver") && (to === "typeorm" || to === "pg")) return [`${from} is a resolver and imports ${to}`];
  if (is("service") && to.endsWith(".resolver.ts"))
    return [`${from} is a service and imports the resolver ${to}`];
  if (is("service") && to.endsWith("graphql/context.ts"))
    return [`${from} is a service and imports the GraphQL context`];
  if (is("policy") && !typeOnly && /typeorm|\.(service|resolver|reads|loaders)\.ts$/.test(to))
    return [`${from} is a policy and imports ${to}`];
  if (folderOf(to) === "insights" && DOMAINS.includes(folderOf(from) ?? "") && folderOf(from) !== "insights")
    return [`${from} imports insights`];
  return [];
}

/** Circles of imports that exist at run time. */
function cycles(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && to.startsWith("src/")) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push(`a circle: ${[...path.slice(start), file].join(" -> ")}`);
    if (start >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

const environmentReaders = (sources: Sources): string[] =>
  [...sources]
    .filter(
      ([path, text]) => path !== "src/config.ts" && path.startsWith("src/") && /process\.env\b/.test(text),
    )
    .map(([path]) => `${path} reads process.env, which only src/config.ts does`);
