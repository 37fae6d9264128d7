import { Network } from "../../../components/network/network";
import type { NetworkComponentArgs } from "../../../components/network/network-args";
import { named, ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { networkArgs } from "./base";

const build = (more: Partial<NetworkComponentArgs> = {}): Promise<Registered[]> =>
  registerIn(() => new Network("network", { ...networkArgs, ...more }));

const identities = (resources: readonly Registered[]) => resources.map(({ type, name }) => `${type}::${name}`);
const ROUTE = "aws:ec2/route:Route";

describe("a network", () => {
  test("has nine subnets over three zones, none of which hands out public addresses", async () => {
    const subnets = ofType(await build(), "aws:ec2/subnet:Subnet");
    expect(subnets.map(({ name, inputs }) => [name, inputs.availabilityZone, inputs.cidrBlock]).sort()).toEqual([
      ["network-app-1", "eu-west-1a", "10.16.16.0/20"],
      ["network-app-2", "eu-west-1b", "10.16.80.0/20"],
      ["network-app-3", "eu-west-1c", "10.16.144.0/20"],
      ["network-data-1", "eu-west-1a", "10.16.4.0/22"],
      ["network-data-2", "eu-west-1b", "10.16.68.0/22"],
      ["network-data-3", "eu-west-1c", "10.16.132.0/22"],
      ["network-public-1", "eu-west-1a", "10.16.0.0/22"],
      ["network-public-2", "eu-west-1b", "10.16.64.0/22"],
      ["network-public-3", "eu-west-1c", "10.16.128.0/22"],
    ]);
    expect(subnets.every(({ inputs }) => inputs.mapPublicIpOnLaunch === false)).toBe(true);
    expect(subnets.every(({ parent }) => parent === "network")).toBe(true);
  });

  test("tells load balancers of Kubernetes which subnets are theirs", async () => {
    const resources = await build();
    expect(named(resources, "network-public-1").inputs.tags).toMatchObject({ "kubernetes.io/role/elb": "1" });
    const app = ofType(resources, "aws:ec2/subnet:Subnet").find(({ name }) => name === "network-app-1");
    expect(app?.inputs.tags).toMatchObject({ "kubernetes.io/role/internal-elb": "1" });
  });

  test("data subnets have no way to the internet", async () => {
    const routes = ofType(await build({ natPerZone: true }), ROUTE);
    expect(routes.map(({ name }) => name).sort()).toEqual([
      "network-app-1-internet",
      "network-app-2-internet",
      "network-app-3-internet",
      "network-public-internet",
    ]);
  });

  test("one NAT gateway serves all zones, or each its own", async () => {
    const gatewaysOf = (resources: readonly Registered[]) =>
      [1, 2, 3].map((zone) => named(resources, `network-app-${zone}-internet`).inputs.natGatewayId);
    expect(gatewaysOf(await build())).toEqual(["network-nat-1-id", "network-nat-1-id", "network-nat-1-id"]);
    expect(gatewaysOf(await build({ natPerZone: true }))).toEqual([
      "network-nat-1-id",
      "network-nat-2-id",
      "network-nat-3-id",
    ]);
  });

  test("going from one NAT gateway to three only adds, and turns routes in place", async () => {
    const [one, three] = [await build(), await build({ natPerZone: true })];
    expect(
      identities(three)
        .filter((each) => !identities(one).includes(each))
        .sort(),
    ).toEqual([
      "aws:ec2/eip:Eip::network-nat-2-address",
      "aws:ec2/eip:Eip::network-nat-3-address",
      "aws:ec2/natGateway:NatGateway::network-nat-2",
      "aws:ec2/natGateway:NatGateway::network-nat-3",
    ]);
    expect(identities(one).filter((each) => !identities(three).includes(each))).toEqual([]);
    const changed = one.filter(({ urn, inputs }) => {
      const after = three.find((each) => each.urn === urn);
      return after && JSON.stringify(after.inputs) !== JSON.stringify(inputs);
    });
    expect(changed.map(({ name, type }) => [type, name]).sort()).toEqual([
      [ROUTE, "network-app-2-internet"],
      [ROUTE, "network-app-3-internet"],
    ]);
  });

  test("NAT gateways wait for the way to the internet", async () => {
    expect(named(await build(), "network-nat-1").dependsOn).toContain("network-public-internet");
  });

  test("S3 and DynamoDB are reached through gateways on the applications' tables, others by private names", async () => {
    const resources = await build({ endpoints: ["s3", "dynamodb", "ecr.api"] });
    const endpoints = ["s3", "dynamodb", "ecr-api"].map((service) => named(resources, `network-${service}`));
    expect(endpoints.map(({ inputs }) => inputs)).toMatchObject([
      { vpcEndpointType: "Gateway", serviceName: "com.amazonaws.eu-west-1.s3" },
      { vpcEndpointType: "Gateway", serviceName: "com.amazonaws.eu-west-1.dynamodb" },
      { vpcEndpointType: "Interface", serviceName: "com.amazonaws.eu-west-1.ecr.api", privateDnsEnabled: true },
    ]);
    expect(endpoints[0]?.inputs.routeTableIds).toEqual(["network-app-1-id", "network-app-2-id", "network-app-3-id"]);
    expect(endpoints[2]?.inputs.securityGroupIds).toEqual(["network-endpoints-id"]);
  });

  test("without interface endpoints there is no security group for them", async () => {
    expect(ofType(await build(), "aws:ec2/securityGroup:SecurityGroup")).toEqual([]);
  });

  test("the default security group has no rules", async () => {
    const group = named(await build(), "network-default-group");
    expect(group.inputs).toMatchObject({ ingress: [], egress: [] });
  });

  test("flow logs are encrypted with the given key and kept at least as long as asked", async () => {
    const resources = await build({ keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1", flowLogDays: 8 });
    const [group] = ofType(resources, "aws:cloudwatch/logGroup:LogGroup");
    expect(group?.inputs).toMatchObject({ retentionInDays: 14, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" });
  });

  test("the flow logs' role writes to their group only, and only flow logs of this account may take it on", async () => {
    const resources = await build();
    const group = String(ofType(resources, "aws:cloudwatch/logGroup:LogGroup")[0]?.outputs.arn);
    const policy = JSON.parse(String(ofType(resources, "aws:iam/rolePolicy:RolePolicy")[0]?.inputs.policy));
    expect(policy.Statement).toHaveLength(1);
    expect(policy.Statement[0].Resource).toEqual([group, `${group}:*`]);
    const trust = JSON.parse(String(ofType(resources, "aws:iam/role:Role")[0]?.inputs.assumeRolePolicy));
    expect(trust.Statement[0]).toMatchObject({
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
  });

  test("gives its ids as outputs, route tables in the number that a peering counts on", async () => {
    let tables = 0;
    await registerIn(() => {
      tables = new Network("network", networkArgs).routeTableIds.length;
    });
    expect(tables).toBe(4);
  });

  test("a transform reaches each child of its kind", async () => {
    const resources = await build({
      transform: { natGateway: { tags: { owner: "network team" } } },
    });
    expect(named(resources, "network-nat-1").inputs.tags).toEqual({ owner: "network team" });
  });
});
