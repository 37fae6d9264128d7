// Finds each Pulumi type's Terraform type by comparing their properties; the SDK itself does not name it.

/** Spellings that Pulumi may give to a Terraform property: camel case first, then the plurals of lists. */
export function variants(name) {
  const camel = name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  return [camel, `${camel}s`, `${camel}es`, ...(camel.endsWith("y") ? [`${camel.slice(0, -1)}ies`] : [])];
}

const snake = (name) => name[0].toLowerCase() + name.slice(1).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Below this likeness the oracle's provider does not have the type (the SDK may be newer). */
const LIKENESS = 0.85;

/**
 * Terraform type to token, each used once, the likest first: for readers, where two types must never become one. Aliases
 * that the provider keeps under two names go to the same token.
 */
export function assignTypes(resources, oracleTypes) {
  const all = [];
  const spelled = spell(oracleTypes);
  for (const [token, resource] of resources)
    for (const [type, score] of likenesses(token, resource, spelled)) if (score > LIKENESS) all.push({ token, type, score });
  const found = new Map(Object.entries(ALIASES));
  const used = new Set(found.values());
  for (const { token, type } of all.sort((a, b) => b.score - a.score || (a.token < b.token ? -1 : 1))) {
    if (found.has(type) || used.has(token)) continue;
    found.set(type, token);
    used.add(token);
  }
  return found;
}

const ALIASES = {
  aws_lb: "aws:lb/loadBalancer:LoadBalancer",
  aws_lb_listener: "aws:lb/listener:Listener",
  aws_lb_listener_certificate: "aws:lb/listenerCertificate:ListenerCertificate",
  aws_lb_listener_rule: "aws:lb/listenerRule:ListenerRule",
  aws_lb_target_group: "aws:lb/targetGroup:TargetGroup",
  aws_lb_target_group_attachment: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  aws_alb: "aws:lb/loadBalancer:LoadBalancer",
  aws_alb_listener: "aws:lb/listener:Listener",
  aws_alb_listener_certificate: "aws:lb/listenerCertificate:ListenerCertificate",
  aws_alb_listener_rule: "aws:lb/listenerRule:ListenerRule",
  aws_alb_target_group: "aws:lb/targetGroup:TargetGroup",
  aws_alb_target_group_attachment: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  aws_s3_bucket: "aws:s3/bucket:Bucket",
};

/** Token to Terraform type, for every resource of which the oracle has a like one. */
export function matchTypes(resources, oracleTypes) {
  const spelled = spell(oracleTypes);
  const matched = new Map();
  for (const [token, resource] of resources) {
    const best = { score: LIKENESS, type: undefined };
    for (const [type, score] of likenesses(token, resource, spelled))
      if (score > best.score) Object.assign(best, { score, type });
    if (best.type) matched.set(token, best.type);
  }
  return matched;
}

const spell = (oracleTypes) =>
  Object.entries(oracleTypes).map(([type, facts]) => [
    type,
    Object.keys(facts).filter((name) => !name.includes(".") && name !== "id").map(variants),
  ]);

function* likenesses(token, resource, spelled) {
  const names = new Set([...resource.args.map((member) => member.name), ...resource.outputs]);
  for (const [type, properties] of spelled) {
    const hits = properties.filter((forms) => forms.some((form) => names.has(form))).length;
    yield [type, (2 * hits) / (properties.length + names.size) + nameBonus(token, type)];
  }
}

function nameBonus(token, type) {
  const module = token.split(":")[1].split("/")[0];
  const name = snake(token.split(":")[2]);
  if (type === `aws_${module}_${name}` || type === `aws_${name}`) return 0.3;
  if (type.endsWith(`_${name}`)) return 0.2;
  return type.replaceAll("_", "").endsWith(name.replaceAll("_", "")) ? 0.18 : 0;
}
