/** Words that no key of a manifest may be: see SK1010. */
const RESERVED = new Set(["constructor", "prototype"]);

/** Any text as a name of the manifest: what is not allowed becomes a hyphen, what is too long is cut. */
export function nameFrom(text: string, fallback = "app"): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 24)
    .replace(/-+$/, "");
  return name === "" || RESERVED.has(name) ? fallback : name;
}
