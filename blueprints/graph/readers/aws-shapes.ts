import facts from "./facts/aws.json";

/** One property of a Terraform type (or block), and what Pulumi calls it. */
export interface Property {
  readonly pulumi: string;
  /** A list of one that Pulumi has as a single object or value. */
  readonly single: boolean;
  readonly secret: boolean;
  /** Pulumi calls it by a plural that Terraform doesn't have: a list of blocks. */
  readonly plural: boolean;
  /** Only the provider fills it. */
  readonly output: boolean;
  /** What is inside, by Terraform's names. */
  readonly shape?: Shape;
}
export type Shape = ReadonlyMap<string, Property>;
export interface TypeShape {
  readonly token: string;
  readonly shape: Shape;
}

const encoded = new Map<string, string>(Object.entries(facts.types));
const decoded = new Map<string, TypeShape>();
const shapes = new Map<number, Shape>();
let terraformNames: Map<string, string> | undefined;

/** How a Terraform type maps to Pulumi's; decoded on first use. */
export function terraformType(type: string): TypeShape | undefined {
  const known = decoded.get(type);
  if (known) return known;
  const text = encoded.get(type);
  if (text === undefined) return undefined;
  const [token = "", properties = ""] = text.split(" ");
  const result = { token, shape: decode(properties) };
  decoded.set(type, result);
  return result;
}

/** The same by Pulumi's token. */
export function tokenShape(token: string): Shape | undefined {
  if (!terraformNames) {
    terraformNames = new Map();
    for (const [name, text] of encoded) terraformNames.set(text.slice(0, text.indexOf(" ")), name);
  }
  const name = terraformNames.get(token);
  return name === undefined ? undefined : terraformType(name)?.shape;
}

function shapeAt(index: number): Shape {
  const known = shapes.get(index);
  if (known) return known;
  const shape = decode(facts.shapes[index] ?? "");
  shapes.set(index, shape);
  return shape;
}

const PROPERTY = /^(\w+)(?:(\+[ei]?)|=(\w+))?(\^)?(!)?(~)?(?::([0-9a-z]+))?$/;

function decode(text: string): Shape {
  const shape = new Map<string, Property>();
  for (const part of text.split(",")) {
    const [, name, plural, other, single, secret, output, inner] = PROPERTY.exec(part) ?? [];
    if (name === undefined) continue;
    const index = inner === undefined ? undefined : Number.parseInt(inner, 36);
    shape.set(name, {
      pulumi: other ?? spell(name, plural),
      single: single !== undefined,
      plural: plural !== undefined,
      secret: secret !== undefined,
      output: output !== undefined,
      // Read when asked for: few of a type's blocks are written in any one state.
      ...(index !== undefined && {
        get shape() {
          return shapeAt(index);
        },
      }),
    });
  }
  return shape;
}

export const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function spell(name: string, plural: string | undefined): string {
  const camel = camelCase(name);
  if (plural === "+") return `${camel}s`;
  if (plural === "+e") return `${camel}es`;
  return plural === "+i" ? `${camel.slice(0, -1)}ies` : camel;
}
