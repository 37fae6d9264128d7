import { createHash } from "node:crypto";
import { factsOf } from "../facts/facts";
import { canonical, holdsSecret, isEmpty, isRecord, type Properties, reveal } from "../value";

/** Stands on disk for a value that must not be there in the clear; equal values have equal fingerprints. */
export interface Fingerprint {
  readonly $secret: string;
}

export const fingerprint = (value: unknown): Fingerprint => ({
  $secret: createHash("sha256")
    .update(`scalekit sandbox ${canonical(value)}`)
    .digest("hex")
    .slice(0, 32),
});

export const isFingerprint = (value: unknown): value is Fingerprint =>
  isRecord(value) && typeof value.$secret === "string";

/** Properties as they may be written down: secrets, marked or known to be such, only as fingerprints. */
export function hidden(type: string, inputs: Properties, properties: Properties): Properties {
  const facts = factsOf(type);
  const entries = Object.entries(properties).map(([name, value]) => {
    const secret = holdsSecret(inputs[name]) || facts?.properties[name]?.sensitive === true || isGenerated(type, name);
    return [name, secret && !isEmpty(value) && !isFingerprint(value) ? fingerprint(reveal(value)) : value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
}

/** What @pulumi/random makes is secret by itself; the oracle knows nothing of it. */
const isGenerated = (type: string, name: string): boolean =>
  type.endsWith(":RandomPassword") && ["result", "bcryptHash"].includes(name);
