import { nearest } from "../problems/nearest";
import type { Problem } from "../problems/problem";
import { isTree, placeOf, type WrittenTree } from "./tree";

/** Name of the environment of a manifest that defines none. */
export const DEFAULT_ENVIRONMENT = "production";

/** The environments that a manifest defines, in its order. */
export const environmentsOf = (written: WrittenTree): readonly string[] =>
  isTree(written.tree.environments) ? Object.keys(written.tree.environments) : [];

/**
 * Which environment is meant: the one asked for, the only one, or production.
 * @returns its name and the overlay's key ("" for none), or what is wrong
 */
export function chooseEnvironment(
  written: WrittenTree,
  asked: string | undefined,
): { name: string; overlay: string } | Problem {
  const defined = environmentsOf(written);
  if (defined.length === 0 && (asked === undefined || asked === DEFAULT_ENVIRONMENT))
    return { name: DEFAULT_ENVIRONMENT, overlay: "" };
  const only = defined.length === 1 ? defined[0] : undefined;
  const name = asked ?? only ?? DEFAULT_ENVIRONMENT;
  if (defined.includes(name)) return { name, overlay: name };
  const near = nearest(name, defined);
  const at = placeOf(written.places, "environments", "key");
  return {
    code: "SK1012",
    message:
      asked === undefined
        ? "which environment? there is none named production"
        : `the manifest has no environment "${asked.slice(0, 60)}"`,
    path: "environments",
    ...(at && { at }),
    expected:
      defined.length === 0
        ? "production, the only environment of a manifest that defines none"
        : `one of ${defined.join(", ")}`,
    ...(near !== undefined && { nearest: near }),
    fix:
      asked === undefined
        ? `choose one with --env ${defined[0] ?? ""}`
        : "use one of these, or add it under `environments:`",
  };
}
