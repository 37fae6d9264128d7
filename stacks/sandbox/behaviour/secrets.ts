import { createHash } from "node:crypto";
import { factsOf } from "../facts/facts";
import { canonical, holdsSecret, isEmpty, isRecord, isSecret, type Properties, reveal } from "../value";

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

/**
 * Properties as they may be written down: secrets, marked or known to be such, only as fingerprints. What stands beside a
 * secret in one value stays readable, as the cloud answers it.
 */
export function hidden(type: string, inputs: Properties, properties: Properties): Properties {
  const facts = factsOf(type);
  const entries = Object.entries(properties).map(([name, value]) => {
    const whole = facts?.properties[name]?.sensitive === true || isGenerated(type, name);
    const closed = whole && !isEmpty(value) && !isFingerprint(value) ? fingerprint(reveal(value)) : value;
    return [name, whole ? closed : concealed(inputs[name], value)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
}

/** The value with fingerprints wherever the input has a secret. */
function concealed(input: unknown, value: unknown): unknown {
  if (isEmpty(value) || isFingerprint(value) || !holdsSecret(input)) return value;
  if (Array.isArray(input) && Array.isArray(value) && input.length === value.length)
    return value.map((member: unknown, index) => concealed(input[index], member));
  if (isRecord(input) && isRecord(value) && !isSecret(input))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, concealed(input[name], member)]));
  return fingerprint(reveal(value));
}

/** Whether a fingerprint is anywhere in it. */
export const holdsFingerprint = (value: unknown): boolean =>
  isFingerprint(value) ||
  (Array.isArray(value)
    ? value.some(holdsFingerprint)
    : isRecord(value) && Object.values(value).some(holdsFingerprint));

/** The value with a text in place of each fingerprint. */
export function withText(value: unknown, text: string): unknown {
  if (isFingerprint(value)) return text;
  if (Array.isArray(value)) return value.map((member: unknown) => withText(member, text));
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withText(member, text)]))
    : value;
}

/** Whether a plain value is the one that was written down. */
export function isWritten(stored: unknown, value: unknown): boolean {
  if (isFingerprint(stored)) return stored.$secret === fingerprint(value).$secret;
  if (!holdsFingerprint(stored)) return canonical(stored) === canonical(value);
  if (Array.isArray(stored))
    return (
      Array.isArray(value) &&
      stored.length === value.length &&
      stored.every((one, index) => isWritten(one, value[index]))
    );
  if (!isRecord(stored) || !isRecord(value)) return false;
  const names = new Set([...Object.keys(stored), ...Object.keys(value)]);
  return [...names].every((name) => isWritten(stored[name], value[name]));
}

/** What @pulumi/random makes is secret by itself; the oracle knows nothing of it. */
const isGenerated = (type: string, name: string): boolean =>
  type.endsWith(":RandomPassword") && ["result", "bcryptHash"].includes(name);
