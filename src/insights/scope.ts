import { InvalidInput } from "../platform/graphql/errors.js";
import type { Loaders } from "../platform/graphql/loaders.js";
import { uuidOf } from "../platform/graphql/typed-id.js";
import { regionOfLibrary, type Where, whereOf } from "./insights.reads.js";

/**
 * Where figures are asked for: at a library, in a region, or else in the consortium.
 * @param path of the library in what the caller sent
 * @throws InvalidInput for both of them, or an id that is no library's
 */
export async function whereIn(
  loaders: Loaders,
  libraryId: string | null | undefined,
  region: string | null | undefined,
  path: readonly string[],
): Promise<Where> {
  if (!libraryId) return whereOf(null, region ?? null);
  if (region !== null && region !== undefined)
    throw new InvalidInput([{ field: path, message: `give either \`${path.at(-1)}\` or \`region\`` }]);
  const id = uuidOf("library", libraryId, path);
  return whereOf(id, await loaders.load(regionOfLibrary, id));
}
