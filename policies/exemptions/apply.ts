import type { Exemption } from "../../blueprints/manifest/manifest";
import { matchesGlob } from "../glob";

/** What an exemption may excuse: a failing verdict's rule, resource and fingerprint. */
export interface Excusable {
  /** Id of the rule and its old ones. */
  readonly rules: readonly string[];
  readonly address: string;
  readonly fingerprint: string;
}

/** How exemptions and failures fit together on a day. */
export interface Matching<T> {
  readonly excused: ReadonlyMap<T, Exemption>;
  /** Past their day: they excuse nothing any more. */
  readonly expired: readonly Exemption[];
  /** Meant nothing that is there. */
  readonly unused: readonly Exemption[];
  /** Their pattern fits other resources than the one that their fingerprint means. */
  readonly tooBroad: readonly Exemption[];
}

/**
 * An exemption excuses the one failure whose fingerprint it names, on a resource that its pattern fits, until its day.
 * One that names a resource of another environment is left to that one's own check.
 * @param today year-month-day, in UTC
 */
export function matchExemptions<T extends Excusable>(
  items: readonly T[],
  exemptions: readonly Exemption[],
  addresses: readonly string[],
  today: string,
  environment: string | undefined,
): Matching<T> {
  const excused = new Map<T, Exemption>();
  const expired: Exemption[] = [];
  const unused: Exemption[] = [];
  const tooBroad: Exemption[] = [];
  for (const exemption of exemptions) {
    if (environment !== undefined && isForeign(exemption, environment)) continue;
    const meant = items.filter(
      (item) =>
        item.fingerprint === exemption.fingerprint &&
        item.rules.includes(exemption.rule) &&
        fits(exemption.resource, item.address, environment),
    );
    if (meant.length === 0) unused.push(exemption);
    else if (exemption.expires < today) expired.push(exemption);
    else {
      for (const item of meant) excused.set(item, exemption);
      if (fitsMore(exemption.resource, addresses)) tooBroad.push(exemption);
    }
  }
  return { excused, expired, unused, tooBroad };
}

const isForeign = ({ resource }: Exemption, environment: string): boolean =>
  !/^(\*|environment)/.test(resource) && !resource.startsWith(`${environment}-`) && resource !== wholeOf(environment);

/** How an exemption names an environment as a whole, so that it excuses nothing in the others of the manifest. */
export const wholeOf = (environment: string): string => `${environment}/environment`;

const fits = (pattern: string, address: string, environment: string | undefined): boolean =>
  matchesGlob(pattern, address) ||
  (address === "environment" &&
    (environment === undefined ? /^[^/*]+\/environment$/.test(pattern) : pattern === wholeOf(environment)));

/** More than one resource of what is there: then the pattern, read by a person, promises more than it should. */
function fitsMore(pattern: string, addresses: readonly string[]): boolean {
  if (!pattern.includes("*")) return false;
  let fitting = 0;
  for (const address of addresses) if (matchesGlob(pattern, address) && ++fitting > 1) return true;
  return false;
}
