import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { AWS_PROVIDER } from "../../../../policies/facts/outside-types";
import { providerInItsRegion } from "../../../../policies/rules/same/provider-in-its-region";
import { describeRule } from "../../support";

describeRule(providerInItsRegion, {
  rows: [
    [
      "a resource elsewhere",
      withResource("network", { region: "us-east-1", stack: "eu-west-1" }),
      "fail",
      /asks eu-west-1, and network is in us-east-1/,
    ],
    [
      "a resource that names its own region",
      [
        withResource("network", { region: "us-east-1", stack: "eu-west-1" }),
        withInputs("network", { region: "us-east-1" }),
      ],
      "does not apply",
    ],
    [
      "two providers",
      withMore({ type: AWS_PROVIDER, name: "other", inputs: { region: "us-east-1" } }),
      "does not apply",
    ],
    ["a region that is not known", withInputs("aws", { region: UNKNOWN }), "unknown"],
    ["no region written", withInputs("aws", { region: undefined }), "does not apply"],
    ["nothing of it in sight", without("network"), "does not apply"],
    [
      "another stack's resources",
      withResource("network", { region: "us-east-1", stack: "us-east-1" }),
      "does not apply",
    ],
  ],
});
