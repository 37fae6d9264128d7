import { readCloudFormationValue } from "../../blueprints/graph/readers/cloudformation";
import { longForm } from "../../blueprints/graph/readers/cloudformation/template";
import { parseYaml } from "../../blueprints/graph/readers/yaml";
import { evaluate } from "../../policies/evaluate";
import { RULES } from "../../policies/rules";
import { World } from "../../policies/world/world";
import { worst } from "../../policies/world/worst";
import { describeWithReal, readReal, realText } from "../support/real";

const ruleOf = (id: string) => RULES.filter((rule) => rule.id === id);

/** What a rule says of one resource of a real file, at tier growth. */
function verdictOn(path: string, rule: string, name: string): string {
  const judgements = evaluate(new World(readReal(path), "growth"), ruleOf(rule));
  const verdicts = judgements.filter(({ subject }) => subject.name === name).map(({ verdict }) => verdict.verdict);
  return worst(verdicts) ?? "does not apply";
}

// What a correct auditor says, from the notes beside the files; only what a rule exists for.
const SAID: readonly (readonly [path: string, rule: string, resource: string, verdict: string])[] = [
  ["terraform/compliance-issue-127.plan.json", "compute/group-spans-zones", "aws_autoscaling_group.example", "pass"],
  ["terraform/compliance-issue-127.plan.json", "compute/group-uses-lb-health", "aws_autoscaling_group.example", "pass"],
  ["terraform/compliance-issue-243.plan.json", "compute/survives-zone-loss", "aws_autoscaling_group.success", "fail"],
  ["terraform/compliance-issue-243.plan.json", "compute/group-spans-zones", "aws_autoscaling_group.success", "unknown"],
  [
    "terraform/compliance-issue-243.plan.json",
    "compute/group-uses-lb-health",
    "aws_autoscaling_group.success",
    "unknown",
  ],
  [
    "terraform/checkov-tags-variety.plan.json",
    "nosql/recovery-on-every-replica",
    "aws_dynamodb_table.basic-dynamodb-table",
    "pass",
  ],
  [
    "terraform/regula-cloudfront-https.plan.json",
    "edge/waf-same-everywhere",
    "aws_cloudfront_distribution.https_only",
    "fail",
  ],
  ["terraform/driftctl-aws_rds_cluster.tfstate", "db/deletion-guard", "aws_rds_cluster.postgresql", "fail"],
  ["terraform/driftctl-aws_rds_cluster.tfstate", "sec/data-private", "aws_rds_cluster.postgresql", "fail"],
  [
    "terraform/driftctl-aws_dynamodb_table.tfstate",
    "nosql/recovery-on-every-replica",
    "aws_dynamodb_table.basic-dynamodb-table",
    "fail",
  ],
  [
    "terraform/driftctl-aws_dynamodb_table.tfstate",
    "nosql/recovery-on-every-replica",
    "aws_dynamodb_table.example",
    "fail",
  ],
  ["cloudformation/aurora-global-primary-cluster.yml", "db/deletion-guard", "DBCluster", "fail"],
  ["cloudformation/aurora-global-primary-cluster.yml", "db/backup-window-kept", "DBCluster", "pass"],
  ["cloudformation/aurora-global-primary-cluster.yml", "db/reader-in-other-zone", "DBCluster", "pass"],
  ["cloudformation/aurora-global-primary-cluster.yml", "sec/data-private", "DBCluster", "pass"],
  ["cloudformation/aurora-global-primary-cluster.yml", "db/multi-az", "DBInstance1", "does not apply"],
  ["cloudformation/globalRouting.yaml", "edge/health-evaluated", "PrimaryRegionRecord", "pass"],
  ["cloudformation/global-table.yml", "nosql/recovery-on-every-replica", "DDBGlobalTable", "pass"],
  ["cloudformation/widdix-rds-mysql.yaml", "db/multi-az", "DBInstance", "pass"],
  ["cloudformation/widdix-rds-mysql.yaml", "db/backup-window-kept", "DBInstance", "pass"],
  ["cloudformation/widdix-rds-mysql.yaml", "db/deletion-guard", "DBInstance", "fail"],
  ["cloudformation/widdix-elasticache-redis.yaml", "cache/fails-over", "ReplicationGroup", "pass"],
  ["cloudformation/rds-mysql-with-read-replica.yaml", "db/multi-az", "MainDB", "fail"],
  ["cloudformation/rds-mysql-with-read-replica.yaml", "db/backup-window-kept", "MainDB", "pass"],
  ["cloudformation/rds-mysql-with-read-replica.yaml", "db/multi-az", "ReplicaDB", "does not apply"],
  ["pulumi/awsx-lb-simple.json", "compute/service-rolls-safely", "my-service", "fail"],
  ["pulumi/awsx-lb-simple.json", "net/balancer-spans-zones", "nginx-lb", "pass"],
  ["pulumi/eks-ignoring-scaling-changes.json", "net/egress-per-zone", "ignore-scaling-config-private-1", "pass"],
];

describeWithReal("of real files", () => {
  it.each(SAID)("%s: %s says of %s: %s", (path, rule, resource, verdict) => {
    expect(ruleOf(rule)).toHaveLength(1);
    expect(verdictOn(path, rule, resource)).toBe(verdict);
  });
});

interface Case {
  readonly name: string;
  readonly input: unknown;
  readonly expectations: { readonly rules: Readonly<Record<string, "PASS" | "FAIL" | "SKIP">> };
}

// Rules of the guard registry that ours equal. Their suppressions (in metadata) mean nothing here, so SKIP is not compared.
const EQUAL: readonly (readonly [file: string, rule: string])[] = [
  ["autoscaling_group_elb_healthcheck_required_tests.yml", "compute/group-uses-lb-health"],
  ["dynamodb_pitr_enabled_tests.yml", "nosql/recovery-on-every-replica"],
];

describeWithReal("the guard registry's own tests", () => {
  it.each(EQUAL)("%s: %s says the same", (file, rule) => {
    const parsed = parseYaml(realText(`guard/${file}`), longForm);
    if ("wrong" in parsed) throw new Error(parsed.wrong);
    const cases = (parsed.documents.flat() as Case[]).filter(
      (one) => !Object.values(one.expectations.rules).includes("SKIP"),
    );
    expect(cases.length).toBeGreaterThan(2);
    const said = cases.map(({ name, input }) => {
      const read = readCloudFormationValue(input);
      if (!read.ok) throw new Error(read.problems[0]?.message);
      const verdicts = evaluate(new World(read.value, "growth"), ruleOf(rule)).map(({ verdict }) => verdict.verdict);
      return `${name}: ${(worst(verdicts) ?? "skip").toUpperCase()}`;
    });
    expect(said).toEqual(cases.map(({ name, expectations }) => `${name}: ${Object.values(expectations.rules)[0]}`));
  });
});
