import type { GraphResource } from "../../../blueprints/graph/graph";
import { describeWithReal, readReal, realText } from "../../support/real";

const named = (path: string, name: string): GraphResource | undefined =>
  readReal(path).resources.find((resource) => resource.name === name);

describeWithReal("files that other people's tools wrote", () => {
  it.each([
    ["pulumi/eks-ignoring-scaling-changes.json", "pulumi", 79],
    ["pulumi/awsx-lb-simple.json", "pulumi", 30],
    ["pulumi/awsx-nlb-simple.json", "pulumi", 19],
    ["terraform/checkov-tags-variety.plan.json", "terraform-plan", 3],
    ["terraform/compliance-issue-127.plan.json", "terraform-plan", 6],
    ["terraform/compliance-issue-243.plan.json", "terraform-plan", 9],
    ["terraform/regula-cloudfront-https.plan.json", "terraform-plan", 5],
    ["terraform/driftctl-aws_dynamodb_table.tfstate", "terraform-state", 2],
    ["terraform/driftctl-aws_elb.tfstate", "terraform-state", 1],
    ["terraform/driftctl-aws_rds_cluster.tfstate", "terraform-state", 1],
    ["terraform/driftctl-aws_route53_record_multiples.tfstate", "terraform-state", 11],
    ["cloudformation/aurora-global-primary-cluster.yml", "cloudformation", 24],
    ["cloudformation/aurora-global-standby-cluster.yml", "cloudformation", 15],
    ["cloudformation/global-table.yml", "cloudformation", 2],
    ["cloudformation/globalRouting.yaml", "cloudformation", 5],
    ["cloudformation/rds-mysql-with-read-replica.yaml", "cloudformation", 3],
    ["cloudformation/widdix-elasticache-redis.yaml", "cloudformation", 4],
    ["cloudformation/widdix-rds-mysql.yaml", "cloudformation", 3],
  ])("%s is known as %s and has %i resources", (path, format, count) => {
    const read = readReal(path);
    expect([read.format, read.resources.length]).toEqual([format, count]);
    expect(Object.keys(read.unmapped).filter((type) => !type.startsWith("Custom::"))).toEqual([]);
    expect(new Set(read.resources.map(({ id }) => id)).size).toBe(count);
  });

  it("keep the numbers that decide in Terraform's plans", () => {
    const path = "terraform/compliance-issue-127.plan.json";
    expect(named(path, "aws_autoscaling_group.example")).toMatchObject({
      type: "aws:autoscaling/group:Group",
      region: "us-east-1",
      inputs: { minSize: 2, maxSize: 10, healthCheckType: "ELB", loadBalancers: ["ptct-gsearch-dev-cluster"] },
    });
    expect(named(path, "aws_autoscaling_group.example")?.inputs.availabilityZones).toHaveLength(6);
    expect(named(path, "aws_elb.example")?.inputs).not.toHaveProperty("accessLogs");
    const group = named("terraform/compliance-issue-243.plan.json", "aws_autoscaling_group.success");
    expect(group?.inputs).toMatchObject({ minSize: 1, maxSize: 1, healthCheckType: { $unknown: true } });
  });

  it("keep what references say though the value is unknown", () => {
    const { resources } = readReal("terraform/regula-cloudfront-https.plan.json");
    const distribution = resources.find(({ name }) => name === "aws_cloudfront_distribution.https_only");
    expect(distribution?.references.origins).toEqual(
      expect.arrayContaining([expect.stringMatching(/::aws_s3_bucket\.bucket$/)]),
    );
  });

  it("keep what the cloud answered in Terraform's states, without the password", () => {
    const path = "terraform/driftctl-aws_rds_cluster.tfstate";
    expect(named(path, "aws_rds_cluster.postgresql")).toMatchObject({
      region: "us-east-1",
      inputs: { deletionProtection: false, storageEncrypted: false, masterPassword: { $secret: true } },
      outputs: { arn: expect.stringMatching(/^arn:aws:rds:us-east-1:/) },
    });
    const password = /"master_password": "([^"]+)"/.exec(realText(path))?.[1];
    expect(password).toBeDefined();
    expect(JSON.stringify(readReal(path))).not.toContain(`"${password}"`);
    const table = named("terraform/driftctl-aws_dynamodb_table.tfstate", "aws_dynamodb_table.example");
    expect(table?.inputs).toMatchObject({
      pointInTimeRecovery: { enabled: false },
      replicas: [{ regionName: "us-east-2" }, { regionName: "us-west-2" }],
    });
    const records = readReal("terraform/driftctl-aws_route53_record_multiples.tfstate").resources;
    expect(records.filter(({ inputs }) => inputs.type === "A" && inputs.ttl === 300)).toHaveLength(8);
    expect(records.find(({ inputs }) => inputs.type === "NS")?.inputs.ttl).toBe(172_800);
  });

  it("resolve parameters, mappings and conditions in CloudFormation's templates", () => {
    expect(named("cloudformation/widdix-rds-mysql.yaml", "DBInstance")?.inputs).toMatchObject({
      multiAz: "true",
      backupRetentionPeriod: "30",
      storageEncrypted: false,
    });
    expect(named("cloudformation/widdix-elasticache-redis.yaml", "ReplicationGroup")?.inputs).toMatchObject({
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
    });
    expect(named("cloudformation/rds-mysql-with-read-replica.yaml", "MainDB")?.inputs).toMatchObject({
      multiAz: "false",
      backupRetentionPeriod: 7,
      storageEncrypted: true,
    });
    const primary = "cloudformation/aurora-global-primary-cluster.yml";
    expect(named(primary, "DBCluster")?.inputs).toMatchObject({ backupRetentionPeriod: 7, deletionProtection: false });
    expect(named(primary, "DBInstance1")?.type).toBe("aws:rds/clusterInstance:ClusterInstance");
    expect(named("cloudformation/globalRouting.yaml", "PrimaryRegionRecord")?.inputs).toMatchObject({
      latencyRoutingPolicies: [{ region: "us-east-1" }],
      aliases: [{ evaluateTargetHealth: true }],
    });
    expect(named("cloudformation/global-table.yml", "DDBGlobalTable")?.inputs).toMatchObject({
      pointInTimeRecovery: { enabled: true },
      replicas: [{ regionName: "us-west-2", pointInTimeRecovery: true }],
    });
  });
});
