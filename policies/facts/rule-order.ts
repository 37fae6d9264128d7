import type { GraphResource } from "../../blueprints/graph/graph";
import { isSecret, isUnknown } from "../../blueprints/graph/values";
import { allOf, anyOf } from "../world/any";
import type { World } from "../world/world";
import { cdnHeaders } from "./cdn-headers";
import { fits } from "./listener-rules";

/** True where every request that the second rule takes is one that the first takes too. */
export const coversRule = (first: GraphResource, second: GraphResource, world: World): boolean =>
  allOf(conditionsOf(first, world), (condition) => {
    const same = conditionsOf(second, world).filter(({ kind }) => kind === condition.kind);
    return anyOf(same, (narrower) => coversCondition(condition, narrower, world));
  });

interface Condition {
  readonly rule: GraphResource;
  /** With the name of the header, where it is one: different headers are different questions. */
  readonly kind: string;
  /** Where its values stand. */
  readonly at: string;
}

const KINDS = ["hostHeader", "pathPattern", "httpRequestMethod", "sourceIp", "httpHeader", "queryStrings"];

function conditionsOf(rule: GraphResource, world: World): readonly Condition[] {
  return world.list(rule, "conditions").flatMap((_, index) =>
    KINDS.flatMap((kind): Condition[] => {
      const at = `conditions[${index}].${kind}`;
      if (!world.has(rule, at)) return [];
      if (kind === "queryStrings") return [{ rule, kind, at }];
      const name = kind === "httpHeader" ? (world.text(rule, `${at}.httpHeaderName`) ?? "").toLowerCase() : "";
      return [{ rule, kind: `${kind} ${name}`, at: `${at}.values` }];
    }),
  );
}

function coversCondition(wide: Condition, narrow: Condition, world: World): boolean {
  const [one, other] = [wide, narrow].map(({ rule, at }) => world.peek(rule, at));
  // What a CDN adds has one value: two rules that ask for it, and do not show it, ask for the same.
  if (isHidden(one) && isHidden(other) && cdnHeaders(world).has(wide.kind.replace(/^httpHeader /, ""))) return true;
  if (wide.kind === "queryStrings") return JSON.stringify(one) === JSON.stringify(other);
  const patterns = world.texts(wide.rule, wide.at);
  return allOf(world.texts(narrow.rule, narrow.at), (text) =>
    patterns.some((pattern) => (isPattern(wide.kind) ? coversPattern(pattern, text) : pattern === text)),
  );
}

const isPattern = (kind: string): boolean => /^(hostHeader|pathPattern|httpHeader) /.test(kind);
const isHidden = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 && value.every(isHidden) : isSecret(value) || isUnknown(value);

/** Longer than any pattern may be [rule-condition-types.html: 128 characters], so that no row of ? covers it. */
const ANYTHING = "\u0001".repeat(129);
/** A * of the narrower pattern may stand for nothing or for much; more of them than this are taken as much. */
const MOST_STARS = 5;

/** True where a pattern matches everything that another does. */
export function coversPattern(wide: string, narrow: string): boolean {
  const parts = narrow.replaceAll("?", "\u0001").split("*");
  const stars = parts.length - 1;
  if (stars > MOST_STARS) return fits(wide, parts.join(ANYTHING));
  return Array.from({ length: 2 ** stars }, (_, choice) => choice).every((choice) =>
    fits(wide, parts.reduce((text, part, at) => text + ((choice >> (at - 1)) & 1 ? ANYTHING : "") + part)),
  );
}
