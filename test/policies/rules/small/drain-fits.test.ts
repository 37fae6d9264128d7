import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without } from "../../../../policies/change-sample";
import { drainFits } from "../../../../policies/rules/small/drain-fits";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

const delay = (deregistrationDelay: unknown) => withInputs("targets", { deregistrationDelay });
const onDemand = withInputs("web", { mixedInstancesPolicy: undefined });
const service = (capacityProvider: string) =>
  withMore({
    type: TYPES.ecsService,
    name: "api",
    inputs: { loadBalancers: [{ targetGroupArn: ref("targets") }], capacityProviderStrategies: [{ capacityProvider }] },
  });

describeRule(drainFits, {
  rows: [
    ["Spot's notice to the second", delay(120), "pass"],
    ["a second more", delay(121), "fail", /waits 121 s .* gives them 120 s/],
    ["the default of 300 s", delay(undefined), "fail", /waits 300 s/],
    ["the default, on demand", [delay(undefined), onDemand], "pass"],
    ["no delay", [delay(0), onDemand], "fail", /at once/],
    ["functions", withInputs("targets", { targetType: "lambda", deregistrationDelay: 0 }), "does not apply"],
    ["tasks on Spot", [without("web"), delay(undefined), service("FARGATE_SPOT")], "fail"],
    ["tasks on demand", [without("web"), delay(undefined), service("FARGATE")], "pass"],
    ["a delay not known", delay(UNKNOWN), "unknown", /deregistrationDelay/],
    ["Spot or not, not known", [delay(300), withInputs("web", { mixedInstancesPolicy: UNKNOWN })], "unknown"],
  ],
});
