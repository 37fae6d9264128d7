import { DEFAULT_ENVIRONMENT } from "./environment";
import type { Manifest } from "./manifest";

/** Why an environment must answer at every hour of the week; undefined where nobody promised that. */
export function promisesEveryHour({ environment, objectives }: Manifest): string | undefined {
  const availability = `${Number((objectives.availability * 100).toFixed(4))} %`;
  if (environment === DEFAULT_ENVIRONMENT) return `${environment} promises ${availability} at every hour`;
  if (objectives.gate === "mandatory") return `objectives.gate is mandatory, and ${availability} asks for every hour`;
  return undefined;
}
