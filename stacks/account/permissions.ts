import facts from "../../blueprints/facts/permissions.json";
import type { ResourceGraph } from "../../blueprints/graph/graph";

/** An IAM policy document with exactly the actions that making, reading, changing and deleting the plan's resources asks for. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Types whose rights are not known, named so that nobody takes the policy for whole. */
export interface LeastPolicy {
  readonly policy: Policy;
  readonly unknownTypes: readonly string[];
}

const ACTIONS: Readonly<Record<string, readonly string[]>> = facts.types;
/** Services without regions: a condition on the region would refuse them. */
const GLOBAL_SERVICES = new Set(["iam", "route53", "cloudfront", "sts", "organizations"]);

/**
 * The least policy for a plan. Regional actions are allowed only in the plan's regions (and us-east-1, where CloudFront's
 * certificate and firewall live); `iam:PassRole` and role changes only on roles and profiles of this project.
 * Source of the actions: the CloudFormation registry's handler permissions (blueprints/facts/permissions.json).
 */
export function leastPolicy(
  graph: ResourceGraph,
  scope: { readonly account: string; readonly regions: readonly string[] },
): LeastPolicy {
  const types = [
    ...new Set(graph.resources.filter(({ custom, type }) => custom && type.startsWith("aws:")).map(({ type }) => type)),
  ].sort();
  const actions = new Set(["sts:GetCallerIdentity"]);
  const unknownTypes: string[] = [];
  for (const type of types) {
    const known = ACTIONS[type];
    if (!known) unknownTypes.push(type);
    for (const action of known ?? []) actions.add(action);
  }
  const sorted = [...actions].sort();
  const isGlobal = (action: string) => GLOBAL_SERVICES.has(action.split(":")[0] ?? "");
  const onRoles = sorted.filter((action) => action.startsWith("iam:"));
  const global = sorted.filter((action) => isGlobal(action) && !action.startsWith("iam:"));
  const regional = sorted.filter((action) => !isGlobal(action));
  const regions = [...new Set([...scope.regions, "us-east-1"])].sort();
  const iam = (kind: string) => `arn:aws:iam::${scope.account}:${kind}/*`;
  const statements: PolicyStatement[] = [
    {
      Sid: "Regional",
      Effect: "Allow",
      Action: regional,
      Resource: ["*"],
      Condition: { StringEquals: { "aws:RequestedRegion": regions } },
    },
    { Sid: "Global", Effect: "Allow", Action: global, Resource: ["*"] },
    {
      Sid: "Roles",
      Effect: "Allow",
      Action: onRoles,
      Resource: [iam("role"), iam("instance-profile"), iam("policy"), iam("oidc-provider")],
    },
  ];
  return {
    unknownTypes,
    policy: { Version: "2012-10-17", Statement: statements.filter(({ Action }) => Action.length > 0) },
  };
}
