import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { serviceRollsSafely } from "../../../../policies/rules/compute/service-rolls-safely";
import { ref } from "../../../../policies/sample";
import { describeRule } from "../../support";

const service = (inputs: object) => withInputs("api", { ...inputs });
const noBreaker = { deploymentCircuitBreaker: undefined };
const subnets = (...names: readonly string[]) => ({ networkConfiguration: { subnets: names.map(ref) } });
const oneZone = subnets("subnet-a");
const placed = (...fields: readonly string[]) => ({
  networkConfiguration: undefined,
  orderedPlacementStrategies: fields.map((field) => ({ type: "spread", field })),
});

describeRule(serviceRollsSafely, {
  rows: [
    ["no circuit breaker", service(noBreaker), "fail", /no deployment circuit breaker/],
    ["one that is off", service({ deploymentCircuitBreaker: { enable: false, rollback: true } }), "fail"],
    ["another controller", service({ ...noBreaker, deploymentController: { type: "CODE_DEPLOY" } }), "pass"],
    ["one zone", service(oneZone), "fail", /one zone \(a\) where tier global needs 3/],
    ["two zones", service(subnets("subnet-a", "subnet-b")), "fail", /2 zones/],
    ["no interfaces of its own", service({ networkConfiguration: undefined }), "pass"],
    ["a spread over instances only", service(placed("instanceId")), "fail", /without a spread over zones/],
    ["a spread over zones first", service(placed("attribute:ecs.availability-zone", "instanceId")), "pass"],
    ["half its tasks", service({ deploymentMinimumHealthyPercent: 50 }), "fail", /50 % .* 67 %/],
    ["two thirds", service({ deploymentMinimumHealthyPercent: 67 }), "pass"],
    ["no room to roll", service({ deploymentMaximumPercent: 100 }), "fail", /can't be deployed/],
    ["a daemon", service({ ...oneZone, schedulingStrategy: "DAEMON", deploymentMinimumHealthyPercent: 0 }), "pass"],
    ["a daemon without a breaker", service({ ...noBreaker, schedulingStrategy: "DAEMON" }), "fail"],
    ["a subnet not read", service({ networkConfiguration: { subnets: ["subnet-9"] } }), "unknown"],
    [
      "one subnet of two not read",
      service({ networkConfiguration: { subnets: [ref("subnet-a"), "subnet-9"] } }),
      "unknown",
    ],
    ["a subnet not read, no breaker", service({ networkConfiguration: UNKNOWN, ...noBreaker }), "fail"],
    ["a share not known", service({ deploymentMinimumHealthyPercent: UNKNOWN }), "unknown"],
  ],
});

describeRule(serviceRollsSafely, {
  tier: "starter",
  rows: [
    ["one zone is enough", service({ ...oneZone, deploymentMinimumHealthyPercent: 50 }), "pass"],
    ["all tasks at once", service({ deploymentMinimumHealthyPercent: 0 }), "fail", /keeps 0 %/],
  ],
});
