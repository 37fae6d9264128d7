import { SECRET } from "../values";

const SECRET_NAME =
  /passw(or)?d|passphrase|secret|token|private_?key|credential|api_?key|access_?key|connection_?string/i;
/** Names of such a thing, which are no secrets: `secret_arn`, `token_ttl`. */
const ABOUT = /(arn|id|ids|name|version|ttl|url|type|rotation|enabled|days|length|file|path|policy|period)s?$/i;

/** Whether a property of a type that no schema was read for may hold a secret, by its name: rather one too many. */
export const looksSecret = (name: string): boolean => SECRET_NAME.test(name) && !ABOUT.test(name);

/** A mapping that somebody chose the keys of (environment variables), without the values of secrets. */
export const withoutSecretKeys = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, typeof value === "string" && looksSecret(key) ? SECRET : value]),
  );

/** Container definitions, JSON in a text, without the values of environment variables that look like secrets. */
export function withoutSecretVariables(text: string): string {
  if (!/"environment"/i.test(text)) return text;
  try {
    const containers: unknown = JSON.parse(text);
    return Array.isArray(containers) ? JSON.stringify(containers, (_, value: unknown) => variable(value)) : text;
  } catch {
    return text;
  }
}

/** One `{name, value}`; what else is in the definitions stays. */
function variable(entry: unknown): unknown {
  if (typeof entry !== "object" || entry === null || !("name" in entry) || !("value" in entry)) return entry;
  return typeof entry.name === "string" && looksSecret(entry.name) ? { ...entry, value: "" } : entry;
}
