import type { GraphResource } from "../../blueprints/graph/graph";
import { anyOf } from "../world/any";
import type { World } from "../world/world";

/** What a client asks: nothing of it but host and path is known. */
export interface Asked {
  readonly host: string;
  readonly path: string;
}

/** Paths of a rule's conditions, as patterns; undefined where it has none. */
export const pathsOf = (rule: GraphResource, world: World): readonly string[] | undefined => {
  const found = world
    .list(rule, "conditions")
    .flatMap((_, at) => world.texts(rule, `conditions[${at}].pathPattern.values`));
  return found.length > 0 ? found : undefined;
};

/** Conditions that a plain request may meet; it carries no header, query or address that a rule could ask for. */
const PLAIN = ["hostHeader", "pathPattern", "httpRequestMethod"];

/** True where a rule takes a plain GET for a host and path. */
export const takes = (rule: GraphResource, { host, path }: Asked, world: World): boolean =>
  world.list(rule, "conditions").every((condition, at) => {
    const kinds = typeof condition === "object" && condition !== null ? Object.keys(condition) : [];
    return kinds
      .filter((kind) => world.has(rule, `conditions[${at}].${kind}`))
      .every((kind) => {
        if (!PLAIN.includes(kind)) return false;
        const wanted = kind === "hostHeader" ? host : kind === "pathPattern" ? path : "GET";
        return anyOf(world.texts(rule, `conditions[${at}].${kind}.values`), (pattern) => fits(pattern, wanted));
      });
  });

/** Patterns know * and ? [docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html]. */
export function fits(pattern: string, text: string): boolean {
  const source = pattern
    .toLowerCase()
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`).test(text.toLowerCase());
}
