import { type Property, type Shape, tokenShape } from "../aws-shapes";
import hand from "../facts/cloudformation.json";
import generated from "../facts/cloudformation-types.json";

/** A property's place: by its own kind (see `about` in the data), or keys of a list of {Key, Value}. */
export type Place = string | Readonly<Record<string, string>>;

export interface Mapped {
  readonly token: string;
  readonly shape: Shape;
  /** Places by dotted path of the template's names. */
  readonly places: ReadonlyMap<string, Place>;
}

interface HandWritten {
  readonly token: string;
  readonly properties?: Readonly<Record<string, Place>>;
}

const byHand = new Map<string, HandWritten>(Object.entries(hand.types as Readonly<Record<string, HandWritten>>));
const byName = new Map<string, string>(Object.entries(generated.types));
const mapped = new Map<string, Mapped | undefined>();

/** How a CloudFormation type maps to Pulumi's; undefined for types that nothing maps. */
export function cloudFormationType(type: string): Mapped | undefined {
  if (mapped.has(type)) return mapped.get(type);
  const written = byHand.get(type);
  const token = written?.token ?? byName.get(type);
  const shape = token === undefined ? undefined : tokenShape(token);
  const result =
    token !== undefined && shape
      ? { token, shape, places: new Map(Object.entries(written?.properties ?? {})) }
      : undefined;
  mapped.set(type, result);
  return result;
}

const indexes = new WeakMap<Shape, ReadonlyMap<string, Property>>();

/** Properties by Pulumi's name in small letters, as both sides spell acronyms in their own ways. */
function indexOf(shape: Shape): ReadonlyMap<string, Property> {
  const known = indexes.get(shape);
  if (known) return known;
  const index = new Map([...shape.values()].map((property) => [property.pulumi.toLowerCase(), property]));
  indexes.set(shape, index);
  return index;
}

export const propertyNamed = (shape: Shape | undefined, pulumi: string): Property | undefined =>
  shape && indexOf(shape).get(pulumi.toLowerCase());

/** The property that a template's name means: `VPCZoneIdentifier` is vpcZoneIdentifiers, a role's `RoleName` is name. */
export function propertyFor(shape: Shape | undefined, name: string, resource: string): Property | undefined {
  if (!shape) return undefined;
  const index = indexOf(shape);
  const lower = name.toLowerCase();
  const own = resource.toLowerCase();
  const forms = [
    lower,
    `${lower}s`,
    `${lower}es`,
    lower.replace(/y$/, "ies"),
    lower.replace(/s$/, ""),
    lower.startsWith(own) ? lower.slice(own.length) : "",
    `${lower}enabled`,
    `enable${lower}`,
    lower.replace(/^enable(.*)$/, "$1enabled"),
    `is${lower}`,
    lower.replace(/configuration$/, "config"),
    lower.replace(/config$/, "configuration"),
    lower.replace(/specification$/, ""),
  ];
  for (const form of forms) {
    const found = index.get(form);
    if (form !== "" && found && !(found.output && form !== lower)) return found;
  }
  return undefined;
}

/** `SSESpecification` as `sseSpecification`: for names that no property is found for. */
export const lowerFirst = (name: string): string =>
  name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (start) => start.toLowerCase());
