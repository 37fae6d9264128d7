import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, without } from "../../../../policies/change-sample";
import { detailedMonitoring } from "../../../../policies/rules/compute/detailed-monitoring";
import { describeRule } from "../../support";

describeRule(detailedMonitoring, {
  rows: [
    ["left to the default", withInputs("template", { monitoring: undefined }), "fail", /every five minutes/],
    ["not known", withInputs("template", { monitoring: UNKNOWN }), "unknown"],
    ["no policy", without("cpu"), "does not apply"],
    [
      "a policy on requests, which the balancer counts every minute",
      withInputs("cpu", {
        targetTrackingConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget" },
        },
      }),
      "does not apply",
    ],
    ["a template that no group uses", withInputs("web", { launchTemplate: { id: "lt-1" } }), "does not apply"],
  ],
});
