/** Marks that the SDK puts on the wire (sdk/nodejs/runtime/rpc.ts: specialSigKey, specialSecretSig, specialResourceSig). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** Inputs without their marks; paths of secrets are added to `secrets`. */
export function unwrap(object: Record<string, unknown>, secrets: string[], path = ""): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [key, plain(value, secrets, path ? `${path}.${key}` : key)]),
  );
}

function plain(value: unknown, secrets: string[], path: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => plain(item, secrets, `${path}.${index}`));
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === SECRET) {
    secrets.push(path);
    return plain(object.value, secrets, path);
  }
  if (object[SIGNATURE] === RESOURCE) return object.id ?? object.urn;
  return unwrap(object, secrets, path);
}
