import { OriginRecord, type OriginRecordArgs } from "../../../components/edge/origin-record";
import { named, ofType } from "../support/find";
import { registerIn } from "../support/monitor";

const RECORD = "aws:route53/record:Record";
const CHECK = "aws:route53/healthCheck:HealthCheck";
const balancer = { dnsName: "alb.eu-west-1.elb.amazonaws.com", zoneId: "Z32O12XQLNTSW2" };
const active: OriginRecordArgs = {
  zoneId: "ZONE",
  originName: "origin.example.com",
  regionHostName: "eu-west-1.origin.example.com",
  routing: "active-active",
  failoverRole: "PRIMARY",
  target: balancer,
};
const passive: OriginRecordArgs = {
  ...active,
  regionHostName: "us-east-2.origin.example.com",
  routing: "active-passive",
  failoverRole: "SECONDARY",
  primaryHostName: "eu-west-1.origin.example.com",
};
const register = (args: OriginRecordArgs) => registerIn(() => new OriginRecord("entry", args));

test("a load balancer answers under the region's name and, by latency, under the origin's", async () => {
  const resources = await register(active);
  expect(ofType(resources, RECORD).map(({ inputs }) => inputs)).toEqual([
    {
      zoneId: "ZONE",
      name: "eu-west-1.origin.example.com",
      type: "A",
      aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
    },
    {
      zoneId: "ZONE",
      name: "origin.example.com",
      type: "A",
      aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
      setIdentifier: "eu-west-1",
      latencyRoutingPolicies: [{ region: "eu-west-1" }],
    },
  ]);
  expect(ofType(resources, CHECK)).toEqual([]);
});

test("a passive region answers with the primary while that is healthy, else with itself", async () => {
  const resources = await register(passive);
  expect(named(resources, "entry-origin")).toMatchObject({
    inputs: {
      name: "origin.example.com",
      aliases: [{ name: "failover.us-east-2.origin.example.com", zoneId: "ZONE", evaluateTargetHealth: true }],
      latencyRoutingPolicies: [{ region: "us-east-2" }],
    },
    dependsOn: expect.arrayContaining(["entry-failover-primary"]),
  });
  expect(named(resources, "entry-failover-primary").inputs).toMatchObject({
    name: "failover.us-east-2.origin.example.com",
    aliases: [{ name: "eu-west-1.origin.example.com", zoneId: "ZONE", evaluateTargetHealth: true }],
    failoverRoutingPolicies: [{ type: "PRIMARY" }],
  });
  expect(named(resources, "entry-failover-standby").inputs).toMatchObject({
    name: "failover.us-east-2.origin.example.com",
    aliases: [{ name: balancer.dnsName }],
    failoverRoutingPolicies: [{ type: "SECONDARY" }],
  });
});

test("no name ever has two routing policies, whatever regions, roles and routing become", async () => {
  const policies = new Map<string, Set<string>>();
  for (const args of [
    active,
    { ...active, routing: "active-passive" as const },
    passive,
    { ...passive, routing: "active-active" as const },
    { ...passive, failoverRole: "PRIMARY" as const },
    { ...passive, regionHostName: "ap-south-1.origin.example.com" },
  ]) {
    for (const { inputs } of ofType(await register(args), RECORD)) {
      const policy = Object.keys(inputs).find((key) => key.endsWith("Policies")) ?? "simple";
      policies.set(String(inputs.name), (policies.get(String(inputs.name)) ?? new Set()).add(policy));
    }
  }
  expect(Object.fromEntries([...policies].map(([name, set]) => [name, [...set]]))).toEqual({
    "origin.example.com": ["latencyRoutingPolicies"],
    "eu-west-1.origin.example.com": ["simple"],
    "us-east-2.origin.example.com": ["simple"],
    "ap-south-1.origin.example.com": ["simple"],
    "failover.us-east-2.origin.example.com": ["failoverRoutingPolicies"],
    "failover.ap-south-1.origin.example.com": ["failoverRoutingPolicies"],
  });
});

test("a host name gets CNAME records and a probe of its region over HTTPS", async () => {
  const resources = await register({ ...active, target: "ingress.example.net", ttlSeconds: 30 });
  expect(named(resources, "entry-check").inputs).toEqual({
    type: "HTTPS",
    fqdn: "eu-west-1.origin.example.com",
    port: 443,
    resourcePath: "/",
    requestInterval: 30,
    failureThreshold: 3,
    enableSni: true,
    tags: { Name: "eu-west-1.origin.example.com" },
  });
  expect(named(resources, "entry-origin").inputs).toMatchObject({
    type: "CNAME",
    records: ["ingress.example.net"],
    ttl: 30,
    healthCheckId: "entry-check-id",
  });
  // Route 53 takes no health check on a record without a routing policy.
  expect(named(resources, "entry-region").inputs).not.toHaveProperty("healthCheckId");
});

test("a passive host name probes the primary too", async () => {
  const healthCheck = { path: "/up", intervalSeconds: 10, threshold: 2 } as const;
  const resources = await register({ ...passive, target: "ingress.example.net", healthCheck });
  expect(
    ofType(resources, CHECK).map(({ inputs }) => [inputs.fqdn, inputs.resourcePath, inputs.requestInterval]),
  ).toEqual([
    ["us-east-2.origin.example.com", "/up", 10],
    ["eu-west-1.origin.example.com", "/up", 10],
  ]);
  expect(named(resources, "entry-failover-primary").inputs).toMatchObject({
    type: "CNAME",
    records: ["eu-west-1.origin.example.com"],
    healthCheckId: "entry-primary-check-id",
  });
  expect(named(resources, "entry-origin").inputs.records).toEqual(["failover.us-east-2.origin.example.com"]);
});

test("a passive region that isn't told the primary's name is refused", async () => {
  const { primaryHostName: _, ...args } = passive;
  await expect(register(args)).rejects.toThrow("primaryHostName");
});

test("a transform changes one child only", async () => {
  const resources = await register({ ...active, transform: { originRecord: { setIdentifier: "mine" } } });
  expect(named(resources, "entry-origin").inputs.setIdentifier).toBe("mine");
});
