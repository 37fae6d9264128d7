import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs } from "../../../../policies/change-sample";
import { residency } from "../../../../policies/rules/same/residency";
import { describeRule } from "../../support";

describeRule(residency, {
  rows: [
    [
      "a table's replica elsewhere",
      withInputs("carts", { replicas: [{ regionName: "us-east-1" }] }),
      "fail",
      /keeps a copy in us-east-1; the manifest names eu-west-1, eu-central-1/,
    ],
    [
      "a backup elsewhere",
      withInputs("nightly", {
        rules: [
          { copyActions: [{ destinationVaultArn: "arn:aws:backup:us-east-1:111122223333:backup-vault:copies" }] },
        ],
      }),
      "fail",
    ],
    ["no manifest", ({ resources }) => ({ resources }), "unknown"],
    ["replicas that are not known", withInputs("password", { replicas: UNKNOWN }), "unknown"],
  ],
});
