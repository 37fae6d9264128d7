import { isRecord, isText, type Json } from "../../reading";
import { arnOf, beside, type Made, type Original, openValue, tagList } from "./made";

/** Rights that the transform gives besides those that are written. */
export interface Rights {
  readonly principal: string;
  /** Names of AWS's own policies. */
  readonly managed: readonly string[];
  readonly inline?: readonly Json[];
}

/** The role that the transform makes where none is written; `role` is what the resource then bears. */
export function roleOf(original: Original, rights: Rights): { readonly role: unknown; readonly made: readonly Made[] } {
  const { id, properties } = original;
  if (properties.Role !== undefined) return { role: properties.Role, made: [] };
  const { arns, inline } = policiesOf(id, properties.Policies);
  const role = beside(original, `${id}Role`, "AWS::IAM::Role", {
    AssumeRolePolicyDocument: trust(rights.principal),
    ManagedPolicyArns: [...new Set([...rights.managed.map(managedArn), ...arns])],
    ...((inline.length > 0 || rights.inline) && { Policies: [...inline, ...(rights.inline ?? [])] }),
    PermissionsBoundary: properties.PermissionsBoundary,
    Path: properties.RolePath,
    Tags: tagList(properties.Tags),
  });
  return { role: arnOf(`${id}Role`), made: [role] };
}

/** A role by itself that may do one thing. */
export const roleFor = (original: Pick<Original, "attributes">, id: string, principal: string, statement: Json): Made =>
  beside(original, id, "AWS::IAM::Role", {
    AssumeRolePolicyDocument: trust(principal),
    Policies: [{ PolicyName: `${id}Policy`, PolicyDocument: { Version: "2012-10-17", Statement: [statement] } }],
  });

export const statementPolicy = (name: string, action: string, resource: unknown): Json => ({
  PolicyName: name,
  PolicyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
  },
});

const trust = (principal: string): Json => ({
  Version: "2012-10-17",
  Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: [principal] } }],
});

/**
 * Names and ARNs of policies, texts of policies, and templates of the transform's own, which name resources and whose texts
 * are not known here.
 */
function policiesOf(id: string, written: unknown): { arns: unknown[]; inline: Json[] } {
  const arns: unknown[] = [];
  const inline: Json[] = [];
  for (const [index, policy] of [written].flat().entries()) {
    const PolicyName = `${id}RolePolicy${index}`;
    if (isText(policy)) arns.push(policy.startsWith("arn:") ? policy : managedArn(policy));
    else if (!isRecord(policy)) continue;
    else if (policy.Statement !== undefined) inline.push({ PolicyName, PolicyDocument: policy });
    else if (Object.keys(policy).some((key) => key === "Ref" || key.startsWith("Fn::"))) arns.push(policy);
    else inline.push({ PolicyName, PolicyDocument: openValue(policy) });
  }
  return { arns, inline };
}

const managedArn = (name: string): string =>
  `arn:aws:iam::aws:policy/${/^AWSLambda\w*(Execution|Access)/.test(name) ? "service-role/" : ""}${name}`;
