import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore } from "../../../../policies/change-sample";
import { endpointAnswersByName } from "../../../../policies/rules/net/endpoint-answers-by-name";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const off = withInputs("secrets", { privateDnsEnabled: false });
const service = (serviceName: string) => withInputs("secrets", { serviceName, privateDnsEnabled: false });

describeRule(endpointAnswersByName, {
  rows: [
    ["left to the default", withInputs("secrets", { privateDnsEnabled: undefined }), "fail", /asked by nobody/],
    ["not known", withInputs("secrets", { privateDnsEnabled: UNKNOWN }), "unknown"],
    [
      "a gateway",
      withInputs("secrets", { vpcEndpointType: "Gateway", privateDnsEnabled: undefined }),
      "does not apply",
    ],
    ["a gateway by default", withInputs("secrets", { vpcEndpointType: undefined }), "does not apply"],
    ["S3, which has a gateway as well", service("com.amazonaws.eu-west-1.s3"), "does not apply"],
    ["a service of others", service("com.amazonaws.vpce.eu-west-1.vpce-svc-1"), "does not apply"],
    [
      "a private zone that answers its name",
      [
        off,
        withMore({
          type: TYPES.zone,
          name: "own",
          inputs: { name: "secretsmanager.eu-west-1.amazonaws.com", vpcs: [{ vpcId: ref("network") }] },
        }),
      ],
      "does not apply",
    ],
    [
      "a record that leads to it",
      [off, withMore({ type: TYPES.record, name: "own", inputs: { name: "x", aliases: [{ name: ref("secrets") }] } })],
      "does not apply",
    ],
    [
      "a second one, where the first has the name",
      [
        off,
        withMore({
          type: TYPES.vpcEndpoint,
          name: "first",
          inputs: {
            vpcId: ref("network"),
            serviceName: "com.amazonaws.eu-west-1.secretsmanager",
            vpcEndpointType: "Interface",
            privateDnsEnabled: true,
          },
        }),
      ],
      "pass",
    ],
  ],
});
