import { withInputs, withMore, withResource } from "../../../../policies/change-sample";
import { evaluate } from "../../../../policies/evaluate";
import { secretInRegion } from "../../../../policies/rules/sec/secret-in-region";
import { graphOf, ref } from "../../../../policies/sample";
import { TYPES } from "../../../../policies/types";
import { World } from "../../../../policies/world/world";
import { describeRule } from "../../support";

describeRule(secretInRegion, {
  rows: [
    [
      "a parameter in another region",
      withInputs("orders", {
        environment: { variables: { NAME: "arn:aws:ssm:eu-west-1:111122223333:parameter/orders/name" } },
      }),
      "fail",
      /reads orders\/name in eu-west-1, and runs in us-east-1/,
    ],
    ["no secret", withInputs("orders", { environment: { variables: { LEVEL: "info" } } }), "does not apply"],
    [
      "an original of another region, by reference",
      [
        withMore({ type: TYPES.secret, name: "password", region: "eu-west-1" }),
        withInputs("orders", { environment: ref("password") }),
      ],
      "fail",
      /reads password in eu-west-1/,
    ],
    [
      "one that is replicated to it",
      [
        withMore({
          type: TYPES.secret,
          name: "password",
          region: "eu-west-1",
          inputs: { replicas: [{ region: "us-east-1" }] },
        }),
        withInputs("orders", { environment: ref("password") }),
      ],
      "pass",
    ],
    ["a function of the secret's own region", withResource("orders", { region: "eu-west-1" }), "fail"],
  ],
});

test("a function whose region is not known is not called wrong", () => {
  const resources = graphOf(secretInRegion.example.compliant).resources.map(({ region: _, ...rest }) => rest);
  const judged = evaluate(new World({ resources }, "global"), [secretInRegion]);
  expect(judged.map(({ verdict }) => verdict.verdict)).toEqual(["unknown"]);
});
