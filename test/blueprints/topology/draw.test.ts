import { readTerraform } from "../../../blueprints/graph/readers/terraform";
import { UNKNOWN } from "../../../blueprints/graph/values";
import { drawTopology } from "../../../blueprints/topology/draw";
import { graphOf, ref } from "../../../policies/sample";
import { exampleGraph } from "../../support/examples";
import { readingOf } from "../graph/read";
import { state } from "../graph/terraform-forms";

describe("the shop at tier global", () => {
  it("serves in three regions, each with a pool of each service over three zones", async () => {
    const { regions, pools, unseen } = drawTopology({ resources: await exampleGraph("shop", "global") });
    expect(regions).toEqual(["ap-southeast-1", "eu-west-1", "us-east-1"]);
    expect(pools.map(({ service, region }) => `${service} ${region}`).sort()).toEqual(
      ["api", "web"].flatMap((service) => regions.map((region) => `${service} ${region}`)),
    );
    for (const { zones, least, probe } of pools) {
      expect(zones).toHaveLength(3);
      expect(least).toBeGreaterThan(1);
      expect(probe).toMatchObject({ by: "balancer", interval: { value: 10 }, threshold: { value: 3 } });
    }
    expect(unseen.filter((what) => !what.includes("validation"))).toEqual([]);
  });

  it("has one orders database over the regions, written in the primary, and one cache", async () => {
    const { stores } = drawTopology({ resources: await exampleGraph("shop", "global") });
    expect(stores.map(({ name, kind, spans, members }) => [name, kind, spans, members.length])).toEqual([
      ["orders", "aurora", true, 3],
      ["sessions", "cache", true, 3],
    ]);
    for (const { members } of stores)
      expect(members.filter(({ role }) => role === "writer").map(({ region }) => region)).toEqual(["eu-west-1"]);
  });

  it("is entered by a name with one checked member a region", async () => {
    const { entries } = drawTopology({ resources: await exampleGraph("shop", "global") });
    const origin = entries.find(({ name }) => name === "origin.shop.example.com");
    expect(origin?.routing).toBe("latency");
    expect(origin?.members.flatMap(({ regions }) => regions)).toEqual(["ap-southeast-1", "eu-west-1", "us-east-1"]);
    expect(origin?.members[0]?.probe).toMatchObject({ by: "route53", interval: { value: 10, origin: "written" } });
  });
});

describe("the SaaS at tier growth", () => {
  it("has pods within the limits of their own autoscaler, though names are given only by the cluster", async () => {
    const services = ["app", "api"];
    const { pools } = drawTopology({ resources: await exampleGraph("saas", "growth") }, { services });
    expect(pools.map(({ service, least, most, growth }) => [service, least, most, growth?.utilisation]).sort()).toEqual(
      [
        ["api", 8, 29, 0.6],
        ["api", 8, 29, 0.6],
        ["app", 12, 43, 0.6],
        ["app", 12, 43, 0.6],
      ],
    );
  });
});

describe("how pools grow", () => {
  it("is read from the policies of their groups", async () => {
    const { pools, stores } = drawTopology({ resources: await exampleGraph("shop", "global") });
    expect(pools.find(({ service }) => service === "web")).toMatchObject({
      instanceType: "m7g.large",
      growth: { utilisation: 0.5, requestsPerMinute: 10_500, predictive: false, bootSeconds: 90, warm: 0 },
    });
    expect(stores.map(({ engine, members }) => [engine, members[0]?.class])).toEqual([
      ["aurora-postgresql", "db.r6g.xlarge"],
      [undefined, "cache.r7g.large"],
    ]);
  });
});

describe("somebody else's state", () => {
  it("is drawn from ids and names alone", () => {
    const { resources } = readingOf(
      readTerraform(
        state(
          row("aws_subnet", "a", {
            id: "subnet-1",
            arn: arn("ec2", "subnet/subnet-1"),
            availability_zone: "eu-west-1a",
          }),
          row("aws_lb_target_group", "web", {
            id: arn("elasticloadbalancing", "targetgroup/web/0123456789abcdef"),
            arn: arn("elasticloadbalancing", "targetgroup/web/0123456789abcdef"),
            deregistration_delay: "120",
            health_check: [{ interval: 15, unhealthy_threshold: 4, timeout: 6 }],
          }),
          row("aws_autoscaling_group", "web", {
            id: "web",
            arn: arn("autoscaling", "autoScalingGroup:x:autoScalingGroupName/web"),
            min_size: 2,
            max_size: 6,
            vpc_zone_identifier: ["subnet-1"],
            target_group_arns: [arn("elasticloadbalancing", "targetgroup/web/0123456789abcdef")],
          }),
          row("aws_db_instance", "main", {
            id: "db-1",
            identifier: "main",
            arn: arn("rds", "db:main"),
            engine: "postgres",
            multi_az: true,
          }),
        ),
        { stack: "theirs" },
      ),
    );
    const topology = drawTopology({ resources });
    expect(topology.pools).toMatchObject([
      {
        kind: "instances",
        region: "eu-west-1",
        zones: ["eu-west-1a"],
        least: 2,
        most: 6,
        probe: { interval: { value: 15 }, threshold: { value: 4 } },
        deregistration: { value: 120 },
      },
    ]);
    expect(topology.stores).toMatchObject([{ kind: "rds", members: [{ role: "writer", standbys: 1 }] }]);
  });

  it("lists what it cannot see instead of guessing", () => {
    const { pools, unseen } = drawTopology(
      graphOf({
        resources: [
          { type: "aws:lb/targetGroup:TargetGroup", name: "targets", inputs: { healthCheck: { interval: UNKNOWN } } },
          {
            type: "aws:autoscaling/group:Group",
            name: "group",
            inputs: { minSize: UNKNOWN, maxSize: 4, targetGroupArns: [ref("targets")] },
          },
        ],
      }),
    );
    expect(pools[0]).not.toHaveProperty("least");
    expect(pools[0]?.probe?.interval).toMatchObject({ origin: "unknown" });
    expect(pools[0]?.probe?.interval).not.toHaveProperty("value");
    expect(unseen).toEqual([
      "healthCheck.interval of targets in eu-west-1",
      "minSize of group in eu-west-1",
      "zones of group in eu-west-1",
    ]);
  });

  it("reads a queue's policy from its JSON and leaves dead-letter queues out", () => {
    const { queues } = drawTopology(
      graphOf({
        resources: [
          { type: "aws:sqs/queue:Queue", name: "dead" },
          {
            type: "aws:sqs/queue:Queue",
            name: "work",
            inputs: { visibilityTimeoutSeconds: 60, redrivePolicy: '{"maxReceiveCount":4}' },
          },
          {
            type: "aws:sqs/redrivePolicy:RedrivePolicy",
            name: "p",
            inputs: { queueUrl: ref("work"), redrivePolicy: ref("dead") },
          },
        ],
      }),
    );
    expect(queues).toMatchObject([{ name: "work", visibility: { value: 60 }, receives: { value: 4 } }]);
  });
});

const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:111122223333:${rest}`;
const row = (type: string, name: string, attributes: Record<string, unknown>) => ({
  type,
  name,
  instances: [{ schema_version: 0, attributes }],
});
