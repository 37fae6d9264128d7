import { UNKNOWN } from "../../../../blueprints/graph/values";
import { declaring, withInputs, withResource } from "../../../../policies/change-sample";
import { survivesZoneLoss } from "../../../../policies/rules/compute/survives-zone-loss";
import { graphOf } from "../../../../policies/sample";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

const group = (inputs: object) => withInputs("web", { ...inputs });

describeRule(survivesZoneLoss, {
  rows: [
    [
      "two in three zones",
      group({ minSize: 2 }),
      "fail",
      /minimum of 2 in 3 zones: without one, 1 carry 250 .* where 500/,
    ],
    ["two zones take half", group({ availabilityZones: ["a", "b"] }), "fail", /in 2 zones: without one, 1 carry/],
    ["two zones, four instances", group({ minSize: 4, availabilityZones: ["a", "b"] }), "pass"],
    ["one region carries all", declaring({ routing: "active-passive" }), "fail", /where 1000/],
    [
      "one region carries all, enough",
      [declaring({ routing: "active-passive" }), group({ minSize: 6, maxSize: 16 })],
      "pass",
    ],
    ["a maximum below the peak", group({ maxSize: 7 }), "fail", /maximum of 7, which carry 1750 .* peak is 2000/],
    ["a maximum at the peak", group({ maxSize: 8 }), "pass"],
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

test("the minimum that carries the load is what the manifest gets", () => {
  const { failing } = survivesZoneLoss.example;
  const world = new World(graphOf(failing), "scale", { ...failing.declared, steadyRps: 2000 });
  const [web] = world.resources;
  if (!web) throw new Error("the example has a group");
  expect(survivesZoneLoss.repair?.(web, world)).toEqual({ path: "services.web.scaling.minimum", value: 6 });
});
