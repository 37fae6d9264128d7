import { changed, withInputs } from "../../change-sample";
import { nodesOfShard } from "../../facts/sessions";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";

const compliant: Sample = {
  resources: [
    {
      type: TYPES.replicationGroup,
      name: "sessions",
      inputs: { automaticFailoverEnabled: true, multiAzEnabled: true, numCacheClusters: 2 },
    },
  ],
};

export const failsOver = rule({
  id: "cache/fails-over",
  title: "A cache fails over to a replica in another zone by itself",
  scope: "resource",
  severity: perTier("info", "error", "error", "error"),
  why: "Without a replica that takes over, the loss of one node empties the cache and logs everybody out; without several zones the loss of one does.",
  source:
    "AWS Security Hub control ElastiCache.3, https://docs.aws.amazon.com/securityhub/latest/userguide/elasticache-controls.html#elasticache-3",
  fix: "switch automatic failover and several zones on, with a replica in each shard",
  types: [TYPES.replicationGroup],
  elsewhere: [
    { tool: "checkov", id: "CKV2_AWS_50", note: "the switch only, not the replica nor its zone" },
    { tool: "security-hub", id: "ElastiCache.3" },
    { tool: "cdk-nag", id: "AwsSolutions-AEC4" },
    { tool: "cfn-lint", id: "E3026", note: "only where cluster mode is on" },
    { tool: "prowler", id: "elasticache_redis_cluster_multi_az_enabled" },
  ],
  example: { compliant, failing: changed(compliant, withInputs("sessions", { multiAzEnabled: undefined })) },
  subjects: (world) => world.all(TYPES.replicationGroup),
  judge(group, world) {
    if (nodesOfShard(group, world) < 2) return fail("has no replica to fail over to", { input: "numCacheClusters" });
    // Defaults of the provider: off.
    for (const [input, what] of [
      ["automaticFailoverEnabled", "does not fail over by itself"],
      ["multiAzEnabled", "does not spread over zones"],
    ] as const)
      if (world.flag(group, input) !== true) return fail(`${what}: ${input} is off`, { input });
    return pass();
  },
});
