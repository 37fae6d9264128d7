import { isRecord, isText, type Json, own } from "../../reading";
import { arnOf, beside, type Made, type Original, written } from "./made";
import { roleFor } from "./role";

/** What an event source is told about what it runs. */
export interface Target {
  readonly original: Original;
  /** What calls it: the function or its alias, or the state machine. */
  readonly ref: Json;
  readonly arn: Json;
  readonly kind: "function" | "machine";
}

/** Policies that a function needs to read from a source. */
export const READS: Readonly<Record<string, string>> = {
  SQS: "AWSLambdaSQSQueueExecutionRole",
  Kinesis: "AWSLambdaKinesisExecutionRole",
  DynamoDB: "AWSLambdaDynamoDBExecutionRole",
  MSK: "AWSLambdaMSKExecutionRole",
};

/** Where a source that Lambda reads says what it is. */
const STREAMS: Readonly<Record<string, string>> = {
  SQS: "Queue",
  Kinesis: "Stream",
  DynamoDB: "Stream",
  MSK: "Stream",
  MQ: "Broker",
  DocumentDB: "Cluster",
  SelfManagedKafka: "",
};

/** Services that call a function by a permission, and nothing else that a graph has. */
const CALLERS: Readonly<Record<string, string>> = {
  S3: "s3.amazonaws.com",
  CloudWatchLogs: "logs.amazonaws.com",
  Cognito: "cognito-idp.amazonaws.com",
  IoTRule: "iot.amazonaws.com",
  AlexaSkill: "alexa-appkit.amazon.com",
};

/** What the transform makes of one event source of a function or state machine. */
export function madeOfEvent(name: string, event: unknown, target: Target): readonly Made[] {
  const type = own(event, "Type");
  if (!isText(type)) return [];
  const inner = own(event, "Properties");
  const properties = isRecord(inner) ? inner : {};
  const id = `${target.original.id}${name}`;
  const caller = Object.hasOwn(CALLERS, type) ? CALLERS[type] : undefined;
  if (caller !== undefined) return [permission(`${id}Permission`, caller, target)];
  const source = Object.hasOwn(STREAMS, type) ? STREAMS[type] : undefined;
  if (source !== undefined) return [mapping(id, properties[source], properties, source, target)];
  switch (type) {
    case "SNS":
      return subscription(id, properties, target);
    case "Schedule":
    case "CloudWatchEvent":
    case "EventBridgeRule":
      return rule(id, properties, target);
    case "ScheduleV2":
      return schedule(id, properties, target);
    case "Api":
    case "HttpApi":
      return target.kind === "function" ? [permission(`${id}Permission`, "apigateway.amazonaws.com", target)] : [];
    default:
      return [];
  }
}

const permission = (id: string, principal: string, { original, ref }: Target, from?: Json): Made =>
  beside(original, id, "AWS::Lambda::Permission", {
    Action: "lambda:InvokeFunction",
    FunctionName: ref,
    Principal: principal,
    SourceArn: from,
  });

function mapping(id: string, source: unknown, properties: Json, named: string, { original, ref }: Target): Made {
  const { [named]: _, ...rest } = properties;
  return beside(original, id, "AWS::Lambda::EventSourceMapping", {
    ...rest,
    EventSourceArn: source,
    FunctionName: ref,
  });
}

/** A topic calls the function, or fills a queue that it is fed from, a new one where none is named. */
function subscription(id: string, properties: Json, target: Target): Made[] {
  const { original, arn } = target;
  const { Topic: topic, SqsSubscription: queued, ...rest } = properties;
  const subscribed = (Protocol: string, Endpoint: unknown): Made =>
    beside(original, id, "AWS::SNS::Subscription", { ...rest, TopicArn: topic, Protocol, Endpoint });
  if (queued === undefined || queued === false)
    return [subscribed("lambda", arn), permission(`${id}Permission`, "sns.amazonaws.com", target)];
  const named = isRecord(queued) ? queued : {};
  const made = named.QueueArn === undefined;
  const queue = made ? arnOf(`${id}Queue`) : named.QueueArn;
  return [
    ...(made ? [beside(original, `${id}Queue`, "AWS::SQS::Queue")] : []),
    subscribed("sqs", queue),
    mapping(`${id}EventSourceMapping`, queue, { BatchSize: named.BatchSize ?? 10 }, "", target),
  ];
}

function rule(id: string, properties: Json, target: Target): Made[] {
  const { original, arn, kind } = target;
  const { Schedule, Pattern, Name, RuleName, Description, Enabled, State, EventBusName, RoleArn } = properties;
  const failures = deadLetter(id, properties, original);
  const role = kind === "machine" && RoleArn === undefined ? startRole(id, target) : undefined;
  const to = written({
    Arn: arn,
    Id: `${id}Target`,
    DeadLetterConfig: failures.arn === undefined ? undefined : { Arn: failures.arn },
    RetryPolicy: properties.RetryPolicy,
    ...(kind === "machine" && { RoleArn: RoleArn ?? arnOf(`${id}Role`) }),
  });
  return [
    beside(original, id, "AWS::Events::Rule", {
      ScheduleExpression: Schedule,
      EventPattern: Pattern,
      Name: Name ?? RuleName,
      Description,
      EventBusName,
      State: State ?? (Enabled === undefined ? undefined : Enabled === false ? "DISABLED" : "ENABLED"),
      Targets: [to],
    }),
    ...failures.made,
    ...(role ? [role] : []),
    ...(kind === "function" ? [permission(`${id}Permission`, "events.amazonaws.com", target, arnOf(id))] : []),
  ];
}

function schedule(id: string, properties: Json, target: Target): Made[] {
  const { original, arn } = target;
  const { RoleArn, RetryPolicy, DeadLetterConfig, Input, OmitName, PermissionsBoundary, ...rest } = properties;
  const failures = deadLetter(id, properties, original);
  return [
    beside(original, id, "AWS::Scheduler::Schedule", {
      FlexibleTimeWindow: { Mode: "OFF" },
      ...(OmitName !== true && { Name: id }),
      ...rest,
      Target: written({
        Arn: arn,
        RoleArn: RoleArn ?? arnOf(`${id}Role`),
        RetryPolicy,
        DeadLetterConfig: failures.arn === undefined ? undefined : { Arn: failures.arn },
      }),
    }),
    ...failures.made,
    ...(RoleArn === undefined ? [startRole(id, target, "scheduler.amazonaws.com")] : []),
  ];
}

const startRole = (id: string, { original, arn, kind }: Target, principal = "events.amazonaws.com"): Made =>
  roleFor(original, `${id}Role`, principal, {
    Effect: "Allow",
    Action: kind === "machine" ? "states:StartExecution" : "lambda:InvokeFunction",
    Resource: arn,
  });

/** Where an event goes that cannot be delivered: a queue that is named, or one that the transform makes. */
function deadLetter(
  id: string,
  properties: Json,
  original: Original,
): { readonly arn?: unknown; readonly made: readonly Made[] } {
  const config = properties.DeadLetterConfig;
  if (!isRecord(config)) return { made: [] };
  const named = config.Arn ?? config.TargetArn;
  if (named !== undefined) return { arn: named, made: [] };
  if (config.Type !== "SQS") return { made: [] };
  const queue = isText(config.QueueLogicalId) ? config.QueueLogicalId : `${id}Queue`;
  return { arn: arnOf(queue), made: [beside(original, queue, "AWS::SQS::Queue")] };
}
