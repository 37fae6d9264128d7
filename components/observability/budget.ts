import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { BudgetArgs as BudgetPart } from "../../blueprints/plan/parts";
import { Component, type Transform } from "../component";

export interface BudgetComponentArgs extends BudgetPart {
  /** Account whose costs are counted: only its budgets may write to the topic. */
  readonly account: pulumi.Input<string>;
  /** Default `aws`. */
  readonly partition?: string;
  readonly transform?: {
    readonly budget?: Transform<aws.budgets.BudgetArgs>;
    readonly topic?: Transform<aws.sns.TopicArgs>;
    readonly topicPolicy?: Transform<aws.sns.TopicPolicyArgs>;
  };
}

/** Told while there is time to look, and when the month will end above it. Assumed: a fifth is a week's notice at an even pace. */
const ALERTS = [
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "FORECASTED", threshold: 100 },
] as const;

/**
 * What the account may cost a month, with an alert on what is spent and one on what the month is forecast to cost.
 *
 * All costs of the account count: a filter by tag would see nothing until somebody activates the tags for billing
 * [awsaccountbilling/latest/aboutv2/activating-tags.html]. AWS takes no alert without a subscriber; where nobody is named
 * by e-mail, it is a topic that `topicArn` names [API_budgets_CreateNotification.html].
 *
 * @example new Budget("budget", { monthlyUsd: 4000, email: "ops@example.com", account: "111122223333" })
 */
export class Budget extends Component {
  /** Undefined where the alerts go to an e-mail address. */
  readonly topicArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: BudgetComponentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("scalekit:observability:Budget", name, {}, opts);
    this.topicArn = args.email === undefined ? this.makeTopic(name, args) : undefined;
    const subscriber =
      args.email === undefined
        ? { subscriberSnsTopicArns: this.topicArn ? [this.topicArn] : [] }
        : { subscriberEmailAddresses: [args.email] };
    this.make(
      aws.budgets.Budget,
      name,
      {
        budgetType: "COST",
        timeUnit: "MONTHLY",
        limitAmount: String(args.monthlyUsd),
        limitUnit: "USD",
        notifications: ALERTS.map((alert) => ({
          ...alert,
          thresholdType: "PERCENTAGE",
          comparisonOperator: "GREATER_THAN",
          ...subscriber,
        })),
      },
      { transform: args.transform?.budget, from: { limitAmount: "monthlyUsd", notifications: "email" } },
    );
    this.registerOutputs({ topicArn: this.topicArn });
  }

  /** @returns the topic's ARN, known only when budgets may write to it: AWS tries it */
  private makeTopic(name: string, args: BudgetComponentArgs): pulumi.Output<string> {
    const topic = this.make(
      aws.sns.Topic,
      `${name}-topic`,
      { displayName: `Budget ${name}` },
      { transform: args.transform?.topic },
    );
    const policy = this.make(
      aws.sns.TopicPolicy,
      `${name}-topic`,
      { arn: topic.arn, policy: publishedByBudgets(topic.arn, args) },
      { transform: args.transform?.topicPolicy },
    );
    return pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
  }
}

/** Only this account's budgets [cost-management/latest/userguide/budgets-sns-policy.html]. */
const publishedByBudgets = (
  topicArn: pulumi.Output<string>,
  { account, partition = "aws" }: BudgetComponentArgs,
): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PublishBudgetAlerts",
        Effect: "Allow",
        Principal: { Service: "budgets.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:budgets::${account}:*` },
        },
      },
    ],
  });
