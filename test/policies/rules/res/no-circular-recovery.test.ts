import { declaring, withMore, without, withResource } from "../../../../policies/change-sample";
import { noCircularRecovery } from "../../../../policies/rules/res/no-circular-recovery";
import { ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { describeRule } from "../../support";

describeRule(noCircularRecovery, {
  rows: [
    [
      "its code in the region that it restores",
      withResource("runbooks", { region: "eu-west-1" }),
      "fail",
      /needs runbooks in eu-west-1/,
    ],
    [
      "the tool in both regions",
      withMore({ type: TYPES.lambda, name: "failover-eu-west-1", region: "eu-west-1" }),
      "pass",
    ],
    [
      "a switch plan whose login is in the primary",
      withMore(
        { type: TYPES.secret, name: "login", region: "eu-west-1" },
        {
          type: TYPES.regionSwitchPlan,
          name: "plan",
          region: "us-east-1",
          inputs: { triggers: [{ secret: ref("login") }] },
        },
      ),
      "fail",
    ],
    ["nobody says which region is the primary", declaring({ primary: undefined as never }), "unknown"],
    ["one region only", without("web-us-east-1", "failover", "runbooks"), "does not apply"],
    ["nothing that recovers", without("failover"), "does not apply"],
  ],
});
