import { isRecord, isText, type Json } from "../../reading";
import { beside, type Made, main, type Original, openValue, refTo, tagList, without } from "./made";
import { roleOf } from "./role";
import { madeOfEvent } from "./sources";

const KEY_TYPES: Readonly<Record<string, string>> = { String: "S", Number: "N", Binary: "B" };

/** A table with one key, on demand unless a throughput is written. */
export function tableParts(original: Original): readonly Made[] {
  const { PrimaryKey: key, ProvisionedThroughput: throughput, Tags, ...rest } = original.properties;
  const name = isRecord(key) ? key.Name : "id";
  const type = isRecord(key) && isText(key.Type) ? (KEY_TYPES[key.Type] ?? key.Type) : "S";
  return [
    main(original, "AWS::DynamoDB::Table", {
      ...rest,
      AttributeDefinitions: [{ AttributeName: name, AttributeType: type }],
      KeySchema: [{ AttributeName: name, KeyType: "HASH" }],
      Tags: tagList(Tags),
      ...(throughput === undefined ? { BillingMode: "PAY_PER_REQUEST" } : { ProvisionedThroughput: throughput }),
    }),
  ];
}

const MACHINE_TAKEN: ReadonlySet<string> = new Set([
  "AutoPublishAlias",
  "Definition",
  "DefinitionUri",
  "DeploymentPreference",
  "Events",
  "Logging",
  "Name",
  "PermissionsBoundary",
  "Policies",
  "PropagateTags",
  "Role",
  "RolePath",
  "Tracing",
  "Type",
  "UseAliasAsEventTarget",
]);

export function machineParts(original: Original): readonly Made[] {
  const { id, properties } = original;
  const { Definition: definition, Events: events, Logging, Name, Tracing, Type } = properties;
  const { role, made } = roleOf(original, { principal: "states.amazonaws.com", managed: [] });
  const target = { original, ref: refTo(id), arn: refTo(id), kind: "machine" } as const;
  return [
    main(original, "AWS::StepFunctions::StateMachine", {
      ...without(properties, MACHINE_TAKEN),
      ...(definition !== undefined && { DefinitionString: { "Fn::ToJsonString": definition } }),
      RoleArn: role,
      StateMachineName: Name,
      StateMachineType: Type,
      LoggingConfiguration: Logging,
      TracingConfiguration: Tracing,
      Tags: tagList(properties.Tags),
    }),
    ...made,
    ...(isRecord(events) ? Object.entries(events) : []).flatMap(([name, event]) => madeOfEvent(name, event, target)),
  ];
}

/** Properties of a REST API that are its stage's. */
const OF_STAGE: Readonly<Record<string, string>> = {
  AccessLogSetting: "AccessLogSetting",
  CacheClusterEnabled: "CacheClusterEnabled",
  CacheClusterSize: "CacheClusterSize",
  CanarySetting: "CanarySetting",
  MethodSettings: "MethodSettings",
  TracingEnabled: "TracingEnabled",
  Variables: "Variables",
};

export function restApiParts(original: Original, functions: readonly Json[]): readonly Made[] {
  const { id, properties } = original;
  const stage = isText(properties.StageName) ? properties.StageName : "Stage";
  const settings = Object.entries(OF_STAGE).map(([from, to]) => [to, properties[from]]);
  return [
    main(original, "AWS::ApiGateway::RestApi", {
      Name: properties.Name,
      Description: properties.Description,
      DisableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint,
      EndpointConfiguration: isRecord(properties.EndpointConfiguration)
        ? { Types: [properties.EndpointConfiguration.Type] }
        : undefined,
      Body: openValue(functions),
      Tags: tagList(properties.Tags),
    }),
    beside(original, `${id}Deployment`, "AWS::ApiGateway::Deployment", { RestApiId: refTo(id) }),
    beside(original, `${id}${stage}Stage`, "AWS::ApiGateway::Stage", {
      ...Object.fromEntries(settings),
      RestApiId: refTo(id),
      DeploymentId: refTo(`${id}Deployment`),
      StageName: properties.StageName,
    }),
  ];
}

export function httpApiParts(original: Original, functions: readonly Json[]): readonly Made[] {
  const { id, properties } = original;
  const { StageName: written, AccessLogSettings, DefaultRouteSettings, RouteSettings, StageVariables } = properties;
  const stage = written === undefined ? "ApiGatewayDefault" : isText(written) ? written : "";
  return [
    main(original, "AWS::ApiGatewayV2::Api", {
      Name: properties.Name,
      Description: properties.Description,
      DisableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint,
      Body: openValue(functions),
    }),
    beside(original, `${id}${stage}Stage`, "AWS::ApiGatewayV2::Stage", {
      ApiId: refTo(id),
      AutoDeploy: true,
      StageName: written ?? "$default",
      AccessLogSettings,
      DefaultRouteSettings,
      RouteSettings,
      StageVariables,
    }),
  ];
}

export const layerParts = (original: Original): readonly Made[] => {
  const { ContentUri: _, RetentionPolicy: __, ...rest } = original.properties;
  return [main(original, "AWS::Lambda::LayerVersion", rest)];
};

/** A stack within the stack: its template is somewhere else. */
export const applicationParts = (original: Original): readonly Made[] => {
  const { Location: location, ...rest } = original.properties;
  return [
    main(original, "AWS::CloudFormation::Stack", { ...rest, ...(isText(location) && { TemplateURL: location }) }),
  ];
};
