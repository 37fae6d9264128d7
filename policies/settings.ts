import type { Resolved } from "../blueprints/manifest/manifest";
import type { Source, Written } from "../blueprints/manifest/source";
import { nearest } from "../blueprints/problems/nearest";
import type { Problem } from "../blueprints/problems/problem";
import { EXEMPTION_RULES } from "./exemptions/about";
import { AREAS, type Rule } from "./rule";

/** Rule ids in the manifest that no rule has: each an error with the nearest right one, never ignored. */
export function settingsProblems({ manifest, sourceOf }: Resolved, rules: readonly Rule[]): Problem[] {
  const { levels, exemptions } = manifest.policies;
  const ids = [...rules.flatMap(({ id, aliases = [] }) => [id, ...aliases]), ...EXEMPTION_RULES];
  const areas = [...new Set([...AREAS, ...ids.map((id) => id.slice(0, id.indexOf("/")))])].map((area) => `${area}/*`);
  const wrong = (word: string, path: string, valid: readonly string[]): Problem[] => {
    if (valid.includes(word)) return [];
    const near = nearest(word, valid);
    const at = written(sourceOf(path));
    return [
      {
        code: "SK6001",
        message: `there is no rule "${word}"`,
        path,
        ...(at && { at }),
        expected: "the id of a rule",
        ...(near !== undefined && { nearest: near }),
        fix: near === undefined ? "`scalekit explain rules` lists them" : `write ${near}`,
      },
    ];
  };
  return [
    ...Object.keys(levels).flatMap((word) => wrong(word, `policies.levels.${word}`, [...ids, ...areas])),
    ...exemptions.flatMap(({ rule }, index) => wrong(rule, `policies.exemptions.${index}.rule`, ids)),
  ];
}

const written = (source: Source): Written | undefined => ("file" in source ? source : undefined);
