import type { GraphResource } from "../../blueprints/graph/graph";
import { isRecord } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import { known } from "../world/unseen";
import type { World } from "../world/world";

/** Headers, in lower case, that a CDN of the environment adds to what it asks of origins: each with one value. */
export const cdnHeaders = (world: World): ReadonlySet<string> =>
  world.fact("cdn.headers", () => {
    const names = [
      ...world.all(TYPES.distribution).flatMap((cdn) => originHeaders(cdn, world)),
      ...world.all(TYPES.cloudflareRuleset).flatMap((ruleset) => rulesetHeaders(ruleset, world)),
    ];
    return new Set(names.map((name) => name.toLowerCase()));
  });

const items = (resource: GraphResource, path: string, world: World): readonly unknown[] =>
  known(() => world.list(resource, path))?.value ?? [];

const originHeaders = (cdn: GraphResource, world: World): readonly string[] =>
  items(cdn, "origins", world).flatMap((_, at) =>
    items(cdn, `origins[${at}].customHeaders`, world).flatMap((header) =>
      isRecord(header) && typeof header.name === "string" ? [header.name] : [],
    ),
  );

const rulesetHeaders = (ruleset: GraphResource, world: World): readonly string[] =>
  items(ruleset, "rules", world).flatMap((_, at) => {
    const headers = world.peek(ruleset, `rules[${at}].actionParameters.headers`);
    return isRecord(headers) ? Object.keys(headers) : [];
  });
