import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { vpcResolvesNames } from "../../../../policies/rules/net/vpc-resolves-names";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const zone = withMore({
  type: TYPES.zone,
  name: "inner",
  inputs: { name: "inner", vpcs: [{ vpcId: ref("network") }] },
});

describeRule(vpcResolvesNames, {
  rows: [
    ["no resolver", withInputs("network", { enableDnsSupport: false }), "fail", /resolves no name/],
    ["host names left to the default", withInputs("network", { enableDnsHostnames: undefined }), "fail", /secrets/],
    [
      "nothing that needs host names",
      [without("secrets"), withInputs("network", { enableDnsHostnames: false })],
      "pass",
    ],
    [
      "an endpoint without private names",
      [withInputs("secrets", { privateDnsEnabled: false }), withInputs("network", { enableDnsHostnames: false })],
      "pass",
    ],
    [
      "a private zone",
      [without("secrets"), zone, withInputs("network", { enableDnsHostnames: false })],
      "fail",
      /inner/,
    ],
    ["a value that is not known", withInputs("network", { enableDnsHostnames: UNKNOWN }), "unknown"],
    [
      "resolvers of its own",
      [
        withInputs("network", { enableDnsSupport: false }),
        withMore({ type: TYPES.dhcpOptionsAssociation, name: "own", inputs: { vpcId: ref("network") } }),
      ],
      "does not apply",
    ],
  ],
});
