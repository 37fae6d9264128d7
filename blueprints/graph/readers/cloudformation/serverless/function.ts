import { isRecord, isText, type Json, own } from "../../reading";
import { arnOf, beside, type Made, main, type Original, refTo, tagList, without } from "./made";
import { roleOf, statementPolicy } from "./role";
import { madeOfEvent, READS } from "./sources";

/** Properties that the transform takes for itself. */
const TAKEN: ReadonlySet<string> = new Set([
  "AssumeRolePolicyDocument",
  "AutoPublishAlias",
  "AutoPublishAliasAllProperties",
  "AutoPublishCodeSha256",
  "CodeUri",
  "DeadLetterQueue",
  "DeploymentPreference",
  "EventInvokeConfig",
  "Events",
  "FunctionUrlConfig",
  "ImageUri",
  "InlineCode",
  "PermissionsBoundary",
  "Policies",
  "PropagateTags",
  "ProvisionedConcurrencyConfig",
  "RolePath",
  "Tracing",
  "VersionDescription",
]);

/** What the transform makes of AWS::Serverless::Function [AWS SAM specification, Generated CloudFormation resources]. */
export function functionParts(original: Original): readonly Made[] {
  const { id, properties } = original;
  const events = isRecord(properties.Events) ? Object.entries(properties.Events) : [];
  const { role, made } = roleOf(original, {
    principal: "lambda.amazonaws.com",
    managed: managedFor(properties, events),
    ...deadLetterRights(properties),
  });
  const alias = isText(properties.AutoPublishAlias) ? `${id}Alias${properties.AutoPublishAlias}` : undefined;
  const target = {
    original,
    ref: refTo(alias ?? id),
    arn: alias === undefined ? arnOf(id) : refTo(alias),
    kind: "function",
  } as const;
  return [
    main(original, "AWS::Lambda::Function", {
      ...without(properties, TAKEN),
      Role: role,
      Tags: tagList(properties.Tags),
      ...(properties.Tracing !== undefined && { TracingConfig: { Mode: properties.Tracing } }),
      ...(isRecord(properties.DeadLetterQueue) && {
        DeadLetterConfig: { TargetArn: properties.DeadLetterQueue.TargetArn },
      }),
    }),
    ...made,
    ...aliasParts(original, alias),
    ...invokeParts(original),
    ...events.flatMap(([name, event]) => madeOfEvent(name, event, target)),
  ];
}

function managedFor(properties: Json, events: readonly (readonly [string, unknown])[]): readonly string[] {
  const sources = events.map(([, event]) => String(own(event, "Type")));
  const reads = events.some(([, event]) => own(own(event, "Properties"), "SqsSubscription") !== undefined)
    ? [...sources, "SQS"]
    : sources;
  return [
    "AWSLambdaBasicExecutionRole",
    ...(properties.VpcConfig === undefined ? [] : ["AWSLambdaVPCAccessExecutionRole"]),
    ...(properties.Tracing === "Active" ? ["AWSXrayWriteOnlyAccess"] : []),
    ...reads.flatMap((type) => (Object.hasOwn(READS, type) ? [READS[type] ?? ""] : [])),
  ];
}

function deadLetterRights({ DeadLetterQueue: queue }: Json): { readonly inline?: readonly Json[] } {
  if (!isRecord(queue)) return {};
  const action = queue.Type === "SNS" ? "sns:Publish" : "sqs:SendMessage";
  return { inline: [statementPolicy("DeadLetterQueuePolicy", action, queue.TargetArn)] };
}

function aliasParts(original: Original, alias: string | undefined): Made[] {
  const { id, properties } = original;
  if (alias === undefined) return [];
  return [
    beside(original, `${id}Version`, "AWS::Lambda::Version", { FunctionName: refTo(id) }),
    beside(original, alias, "AWS::Lambda::Alias", {
      Name: properties.AutoPublishAlias,
      FunctionName: refTo(id),
      FunctionVersion: { "Fn::GetAtt": [`${id}Version`, "Version"] },
      ProvisionedConcurrencyConfig: properties.ProvisionedConcurrencyConfig,
    }),
  ];
}

function invokeParts(original: Original): Made[] {
  const { id, properties } = original;
  const config = properties.EventInvokeConfig;
  if (!isRecord(config)) return [];
  const { DestinationConfig: destinations, ...rest } = config;
  const made: Made[] = [];
  const to = (name: "OnSuccess" | "OnFailure"): Json => {
    const destination = own(destinations, name);
    if (!isRecord(destination)) return {};
    if (destination.Destination !== undefined) return { [name]: { Destination: destination.Destination } };
    const queue = destination.Type === "SQS";
    const target = `${id}EventInvokeConfig${name}${queue ? "Queue" : "Topic"}`;
    made.push(beside(original, target, queue ? "AWS::SQS::Queue" : "AWS::SNS::Topic"));
    return { [name]: { Destination: queue ? arnOf(target) : refTo(target) } };
  };
  const destinationConfig = { ...to("OnSuccess"), ...to("OnFailure") };
  return [
    beside(original, `${id}EventInvokeConfig`, "AWS::Lambda::EventInvokeConfig", {
      ...rest,
      FunctionName: refTo(id),
      Qualifier: isText(properties.AutoPublishAlias) ? properties.AutoPublishAlias : "$LATEST",
      ...(Object.keys(destinationConfig).length > 0 && { DestinationConfig: destinationConfig }),
    }),
    ...made,
  ];
}
