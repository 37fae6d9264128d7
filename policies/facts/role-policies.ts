import type { GraphResource } from "../../blueprints/graph/graph";
import { isRecord } from "../../blueprints/graph/values";
import { TYPES } from "../types";
import type { World } from "../world/world";

/** A policy of a role: its name where it is one of AWS's own, its text where that is written and known. */
export interface RolePolicy {
  readonly from: GraphResource;
  /** Such as AmazonEKSWorkerNodePolicy. */
  readonly managed?: string;
  readonly text?: string;
  /** True where it is attached by an ARN that is not known: which policy it is can't be seen. */
  readonly unread: boolean;
}

const MANAGED = /^arn:[\w-]+:iam::aws:policy\/(?:[\w-]+\/)*([\w-]+)$/;

/** All policies of a role, by companion resources and by its own inputs. */
export function policiesOfRole(role: GraphResource, world: World): readonly RolePolicy[] {
  const attached = world
    .referrers(role, [TYPES.rolePolicyAttachment, "aws:iam/policyAttachment:PolicyAttachment"])
    .map((from) => ofArn(from, world.peek(from, "policyArn"), world));
  const inline = world.referrers(role, [TYPES.rolePolicy]).map((from) => ofText(from, world.peek(from, "policy")));
  return [...attached, ...inline, ...ownInputs(role, world)];
}

function ownInputs(role: GraphResource, world: World): readonly RolePolicy[] {
  return [
    ...world.list(role, "managedPolicyArns").map((arn) => ofArn(role, arn, world)),
    ...world
      .list(role, "inlinePolicies")
      .map((_, index) => ofText(role, world.peek(role, `inlinePolicies[${index}].policy`))),
  ];
}

function ofArn(from: GraphResource, arn: unknown, world: World): RolePolicy {
  const managed = typeof arn === "string" ? MANAGED.exec(arn)?.[1] : undefined;
  if (managed !== undefined) return { from, managed, unread: false };
  const [policy] = world.linked(from, "policyArn", TYPES.policy);
  return policy ? ofText(policy, world.peek(policy, "policy")) : { from, unread: true };
}

const ofText = (from: GraphResource, text: unknown): RolePolicy => ({
  from,
  ...(typeof text === "string" && { text }),
  unread: false,
});

/** True where a policy's text is known and allows the action, by its name or by a star; on what, and when, is not asked. */
export const namesAction = ({ text }: RolePolicy, action: string): boolean =>
  allowed(text).some((named) => {
    const star = named.indexOf("*");
    return star < 0 ? named === action : action.startsWith(named.slice(0, star));
  });

/** True where a policy's text is known and allows nothing of this service. */
export const allowsNothingOf = (policy: RolePolicy, service: string): boolean =>
  policy.text !== undefined && !allowed(policy.text).some((named) => named === "*" || named.startsWith(`${service}:`));

/** Actions that a policy's statements allow; what allows all but some counts as all. */
function allowed(text: string | undefined): readonly string[] {
  const statements = listOf(parsed(text)?.Statement);
  return statements.flatMap((statement) => {
    if (!isRecord(statement) || statement.Effect !== "Allow") return [];
    return statement.NotAction === undefined ? listOf(statement.Action).map(String) : ["*"];
  });
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
