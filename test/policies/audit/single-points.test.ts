import { audit } from "../../../policies/audit/audit";
import { singlePoints } from "../../../policies/audit/single-points";
import { type Change, changed, withInputs, withMore } from "../../../policies/change-sample";
import { RULES } from "../../../policies/rules";
import { multiAz } from "../../../policies/rules/db/multi-az";
import { egressPerZone } from "../../../policies/rules/net/egress-per-zone";
import { graphOf, ref, type Sample } from "../../../policies/sample";
import { TYPES } from "../../../policies/types";
import { World } from "../../../policies/world/world";

const both = [ref("subnet-a"), ref("subnet-b")];

/** Two names, a balancer, two services behind it, and a database that one of them uses. */
const system: Sample = {
  resources: [
    ...["a", "b"].map((zone) => ({
      type: TYPES.subnet,
      name: `subnet-${zone}`,
      inputs: { availabilityZone: `eu-west-1${zone}` },
    })),
    { type: TYPES.loadBalancer, name: "entry", inputs: { subnets: both } },
    ...["web", "api"].flatMap((name) => [
      { type: TYPES.targetGroup, name: `${name}-targets`, inputs: { port: 80 } },
      {
        type: TYPES.group,
        name,
        inputs: {
          minSize: 2,
          maxSize: 6,
          vpcZoneIdentifiers: both,
          targetGroupArns: [ref(`${name}-targets`)],
          launchTemplate: { id: ref(`${name}-template`) },
        },
      },
      { type: TYPES.launchTemplate, name: `${name}-template`, inputs: {} },
    ]),
    {
      type: TYPES.listener,
      name: "https",
      inputs: {
        loadBalancerArn: ref("entry"),
        defaultActions: [
          { type: "forward", targetGroupArn: ref("web-targets") },
          { type: "forward", targetGroupArn: ref("api-targets") },
        ],
      },
    },
    {
      type: TYPES.record,
      name: "www",
      inputs: { name: "www.example.com", type: "A", aliases: [{ name: ref("entry") }] },
    },
  ],
};

const database = withMore({
  type: TYPES.dbInstance,
  name: "orders",
  inputs: { engine: "postgres", multiAz: false },
});

const settings = { packs: ["recommended"], levels: {}, unknown: "advisory", custom: [], exemptions: [] } as const;
const subjectOf = (name: string) => {
  const found = graphOf(system).resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

const pointsOf = (...changes: readonly Change[]) =>
  audit(graphOf(changed(system, ...changes)), RULES, {
    tier: "growth",
    settings,
    today: "2026-01-01",
  }).singlePoints.map(({ resource, fails, takes, names }) => [resource.name, fails, takes, names]);

test("a system with two of everything has none", () => expect(pointsOf()).toEqual([]));

test("one of two services takes only itself with it: the name still leads to the other", () => {
  expect(pointsOf(withInputs("api", { minSize: 1, maxSize: 1 }))).toEqual([["api", "instance", [], []]]);
});

test("the last service takes the balancer and the name with it", () => {
  const points = pointsOf(
    withInputs("api", { minSize: 1, maxSize: 1 }),
    withInputs("https", { defaultActions: [{ type: "forward", targetGroupArn: ref("api-targets") }] }),
  );
  expect(points).toEqual([["api", "instance", ["eu-west-1/lb.LoadBalancer/entry"], ["www.example.com"]]]);
});

test("a database in one zone takes the services with it that use it, and what is behind them", () => {
  const uses = (name: string) => withInputs(`${name}-template`, { userData: ref("orders") });
  const one = pointsOf(database, uses("api"));
  expect(one).toEqual([["orders", "zone", ["eu-west-1/autoscaling.Group/api"], []]]);
  const [all] = pointsOf(database, uses("api"), uses("web"));
  expect(all?.[2]).toEqual(
    expect.arrayContaining([
      "eu-west-1/autoscaling.Group/api",
      "eu-west-1/autoscaling.Group/web",
      "eu-west-1/lb.LoadBalancer/entry",
    ]),
  );
  expect(all?.[3]).toEqual(["www.example.com"]);
});

test("the one that takes most with it stands first", () => {
  const points = pointsOf(
    database,
    withInputs("web-template", { userData: ref("orders") }),
    withInputs("api", { minSize: 1, maxSize: 1 }),
  );
  expect(points.map(([name]) => name)).toEqual(["orders", "api"]);
});

test("one gateway for two zones is named itself, with what goes out through it", () => {
  const shared = changed(
    egressPerZone.example.failing,
    withMore({ type: TYPES.group, name: "web", inputs: { vpcZoneIdentifiers: [ref("app-b")] } }),
  );
  const [point] = audit(graphOf(shared), RULES, { tier: "scale", settings, today: "2026-01-01" }).singlePoints.filter(
    ({ rules }) => rules.includes("net/egress-per-zone"),
  );
  expect(point).toMatchObject({
    resource: { name: "nat-a", type: TYPES.natGateway },
    fails: "zone",
    takes: ["eu-west-1/autoscaling.Group/web"],
  });
});

test("the time limit holds here too", () => {
  let calls = 0;
  const checkpoint = () => {
    calls++;
  };
  audit(graphOf(changed(system, database)), RULES, { tier: "growth", settings, today: "2026-01-01", checkpoint });
  expect(calls).toBeGreaterThan(0);
  expect(() =>
    singlePoints(
      [{ rule: multiAz, subject: subjectOf("entry"), verdict: { verdict: "fail", message: "x" } }],
      new World(graphOf(system), "growth"),
      () => {
        throw new Error("time is up");
      },
    ),
  ).toThrow("time is up");
});
