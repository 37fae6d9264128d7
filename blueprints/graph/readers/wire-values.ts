import { isRecord, SECRET, UNKNOWN } from "../values";

/** What the SDK and the engine put in place of a value that is not known yet. */
const UNKNOWN_SENTINELS = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SIGNED = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** Properties as Pulumi writes them (to the monitor, to an analyzer, into a state), as the graph keeps them. */
export interface WireValues {
  /** Unknown and secret marked, contents of secrets dropped; without what only the provider's Check filled. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Paths of what only the provider's Check filled, as it says itself. */
  readonly filled: readonly string[];
}

/** pulumi-kubernetes notes a name of its own making here; bridged providers note theirs in `__defaults`. */
const AUTONAMED = "pulumi.com/autonamed";

export function wireValues(object: Readonly<Record<string, unknown>>): WireValues {
  const filled: string[] = [];
  const inputs = members(object, "", filled);
  return { inputs, filled };
}

/** Inputs alone, for where nobody has filled anything yet. */
export const inputsOf = (object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  wireValues(object).inputs;

function members(
  object: Readonly<Record<string, unknown>>,
  path: string,
  filled: string[],
): Readonly<Record<string, unknown>> {
  const defaults = new Set(Array.isArray(object.__defaults) ? object.__defaults : []);
  const isAutoNamed = isRecord(object.annotations) && object.annotations[AUTONAMED] === "true";
  const kept: [string, unknown][] = [];
  for (const [key, value] of Object.entries(object)) {
    if (value === null || value === undefined || key.startsWith("__")) continue;
    const at = path === "" ? key : `${path}.${key}`;
    if (defaults.has(key) || (isAutoNamed && key === "name")) filled.push(at);
    else if (isAutoNamed && key === "annotations") {
      const { [AUTONAMED]: _, ...own } = object.annotations as Readonly<Record<string, unknown>>;
      filled.push(`${at}.${AUTONAMED}`);
      if (Object.keys(own).length > 0) kept.push([key, plain(own, at, filled)]);
    } else kept.push([key, plain(value, at, filled)]);
  }
  return Object.fromEntries(kept);
}

function plain(value: unknown, path: string, filled: string[]): unknown {
  if (typeof value === "string") return UNKNOWN_SENTINELS.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${path}[${index}]`, filled));
  if (!isRecord(value)) return value;
  switch (value[SIGNATURE]) {
    case SIGNED.secret:
      return SECRET;
    case SIGNED.output:
      if (value.secret === true) return SECRET;
      return "value" in value ? plain(value.value, path, filled) : UNKNOWN;
    case SIGNED.resource:
      if (value.id === "") return UNKNOWN;
      return plain(value.id ?? value.urn, path, filled);
    case SIGNED.asset:
    case SIGNED.archive: {
      // The engine adds a hash of the content.
      const { hash: _, ...rest } = value;
      return members(rest, path, filled);
    }
    default:
      return members(value, path, filled);
  }
}
