import combinations from "../facts/combinations.json";

/**
 * Whether a version of an Aurora engine has storage whose I/O is not billed (facts/combinations.json). A version without its
 * last numbers is whichever AWS gives, which is newer.
 */
export function takesIoOptimized(engine: "aurora-postgresql" | "aurora-mysql", version: string): boolean {
  const { minimum, pattern } = combinations.ioOptimized[engine];
  const found = new RegExp(pattern).exec(version)?.slice(1).map(Number);
  return found === undefined || isNewEnough(found, minimum);
}

/** At least the bound of its own major version; majors that are newer than all bounds have it too. */
function isNewEnough([major = 0, ...rest]: readonly number[], bounds: readonly (readonly number[])[]): boolean {
  const own = bounds.find(([bound]) => bound === major);
  if (!own) return bounds.every(([bound = 0]) => major > bound);
  const at = rest.findIndex((value, index) => value !== own[index + 1]);
  return at < 0 || (rest[at] ?? 0) > (own[at + 1] ?? 0);
}
