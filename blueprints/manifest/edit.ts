import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, parseDocument } from "yaml";
import type { Outcome } from "../problems/problem";
import type { Tier } from "../tiers/tier";
import { checkBounds } from "./bounds";
import { splice, type Value } from "./splice";

/**
 * Writes one value into the manifest's text and leaves everything else (comments, order, quotes, line ends) as it is.
 * @param path dotted path in the written form, such as `data.orders.class` or `environments.staging.tier`
 * @returns the new text; a problem (SK1140) where the path leads through a list, a single value or an alias
 */
export function setValue(text: string, path: string, value: Value): Outcome<string> {
  const document = parsed(text);
  if (!document || !isMap(document.contents)) return refuse(path, "the file is not a valid manifest");
  const keys = path.split(".");
  const edited = splice(text, document, keys, value);
  if (edited === undefined)
    return refuse(path, "what contains it is not a mapping, or is repeated elsewhere by an alias");
  return onlyThatChanged(text, edited, keys, value)
    ? { ok: true, value: edited, warnings: [] }
    : refuse(path, "the file would not read back as meant");
}

/**
 * Writes the tier of one environment: into its overlay where that states one or where other environments share the
 * top level's, so that only this one moves; else at the top level.
 */
export function setTier(text: string, tier: Tier, environment: string): Outcome<string> {
  const document = parsed(text);
  if (!document) return refuse("tier", "the file is not a valid manifest");
  const environments = document.getIn(["environments"]);
  const names = isMap(environments) ? environments.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
  const hasOwn = (name: string) => document.hasIn(["environments", name, "tier"]);
  const shared = names.some((name) => name !== environment && !hasOwn(name));
  const overlay = names.includes(environment) && (hasOwn(environment) || shared);
  return setValue(text, overlay ? `environments.${environment}.tier` : "tier", tier);
}

function parsed(text: string) {
  if (checkBounds(text, "")) return undefined;
  const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
  return document.errors.length > 0 ? undefined : document;
}

/** The new text means the old one with this one value set; anything else must not reach the file. */
function onlyThatChanged(before: string, after: string, keys: readonly string[], value: Value): boolean {
  try {
    const [expected, found] = [parsed(before), parsed(after)];
    expected?.setIn(keys, value);
    return found !== undefined && isDeepStrictEqual(expected?.toJS(), found.toJS());
  } catch {
    return false;
  }
}

function refuse(path: string, why: string): Outcome<string> {
  return {
    ok: false,
    problems: [
      {
        code: "SK1140",
        message: `${path} cannot be written into the manifest: ${why}`,
        path,
        fix: "make the change by hand",
      },
    ],
  };
}
