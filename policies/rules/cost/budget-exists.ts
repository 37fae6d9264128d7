import type { GraphResource } from "../../../blueprints/graph/graph";
import { changed, withInputs } from "../../change-sample";
import { fail, pass, perTier, rule } from "../../rule";
import type { Sample } from "../../sample";
import { TYPES } from "../../types";
import { anyOf } from "../../world/any";
import type { World } from "../../world/world";

const compliant: Sample = {
  declared: { budget: 12000 },
  resources: [
    { type: TYPES.group, name: "web", inputs: { minSize: 2, maxSize: 40 } },
    {
      type: TYPES.budget,
      name: "month",
      inputs: {
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: "12000",
        limitUnit: "USD",
        notifications: [
          {
            notificationType: "FORECASTED",
            comparisonOperator: "GREATER_THAN",
            threshold: 100,
            thresholdType: "PERCENTAGE",
            subscriberEmailAddresses: ["ops@example.com"],
          },
        ],
      },
    },
  ],
};

export const budgetExists = rule({
  id: "cost/budget-exists",
  title: "A budget warns somebody of what the month will cost",
  scope: "environment",
  severity: perTier("warning", "warning", "warning", "warning"),
  why: "What scales by itself also spends by itself: an attack or a loop runs to the maximum of every group. Without a forecast the invoice tells.",
  source:
    "AWS Budgets, best practices, https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html; Well-Architected, COST02-BP05 implement cost controls",
  fix: "add a cost budget with a notification of type FORECASTED that somebody receives",
  types: [TYPES.budget, TYPES.topic, TYPES.topicPolicy],
  elsewhere: [],
  example: { compliant, failing: changed(compliant, withInputs("month", { notifications: [] })) },
  subjects: (world) => (world.view.types.some((type) => type.startsWith("aws:")) ? [world.environment] : []),
  judge(_environment, world) {
    const budgets = world.all(TYPES.budget).filter((budget) => world.peek(budget, "budgetType") === "COST");
    const [first] = budgets;
    if (!first) return fail("has no budget for its costs");
    if (!anyOf(budgets, (budget) => forecasts(budget, world)))
      return fail(`has a budget (${first.name}) that tells nobody of a forecast above it`, { related: budgets });
    const mute = budgets.flatMap((budget) => deafTopics(budget, world));
    if (mute.length > 0 && !budgets.some((budget) => heardByMail(budget, world)))
      return fail(`has a budget (${first.name}) whose topic takes no messages from budgets`, {
        key: "topic",
        related: mute,
      });
    const declared = world.declares("budget");
    if (declared === undefined) return pass();
    if (anyOf(budgets, (budget) => forecasts(budget, world) && warnsBy(budget, declared, world))) return pass();
    return fail(
      `has a budget (${first.name}) of ${world.text(first, "limitAmount")} a month where the manifest declares ${declared}`,
      { related: budgets },
    );
  },
});

const forecasts = (budget: GraphResource, world: World): boolean =>
  anyOf(world.list(budget, "notifications").keys(), (at) => {
    const path = `notifications[${at}]`;
    if (world.text(budget, `${path}.notificationType`) !== "FORECASTED") return false;
    return ["subscriberEmailAddresses", "subscriberSnsTopicArns"].some((input) =>
      world.has(budget, `${path}.${input}`),
    );
  });

/** Topics of the graph that nobody but their owner may publish to: budgets need a policy that lets them [AWS Budgets, SNS]. */
const deafTopics = (budget: GraphResource, world: World): readonly GraphResource[] =>
  world
    .linked(budget, "notifications", TYPES.topic)
    .filter((topic) => !world.has(topic, "policy") && world.referrers(topic, [TYPES.topicPolicy], "arn").length === 0);

const heardByMail = (budget: GraphResource, world: World): boolean =>
  world
    .list(budget, "notifications")
    .some((_, at) => world.has(budget, `notifications[${at}].subscriberEmailAddresses`));

/** Whether it warns at the declared amount or below. Other currencies, other spans and moving limits are not compared. */
function warnsBy(budget: GraphResource, declared: number, world: World): boolean {
  if (world.text(budget, "timeUnit") !== "MONTHLY" || (world.text(budget, "limitUnit") ?? "USD") !== "USD") return true;
  const limit = world.number(budget, "limitAmount");
  return limit === undefined || limit <= declared;
}
