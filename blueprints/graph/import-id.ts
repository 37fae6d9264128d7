import facts from "../facts/import-ids.json";

const FORMATS = new Map<string, string>(Object.entries(facts.formats));
const NOT_IMPORTABLE = new Set<string>(facts.notImportable);

/** True where the provider can read a thing of this type by an id alone. */
export const isImportable = (type: string): boolean => !NOT_IMPORTABLE.has(type) && !type.startsWith("random:");

/**
 * The id that `pulumi import` wants of a resource of that type.
 * @param inputOf the value of an input, or of `id`, as the cloud has it; undefined where it is not known
 * @returns undefined where a value that it is made of is not known
 */
export function importId(type: string, inputOf: (name: string) => string | undefined): string | undefined {
  let whole = true;
  const id = (FORMATS.get(type) ?? "{id}").replace(/\{([^}]+)\}/g, (_, names: string) => {
    const value = names
      .split("|")
      .map(inputOf)
      .find((each) => each !== undefined && each !== "");
    if (value === undefined) whole = false;
    return value ?? "";
  });
  return whole && id !== "" ? id : undefined;
}
