import { isRecord, isText, type Json, own, recordAt } from "../../reading";
import { functionParts } from "./function";
import { withGlobals } from "./globals";
import { arnOf, type Made, type Original, without } from "./made";
import { applicationParts, httpApiParts, layerParts, machineParts, restApiParts, tableParts } from "./others";

const PARTS: Readonly<Record<string, (original: Original, functions: readonly Json[]) => readonly Made[]>> = {
  "AWS::Serverless::Function": functionParts,
  "AWS::Serverless::SimpleTable": tableParts,
  "AWS::Serverless::StateMachine": machineParts,
  "AWS::Serverless::Api": restApiParts,
  "AWS::Serverless::HttpApi": httpApiParts,
  "AWS::Serverless::LayerVersion": layerParts,
  "AWS::Serverless::Application": applicationParts,
};

/** APIs that the transform makes for events that name none. */
const IMPLICIT: Readonly<Record<string, readonly [id: string, type: string, stage: Json]>> = {
  Api: ["ServerlessRestApi", "AWS::Serverless::Api", { StageName: "Prod" }],
  HttpApi: ["ServerlessHttpApi", "AWS::Serverless::HttpApi", {}],
};

const NOT_ATTRIBUTES: ReadonlySet<string> = new Set(["Type", "Properties", "Connectors", "IgnoreGlobals"]);

/**
 * A template of the serverless application model as CloudFormation would have it after its transform: functions with their
 * roles, event sources and APIs. What is not made (paths of APIs, code, texts of policy templates) is unknown. Types of the
 * model that are not among these (connectors, GraphQL APIs) stay as they are, and are counted.
 */
export function withoutServerless(template: Json): Json {
  const resources = recordAt(template, "Resources");
  if (!Object.values(resources).some(isServerless)) return template;
  const all = { ...implicitApis(resources), ...resources };
  const made = Object.entries(all).flatMap(([id, resource]): Made[] => {
    if (!isRecord(resource) || !isServerless(resource)) return [[id, resource as Json]];
    const type = String(resource.Type);
    const parts = Object.hasOwn(PARTS, type) ? PARTS[type] : undefined;
    const properties = withGlobals(type, resource, template);
    const attributes = without(resource, NOT_ATTRIBUTES);
    return parts ? [...parts({ id, properties, attributes }, callersOf(id, type, resources))] : [[id, resource]];
  });
  // What the template writes itself comes first, under whatever name.
  return { ...template, Resources: { ...Object.fromEntries(made), ...Object.fromEntries(writtenIn(resources)) } };
}

const isServerless = (resource: unknown): boolean => {
  const type = own(resource, "Type");
  return isText(type) && type.startsWith("AWS::Serverless::");
};

const writtenIn = (resources: Json): [string, unknown][] =>
  Object.entries(resources).filter(([, resource]) => !isServerless(resource));

interface ApiEvent {
  readonly caller: string;
  readonly type: string;
  /** Logical id of the API that the event names. */
  readonly api?: string;
}

function apiEvents(resources: Json): ApiEvent[] {
  return Object.entries(resources).flatMap(([caller, resource]) =>
    isServerless(resource)
      ? Object.values(recordAt(own(resource, "Properties"), "Events")).flatMap((event): ApiEvent[] => {
          const type = own(event, "Type");
          if (type !== "Api" && type !== "HttpApi") return [];
          const named = own(own(event, "Properties"), type === "Api" ? "RestApiId" : "ApiId");
          const api = own(named, "Ref") ?? named;
          return [{ caller, type, ...(named !== undefined && { api: isText(api) ? api : "" }) }];
        })
      : [],
  );
}

function implicitApis(resources: Json): Json {
  const types = new Set(apiEvents(resources).flatMap(({ type, api }) => (api === undefined ? [type] : [])));
  return Object.fromEntries(
    [...types].flatMap((event) => {
      const [id, type, properties] = IMPLICIT[event] ?? [];
      return id === undefined ? [] : [[id, { Type: type, Properties: properties }]];
    }),
  );
}

/** ARNs of the functions that an API's events call. */
function callersOf(id: string, type: string, resources: Json): readonly Json[] {
  const event = type === "AWS::Serverless::Api" ? "Api" : "HttpApi";
  const implicit = IMPLICIT[event]?.[0];
  return apiEvents(resources)
    .filter((one) => one.type === event && (one.api ?? implicit) === id)
    .map(({ caller }) => arnOf(caller));
}
