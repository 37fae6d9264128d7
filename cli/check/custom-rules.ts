import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { ScalekitError } from "../../blueprints/problems/problem";
import type { Rule } from "../../policies/rule";

/**
 * Rules of the team's own packages. They are code, so they are loaded only from a folder that was named for it: never by
 * themselves from the checkout that is judged (DECISIONS 31).
 * @param from folder with a node_modules that holds the packages
 * @param checkout folder that must not contain `from`: the pull request's
 * @throws ScalekitError SK6003
 */
export function customRules(
  packages: readonly string[],
  from: string | undefined,
  checkout: string | undefined,
  own: readonly Rule[],
): Rule[] {
  if (packages.length === 0) return [];
  if (from === undefined)
    throw refused(
      `the manifest asks for rules of ${packages.join(", ")}`,
      "name the folder that has them in node_modules: --rules-from DIR (on your own machine: --rules-from .)",
    );
  const folder = resolve(from);
  if (checkout !== undefined && isBelow(folder, checkout))
    throw refused(
      `${from} is inside the checkout, whose code is not run`,
      "install the packages in a folder outside of it and name that with --rules-from",
    );
  const taken = new Set<string>(own.map(({ id }) => id));
  const rules = packages.flatMap((name) => rulesOf(name, folder));
  for (const { id } of rules) {
    if (taken.has(id)) throw refused(`there are two rules ${id}`, "give the package's rule another id");
    taken.add(id);
  }
  return rules;
}

function isBelow(folder: string, checkout: string): boolean {
  const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);
  const path = relative(real(checkout), real(folder));
  return path === "" || !path.startsWith("..");
}

function rulesOf(name: string, folder: string): Rule[] {
  let exported: unknown;
  try {
    exported = createRequire(join(folder, "package.json"))(name);
  } catch (error) {
    throw refused(
      `${name} cannot be loaded from ${folder}: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`,
      `install it there: npm install ${name}`,
      error,
    );
  }
  const rules = (exported as { rules?: unknown } | null)?.rules;
  if (!Array.isArray(rules) || !rules.every(isRule))
    throw refused(
      `${name} exports no list \`rules\` of rules`,
      "export `rules: Rule[]`, made with `rule` from scalekit",
    );
  return rules;
}

function isRule(value: unknown): value is Rule {
  if (typeof value !== "object" || value === null) return false;
  const candidate = value as Partial<Rule>;
  const texts = [candidate.id, candidate.title, candidate.why, candidate.fix, candidate.source];
  return (
    texts.every((text) => typeof text === "string") &&
    /^[a-z0-9]+\/[a-z0-9-]+$/.test(candidate.id ?? "") &&
    typeof candidate.subjects === "function" &&
    typeof candidate.judge === "function" &&
    typeof candidate.severity === "object"
  );
}

const refused = (message: string, fix: string, cause?: unknown): ScalekitError =>
  new ScalekitError({ code: "SK6003", message, fix }, 2, { cause });
