import { DEFAULT_POLICIES, policies } from "./build";
import { decode } from "./decode";
import { environmentsOf } from "./environment";
import type { PolicySettings } from "./manifest";
import { merge } from "./merge";
import { parse } from "./parse";
import { validate } from "./validate";

/**
 * What a manifest says of rules in an environment, though the rest of it may not be valid, or have no such environment:
 * then what it says of all of them.
 * @returns undefined where that section cannot be read
 */
export function policiesIn(text: Uint8Array | string, file: string, environment: string): PolicySettings | undefined {
  const decoded = decode(text, file);
  if (typeof decoded !== "string") return undefined;
  const written = parse(decoded, file);
  if (!("tree" in written)) return undefined;
  const { tree, places } = merge(written, environmentsOf(written).includes(environment) ? environment : "");
  if (tree.policies === undefined) return DEFAULT_POLICIES;
  const wrong = validate({ policies: tree.policies }, places).some(({ path = "" }) => /^policies(\.|$)/.test(path));
  return wrong ? undefined : policies(tree.policies);
}
