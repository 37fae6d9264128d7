// Finds each Pulumi type's Terraform type by comparing their properties; the SDK itself does not name it.

/** Spellings that Pulumi may give to a Terraform property: camel case first, then the plurals of lists. */
export function variants(name) {
  const camel = name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  return [camel, `${camel}s`, `${camel}es`, ...(camel.endsWith("y") ? [`${camel.slice(0, -1)}ies`] : [])];
}

const snake = (name) => name[0].toLowerCase() + name.slice(1).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Below this likeness the oracle's provider does not have the type (the SDK may be newer). */
const LIKENESS = 0.85;

/** Token to Terraform type, for every resource of which the oracle has a like one. */
export function matchTypes(resources, oracleTypes) {
  const spelled = Object.entries(oracleTypes).map(([type, facts]) => [
    type,
    Object.keys(facts).filter((name) => !name.includes(".") && name !== "id").map(variants),
  ]);
  const matched = new Map();
  for (const [token, resource] of resources) {
    const names = new Set([...resource.args.map((member) => member.name), ...resource.outputs]);
    const best = { score: LIKENESS, type: undefined };
    for (const [type, properties] of spelled) {
      const hits = properties.filter((forms) => forms.some((form) => names.has(form))).length;
      const score = (2 * hits) / (properties.length + names.size) + nameBonus(token, type);
      if (score > best.score) Object.assign(best, { score, type });
    }
    if (best.type) matched.set(token, best.type);
  }
  return matched;
}

function nameBonus(token, type) {
  const module = token.split(":")[1].split("/")[0];
  const name = snake(token.split(":")[2]);
  if (type === `aws_${module}_${name}` || type === `aws_${name}`) return 0.3;
  if (type.endsWith(`_${name}`)) return 0.2;
  return type.replaceAll("_", "").endsWith(name.replaceAll("_", "")) ? 0.18 : 0;
}
