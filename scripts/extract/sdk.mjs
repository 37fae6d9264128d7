// Reads a Pulumi SDK's declarations: each resource's type token, its arguments, and what only the provider computes.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export function readSdk(folder) {
  const interfaces = new Map();
  // Small providers have no nested types.
  const nested = join(folder, "types", "input.d.ts");
  if (existsSync(nested)) collect(parse(nested), "", interfaces);
  return {
    version: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version,
    resources: new Map([...resourceFiles(folder)].flatMap(readResource)),
    /** Members of a nested input type such as `rds.ClusterScalingConfiguration`. */
    input: (reference) => {
      const found = interfaces.get(reference);
      return found && membersOf(found);
    },
  };
}

function* resourceFiles(folder, top = true) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (name !== "node_modules" && !(top && name === "types")) yield* resourceFiles(path, false);
    } else if (name.endsWith(".js") && name !== "index.js") yield path;
  }
}

/** Token and shape of a resource file; nothing for other files. */
function readResource(path) {
  const code = readFileSync(path, "utf8");
  const token = /__pulumiType = '([^']+)'/.exec(code)?.[1];
  if (!token) return [];
  const outputs = [...code.matchAll(/resourceInputs\["(\w+)"\] = undefined \/\*out\*\//g)].map((match) => match[1]);
  const source = parse(path.replace(/\.js$/, ".d.ts"));
  const className = token.split(":")[2];
  const args = source.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === `${className}Args`);
  return args ? [[token, { args: membersOf(args), outputs: [...new Set(outputs)] }]] : [];
}

const parse = (path) => ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, false);

function collect(node, prefix, into) {
  for (const statement of node.statements ?? []) {
    if (ts.isInterfaceDeclaration(statement)) into.set(prefix + statement.name.text, statement);
    if (ts.isModuleDeclaration(statement)) collect(statement.body, `${prefix}${statement.name.text}.`, into);
  }
}

const membersOf = (declaration) =>
  declaration.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.text,
    optional: member.questionToken !== undefined,
    ...shapeOf(member.type),
  }));

/** What a member takes, with `pulumi.Input` and `| undefined` taken off. */
function shapeOf(type) {
  if (ts.isUnionTypeNode(type)) return union(type.types.map(shapeOf));
  if (ts.isArrayTypeNode(type)) return { ...shapeOf(type.elementType), list: true };
  if (ts.isTypeLiteralNode(type)) return { ...elementOfMap(type), map: true };
  if (type.kind === ts.SyntaxKind.StringKeyword) return { scalar: "string" };
  if (type.kind === ts.SyntaxKind.NumberKeyword) return { scalar: "number" };
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return { scalar: "boolean" };
  if (type.kind === ts.SyntaxKind.AnyKeyword) return { any: true };
  if (ts.isParenthesizedTypeNode(type)) return shapeOf(type.type);
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return { scalar: "string", constant: type.literal.text };
  if (!ts.isTypeReferenceNode(type)) return {};
  const name = nameOf(type.typeName);
  if (name === "pulumi.Input" || name === "Input") return shapeOf(type.typeArguments[0]);
  if (name.startsWith("inputs.")) return { reference: name.slice("inputs.".length) };
  if (name.endsWith("PolicyDocument")) return { document: true };
  if (name.startsWith("pulumi.asset.")) return { asset: true };
  return { scalar: "string" };
}

function union(shapes) {
  const kinds = new Set(shapes.map((shape) => shape.scalar ?? shape.reference).filter((kind) => kind !== undefined));
  return Object.assign({}, ...shapes, kinds.size > 1 && { mixed: true });
}

/** Maps of anything but plain values are not looked into. */
function elementOfMap(type) {
  const signature = type.members.find(ts.isIndexSignatureDeclaration);
  const { scalar, list, map, mixed } = signature ? shapeOf(signature.type) : {};
  return scalar && !list && !map && !mixed ? { scalar } : {};
}

const nameOf = (name) => (ts.isIdentifier(name) ? name.text : `${nameOf(name.left)}.${name.right.text}`);
