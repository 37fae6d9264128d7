// jest runs tests in a realm of their own. Node's structuredClone makes arrays of the outer realm, which the Pulumi SDK's
// serializer (`instanceof Array`) takes for objects: only in tests, so the tests bring a clone of their realm's own.
function clone(value) {
  if (Array.isArray(value)) return Array.from(value, clone);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.getPrototypeOf(value) === null ? Object.create(null) : {};
  for (const [key, member] of Object.entries(value)) {
    Object.defineProperty(copy, key, { value: clone(member), enumerable: true, writable: true, configurable: true });
  }
  return copy;
}
globalThis.structuredClone = clone;
