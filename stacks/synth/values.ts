import type { Secret, Unknown } from "../../blueprints/graph/graph";

/** What the SDK puts in place of a value that is not known yet. */
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
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

export const UNKNOWN: Unknown = { $unknown: true };
export const SECRET_VALUE: Secret = { $secret: true };

/** A program's inputs as the graph keeps them: unknown and secret marked, contents of secrets dropped. */
export function inputsOf(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, plain(value)]),
  );
}

function plain(value: unknown): unknown {
  if (typeof value === "string") return UNKNOWN_SENTINELS.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  switch (object[SIGNATURE]) {
    case SECRET:
      return SECRET_VALUE;
    case OUTPUT:
      if (object.secret === true) return SECRET_VALUE;
      return "value" in object ? plain(object.value) : UNKNOWN;
    case RESOURCE:
      return plain(object.id === "" ? UNKNOWN_ID : (object.id ?? object.urn));
    default:
      return inputsOf(object);
  }
}

const UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
