import { UNKNOWN } from "../../../../blueprints/graph/values";
import { type Change, declaring, withInputs, withMore, withResource } from "../../../../policies/change-sample";
import { survivesZoneLoss } from "../../../../policies/rules/compute/survives-zone-loss";
import { graphOf, ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

const group = (inputs: object) => withInputs("web", { ...inputs });

const NODE = { key: "kubernetes.io/cluster/services", value: "owned", propagateAtLaunch: true };
const nodes = (inputs: object): Change[] => [
  withResource("web", { part: "other" }),
  group({ targetGroupArns: undefined, ...inputs }),
];

describeRule(survivesZoneLoss, {
  rows: [
    [
      "too few of three zones for both regions' load",
      group({ minSize: 5 }),
      "fail",
      /minimum of 5 in 3 zones: without one, 3 carry 750 .* where 1000 .* as when one of 2 regions is gone/,
    ],
    ["two zones take half", group({ availabilityZones: ["a", "b"] }), "fail", /in 2 zones: without one, 3 carry/],
    ["two zones, eight instances", group({ minSize: 8, availabilityZones: ["a", "b"] }), "pass"],
    [
      "three regions: each of two that are left carries half",
      [declaring({ regions: ["eu-west-1", "us-east-1", "ap-south-1"] }), group({ minSize: 3, maxSize: 8 })],
      "pass",
    ],
    [
      "three regions, too few in each",
      [declaring({ regions: ["eu-west-1", "us-east-1", "ap-south-1"] }), group({ minSize: 2, maxSize: 8 })],
      "fail",
      /where 500 .* one of 3 regions/,
    ],
    ["one region carries all", [declaring({ routing: "active-passive" }), group({ minSize: 5 })], "fail", /where 1000/],
    ["one region carries all, enough", declaring({ routing: "active-passive" }), "pass"],
    ["a maximum below the peak", group({ maxSize: 15 }), "fail", /maximum of 15, which carry 3750 .* peak 4000/],
    ["a maximum at the peak", group({ maxSize: 16 }), "pass"],
    ["one instance", group({ minSize: 1 }), "fail", /may leave none/],
    ["one instance, no manifest", [withResource("web", { part: "other" }), group({ minSize: 1 })], "fail"],
    ["no manifest", declaring({ services: undefined } as never), "unknown", /services/],
    ["no rate declared", declaring({ steadyRps: undefined } as never), "unknown", /steadyRps/],
    ["one zone, another rule's matter", group({ availabilityZones: ["a"] }), "does not apply"],
    ["a minimum not known", group({ minSize: UNKNOWN }), "unknown", /minSize/],
    [
      "no service, nothing sends requests",
      [withResource("web", { part: "other" }), group({ targetGroupArns: undefined })],
      "does not apply",
    ],
    ["one node at least, of Kubernetes", nodes({ minSize: 1, tags: [NODE] }), "fail", /may leave none/],
    ["two nodes at least", nodes({ minSize: 2, tags: [NODE] }), "pass"],
    ["another tag", nodes({ minSize: 1, tags: [{ key: "team", value: "web" }] }), "does not apply"],
    [
      "one instance at least for the tasks of ECS",
      [
        ...nodes({ minSize: 1 }),
        withMore({
          type: TYPES.ecsCapacityProvider,
          name: "capacity",
          inputs: { autoScalingGroupProvider: { autoScalingGroupArn: ref("web") } },
        }),
      ],
      "fail",
      /may leave none/,
    ],
    [
      "one instance at least that joins a cluster as it starts",
      [
        ...nodes({ minSize: 1, launchTemplate: { id: ref("template") } }),
        withMore({ type: TYPES.launchTemplate, name: "template", inputs: { userData: ref("tasks") } }),
        withMore({ type: TYPES.ecsCluster, name: "tasks", inputs: {} }),
      ],
      "fail",
      /may leave none/,
    ],
    [
      "one instance for good, whatever it does",
      [withResource("web", { part: "other" }), group({ targetGroupArns: undefined, minSize: 1, maxSize: 1 })],
      "fail",
      /is one instance for good/,
    ],
    [
      "one instance for good, as a state writes it",
      [withResource("web", { part: "other" }), group({ targetGroupArns: undefined, minSize: "1", maxSize: "1" })],
      "fail",
    ],
    [
      "nothing that may be one, of what nobody calls",
      [withResource("web", { part: "other" }), group({ targetGroupArns: undefined, minSize: 0, maxSize: 1 })],
      "does not apply",
    ],
    [
      "a size that is not known, of what nobody calls",
      [withResource("web", { part: "other" }), group({ targetGroupArns: undefined, minSize: 1, maxSize: UNKNOWN })],
      "does not apply",
    ],
  ],
});

describe("at tier scale, where no region takes over another's users", () => {
  describeRule(survivesZoneLoss, {
    tier: "scale",
    rows: [
      ["half of the load in each of two regions", group({ minSize: 3, maxSize: 8 }), "pass"],
      ["too few", group({ minSize: 2, maxSize: 8 }), "fail", /1 carry 250 .* where 500 .*1\/2 of the traffic\)/],
    ],
  });
});

test("the minimum that carries the load is what the manifest gets", () => {
  const { failing } = survivesZoneLoss.example;
  const world = new World(graphOf(failing), "scale", { ...failing.declared, steadyRps: 3000 });
  const [web] = world.resources;
  if (!web) throw new Error("the example has a group");
  expect(survivesZoneLoss.repair?.(web, world)).toEqual({ path: "services.web.scaling.minimum", value: 9 });
});
