import { clean } from "../../blueprints/topology/names";

export { clean, regionIn } from "../../blueprints/topology/names";

/** True where a certificate's name covers a host: itself, or one label in place of a star. */
export function matches(pattern: string, host: string): boolean {
  const [wanted, name] = [clean(pattern), clean(host)];
  if (wanted === name) return true;
  return wanted.startsWith("*.") && name.includes(".") && name.slice(name.indexOf(".") + 1) === wanted.slice(2);
}
