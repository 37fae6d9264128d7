import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { clusterApiNarrow } from "../../../../policies/rules/sec/cluster-api-narrow";
import { describeRule } from "../../support";

const network = (vpcConfig: unknown) => withInputs("services", { vpcConfig });

describeRule(clusterApiNarrow, {
  rows: [
    ["nothing written", network(undefined), "fail", /0\.0\.0\.0\/0 reach/],
    ["private", network({ endpointPublicAccess: false, endpointPrivateAccess: true }), "pass"],
    ["private, as a state writes it", network({ endpointPublicAccess: "false" }), "pass"],
    ["named and everybody", network({ publicAccessCidrs: ["203.0.113.7/32", "0.0.0.0/0"] }), "fail"],
    ["everybody by IPv6", network({ publicAccessCidrs: ["::/0"] }), "fail", /::\/0 reach/],
    ["an empty list", network({ publicAccessCidrs: [] }), "fail"],
    ["addresses that are not known", network({ publicAccessCidrs: [UNKNOWN] }), "unknown", /publicAccessCidrs/],
    ["a switch that is not known", network({ endpointPublicAccess: UNKNOWN }), "unknown", /endpointPublicAccess/],
  ],
});
