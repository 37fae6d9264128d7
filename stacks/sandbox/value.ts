// Values as the engine sends them: plain JSON, with three kinds of marked values.

/** The engine's mark for "not known before the run" (sdk/go/common/resource/plugin, `UnknownStringValue`). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSETS = new Set(["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"]);

export type Properties = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isSecret = (value: unknown): value is { readonly value: unknown } =>
  isRecord(value) && value[SIGNATURE] === SECRET;

/** A file or an archive that the program hands over; the sandbox does not look inside. */
export const isAsset = (value: unknown): boolean => isRecord(value) && ASSETS.has(String(value[SIGNATURE]));

/** The value with all secret marks taken off. */
export function reveal(value: unknown): unknown {
  if (isSecret(value)) return reveal(value.value);
  if (Array.isArray(value)) return value.map(reveal);
  if (!isRecord(value) || isAsset(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reveal(member)]));
}

export const revealAll = (properties: Properties): Properties => reveal(properties) as Properties;

/** Whether a mark of secrecy is anywhere in it. */
export function holdsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isRecord(value) && Object.values(value).some(holdsSecret);
}

export function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isRecord(value) && Object.values(value).some(holdsUnknown);
}

/** JSON with sorted keys: equal values give equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join(",")}}`;
}

export const isEmpty = (value: unknown): boolean => value === undefined || value === null;

/** The value at a dotted path such as `spec.template` ; undefined where there is none. */
export function at(value: unknown, path: string): unknown {
  let found: unknown = value;
  for (const step of path.split(".")) found = isRecord(found) ? found[step] : undefined;
  return found;
}

/** A property as text; empty where it is absent or not known. */
export function text(properties: Properties, name: string): string {
  const value = at(properties, name);
  return value === UNKNOWN || isEmpty(value) || typeof value === "object" ? "" : String(value);
}
