import type { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import facts from "../../../blueprints/facts/quotas.json";
import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Plan } from "../../../blueprints/plan/plan";
import type { AccountCheck, CheckResult } from "../check";
import { readQuota } from "../quota-values";

interface QuotaFact {
  readonly service: string;
  readonly code: string;
  readonly what: string;
  readonly default: number;
  /** Pulumi type that counts one each. */
  readonly countType?: string;
  /** True: counts virtual CPUs of the largest fleet that the plan allows. */
  readonly vcpus?: boolean;
}

const QUOTAS: readonly QuotaFact[] = facts.quotas;

/** Each region's plan against the account's quotas. What others already use in the account is not counted, and the text says so. */
export const quotas: AccountCheck = async ({ plan, graph, clients }) => {
  const results: CheckResult[] = [];
  for (const stack of plan.stacks.filter(({ kind }) => kind === "region")) {
    const here = graph.resources.filter((resource) => resource.stack === stack.name);
    for (const quota of QUOTAS) {
      const needed = quota.vcpus ? peakVcpus(stack.parts) : count(here, quota.countType);
      if (needed > 0) results.push(await compare(clients(stack.region).quotas, stack.region, quota, needed));
    }
  }
  return results;
};

const count = (resources: readonly GraphResource[], type: string | undefined): number =>
  resources.filter((resource) => resource.type === type).length;

/** Virtual CPUs of all scaling groups at their maximum, each instance taken as the largest of its types. */
export function peakVcpus(parts: Plan["stacks"][number]["parts"]): number {
  return parts.reduce((total, part) => {
    if (part.kind === "service") return total + part.args.maximum * largest(part.args.instanceTypes);
    if (part.kind === "cluster") return total + part.args.nodesMaximum * largest(part.args.nodeTypes);
    return total;
  }, 0);
}

const largest = (types: readonly string[]): number => Math.max(...types.map(vcpusOf));

/** Sizes name their virtual CPUs alike in the current general, compute and memory families. */
function vcpusOf(instanceType: string): number {
  const size = instanceType.split(".")[1] ?? "";
  const known = (facts.vcpusBySize as Readonly<Record<string, number>>)[size];
  if (known !== undefined) return known;
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  return multiple ? Number(multiple) * 4 : 0;
}

async function compare(
  client: ServiceQuotasClient,
  region: string,
  quota: QuotaFact,
  needed: number,
): Promise<CheckResult> {
  const base = { id: `quota.${region}.${quota.code}`, title: `${quota.what} in ${region}` };
  const found = await readQuota(client, quota);
  const limit = found.value ?? quota.default;
  const origin =
    found.value === undefined ? `AWS's default; the account's own could not be read (${found.why})` : "this account's";
  const detail = `the plan may need ${needed} of ${limit} (${origin}; what else runs in the account is not counted)`;
  if (needed > limit) {
    return {
      ...base,
      status: "missing",
      detail,
      fix: `ask for more: aws service-quotas request-service-quota-increase --region ${region} --service-code ${quota.service} --quota-code ${quota.code} --desired-value ${Math.ceil(needed * 1.2)}`,
    };
  }
  if (found.value === undefined)
    return {
      ...base,
      status: "unknown",
      detail,
      fix: "allow servicequotas:GetServiceQuota and GetAWSDefaultServiceQuota",
    };
  return { ...base, status: "ok", detail };
}
