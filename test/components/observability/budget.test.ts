import { Budget, type BudgetComponentArgs } from "../../../components/observability/budget";
import { describeWithOracle } from "../../support/oracle";
import { named, ofType } from "../support/find";
import { type Registered, registerIn } from "../support/monitor";
import { refusedByProvider } from "../support/oracle";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:budget";
const build = (more: Partial<BudgetComponentArgs> = {}): Promise<Registered[]> =>
  registerIn(() => new Budget("budget", { monthlyUsd: 4000, account: "123456789012", ...more }), {
    outputs: { "aws:sns/topic:Topic": { arn: TOPIC } },
  });

test("tells at 80 % of what was spent, and when the forecast goes above all of it", async () => {
  const { inputs } = named(await build({ email: "ops@example.com" }), "budget");
  expect(inputs).toMatchObject({
    budgetType: "COST",
    timeUnit: "MONTHLY",
    limitAmount: "4000",
    limitUnit: "USD",
    notifications: [
      { notificationType: "ACTUAL", threshold: 80, subscriberEmailAddresses: ["ops@example.com"] },
      { notificationType: "FORECASTED", threshold: 100, subscriberEmailAddresses: ["ops@example.com"] },
    ],
  });
});

test("with an e-mail address it needs no topic", async () => {
  expect(ofType(await build({ email: "ops@example.com" }), "aws:sns/topic:Topic")).toEqual([]);
});

test("without one it tells a topic that only this account's budgets may write to", async () => {
  const resources = await build();
  const { notifications } = named(resources, "budget").inputs;
  expect(notifications).toMatchObject([{ subscriberSnsTopicArns: [TOPIC] }, { subscriberSnsTopicArns: [TOPIC] }]);
  const [policy] = ofType(resources, "aws:sns/topicPolicy:TopicPolicy");
  expect(JSON.parse(String(policy?.inputs.policy)).Statement).toMatchObject([
    {
      Principal: { Service: "budgets.amazonaws.com" },
      Action: "sns:Publish",
      Resource: TOPIC,
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": "arn:aws:budgets::123456789012:*" },
      },
    },
  ]);
  expect(named(resources, "budget").dependsOn).toContain("budget-topic");
});

test("a transform reaches each child", async () => {
  const resources = await build({ transform: { budget: { limitAmount: "1" }, topic: { displayName: "Money" } } });
  expect(named(resources, "budget").inputs.limitAmount).toBe("1");
  expect(ofType(resources, "aws:sns/topic:Topic")[0]?.inputs.displayName).toBe("Money");
});

describeWithOracle("the real provider accepts", () => {
  test("both ways to be told", async () => {
    expect(refusedByProvider(await build())).toEqual([]);
    expect(refusedByProvider(await build({ email: "ops@example.com" }))).toEqual([]);
  });
});
