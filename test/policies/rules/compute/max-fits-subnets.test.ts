import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { maxFitsSubnets } from "../../../../policies/rules/compute/max-fits-subnets";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const group = (inputs: object) => withInputs("web", { ...inputs });
const more = (type: string, inputs: object) => withMore({ type, name: "more", inputs: { ...inputs } });

describeRule(maxFitsSubnets, {
  rows: [
    ["one too many for two zones", group({ maxSize: 55 }), "fail", /needs up to 55 addresses.*without zone a have 54/],
    ["room for replacements", group({ maxSize: 45, instanceMaintenancePolicy: { maxHealthyPercentage: 120 } }), "pass"],
    ["none", group({ maxSize: 46, instanceMaintenancePolicy: { maxHealthyPercentage: 120 } }), "fail", /56 addresses/],
    ["a refresh's own share", group({ instanceRefresh: { preferences: { maxHealthyPercentage: 110 } } }), "fail"],
    ["a warm pool beyond the maximum", group({ warmPool: { maxGroupPreparedCapacity: 60 } }), "fail", /60/],
    [
      "two interfaces an instance",
      [more(TYPES.launchTemplate, { networkInterfaces: [{}, {}] }), group({ launchTemplate: { id: ref("more") } })],
      "fail",
      /108/,
    ],
    ["a balancer in a subnet", more(TYPES.loadBalancer, { subnets: [ref("subnet-b")] }), "fail", /have 46/],
    ["an endpoint", more(TYPES.vpcEndpoint, { subnetIds: [ref("subnet-c")] }), "fail", /have 53/],
    ["another group", more(TYPES.group, { maxSize: 1, vpcZoneIdentifiers: [ref("subnet-c")] }), "fail", /and 1 more/],
    ["nodes", more(TYPES.eksNodeGroup, { scalingConfig: { maxSize: 1 }, subnetIds: [ref("subnet-c")] }), "fail"],
    [
      "a service, doubled while it is deployed",
      more(TYPES.ecsService, { desiredCount: 2, networkConfiguration: { subnets: [ref("subnet-c")] } }),
      "fail",
      /58 addresses/,
    ],
    [
      "another group that fits the whole, and not its own subnet",
      [group({ maxSize: 3 }), more(TYPES.group, { maxSize: 28, vpcZoneIdentifiers: [ref("subnet-c")] })],
      "fail",
      /^needs up to 28 addresses but its subnets have 27/,
    ],
    [
      "another group that fits its own subnet and the whole",
      [group({ maxSize: 3 }), more(TYPES.group, { maxSize: 27, vpcZoneIdentifiers: [ref("subnet-c")] })],
      "pass",
    ],
    [
      "two zones where three were planned",
      [withInputs("subnet-c", { availabilityZone: "b" }), group({ maxSize: 28 })],
      "fail",
      /without zone b have 27/,
    ],
    ["a smaller subnet", withInputs("subnet-b", { cidrBlock: "10.0.1.0/28" }), "fail", /without zone a have 38/],
    ["an interface of its own", more(TYPES.networkInterface, { subnetId: ref("subnet-b") }), "fail", /have 53/],
    ["one zone", group({ maxSize: 27, vpcZoneIdentifiers: [ref("subnet-a")] }), "pass"],
    [
      "one zone, too many",
      group({ maxSize: 28, vpcZoneIdentifiers: [ref("subnet-a")] }),
      "fail",
      /its subnets have 27/,
    ],
    ["only IPv6", withInputs("subnet-a", { ipv6Native: true }), "pass"],
    ["a range not known", withInputs("subnet-b", { cidrBlock: UNKNOWN }), "unknown", /cidrBlock of subnet-b/],
    ["a subnet not read", group({ vpcZoneIdentifiers: [ref("subnet-a"), "subnet-9"] }), "unknown"],
    ["a size not known", group({ maxSize: UNKNOWN }), "unknown", /maxSize/],
    ["no subnets", group({ vpcZoneIdentifiers: undefined }), "does not apply"],
  ],
});
