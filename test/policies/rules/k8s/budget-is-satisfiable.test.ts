import { UNKNOWN } from "../../../../blueprints/graph/values";
import { withInputs, withMore, without, withResource } from "../../../../policies/change-sample";
import { budgetIsSatisfiable } from "../../../../policies/rules/k8s/budget-is-satisfiable";
import { autoscalerSpec, budget, budgetSpec } from "../../../../policies/samples/kubernetes";
import { describeRule } from "../../support";

describeRule(budgetIsSatisfiable, {
  rows: [
    ["no budget", without("shop-budget"), "fail", /no disruption budget/],
    ["a budget of another namespace", withInputs("shop-budget", { metadata: { namespace: "other" } }), "fail"],
    ["a budget of another cluster", withResource("shop-budget", { stack: "us-east-1" }), "fail"],
    [
      "a budget that selects others",
      withInputs("shop-budget", { spec: { selector: { matchLabels: { app: "other" } }, maxUnavailable: 1 } }),
      "fail",
    ],
    [
      "a selector by expression",
      withInputs("shop-budget", {
        spec: {
          selector: { matchExpressions: [{ key: "app", operator: "In", values: ["shop", "web"] }] },
          maxUnavailable: 1,
        },
      }),
      "pass",
    ],
    ["two budgets", withMore({ ...budget, name: "second" }), "fail", /2 budgets/],
    [
      "as many available as the autoscaler keeps",
      withInputs("shop-budget", budgetSpec({ minAvailable: 3 })),
      "fail",
      /minAvailable 3/,
    ],
    ["one fewer", withInputs("shop-budget", budgetSpec({ minAvailable: 2 })), "pass"],
    ["a share that rounds up to all", withInputs("shop-budget", budgetSpec({ minAvailable: "67%" })), "fail"],
    ["a share that leaves one", withInputs("shop-budget", budgetSpec({ minAvailable: "66%" })), "pass"],
    ["nothing may go", withInputs("shop-budget", budgetSpec({ maxUnavailable: 0 })), "fail", /maxUnavailable 0/],
    ["a small share rounds up to one", withInputs("shop-budget", budgetSpec({ maxUnavailable: "1%" })), "pass"],
    ["without a number one must be there", withInputs("shop-budget", budgetSpec({})), "pass"],
    ["one pod is not asked", withInputs("shop-scaling", autoscalerSpec({ minReplicas: 1 })), "does not apply"],
    ["a limit that is not known", withInputs("shop-budget", budgetSpec({ maxUnavailable: UNKNOWN })), "unknown"],
  ],
});
