import type { Source } from "../../blueprints/manifest/source";

/** Where a value came from, in few words: the place in the manifest, or the tier's default that would override it. */
export const placeText = (source: Source): string =>
  "file" in source ? `${source.file}:${source.line}:${source.column}` : `${source.default} of tier ${source.tier}`;
