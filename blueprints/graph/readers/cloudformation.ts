import type { Outcome, Problem } from "../../problems/problem";
import type { GraphResource } from "../graph";
import { COMPANIONS } from "./cloudformation/companions";
import { holds } from "./cloudformation/conditions";
import type { Context, TemplateOptions } from "./cloudformation/context";
import { handedOutBy } from "./cloudformation/exports";
import { graphId } from "./cloudformation/graph-id";
import { NESTED } from "./cloudformation/nested";
import { type Prepared, prepared } from "./cloudformation/prepare";
import { type Inputs, toInputs } from "./cloudformation/properties";
import { resolve } from "./cloudformation/resolve";
import { SPECIAL } from "./cloudformation/special";
import { parseTemplate, templateIn } from "./cloudformation/template";
import { cloudFormationType } from "./cloudformation/types";
import { originsOf } from "./cloudformation/unknowns";
import {
  guarded,
  isRecord,
  isText,
  type Json,
  own,
  type Reading,
  reading,
  recordAt,
  refuse,
  stackName,
} from "./reading";

export type { TemplateOptions } from "./cloudformation/context";

const EXPECTED = "a CloudFormation template, JSON or YAML, with Resources";

/** The graph of a CloudFormation template. Functions are resolved as far as parameters, mappings and the region allow. */
export function readCloudFormation(text: string, options: TemplateOptions = {}): Outcome<Reading> {
  return guarded(options, EXPECTED, () => {
    const parsed = parseTemplate(text);
    if ("wrong" in parsed) return refuse(options, parsed.wrong, EXPECTED);
    return readCloudFormationValue(parsed.template, options);
  });
}

/** The same of a template that was parsed already (`Fn::` in its long form). */
export function readCloudFormationValue(value: unknown, options: TemplateOptions = {}): Outcome<Reading> {
  const given = templateIn(value);
  if (!isRecord(given) || !isRecord(own(given, "Resources")))
    return refuse(options, "holds no CloudFormation resources", EXPECTED);
  return guarded(options, EXPECTED, () => {
    const stack = stackName(options, "cloudformation");
    const { resources, warnings } = resourcesIn(prepared(given, { ...options, stack }), options.region);
    const read = reading(resources, (type) => !type.includes("::"), options);
    return read.ok ? { ...read, warnings: [...read.warnings, ...warnings] } : read;
  });
}

/** Resources of a template and of the stacks nested in it, as far as their templates lie beside it. */
function resourcesIn(prepared: Prepared, region: string | undefined): Parts {
  const { template, context, warnings, nested, isMade } = prepared;
  const found: GraphResource[] = [];
  const said = [...warnings];
  const closed: string[] = [];
  const handedOut = handedOutBy(template, context);
  for (const [id, resource] of Object.entries(recordAt(template, "Resources"))) {
    if (!isRecord(resource) || !isText(resource.Type)) continue;
    // Asked for even where it is not there: then its template stands for nothing by itself either.
    const inner = nested(id);
    if (!isThere(resource, context)) continue;
    const place = { context, stack: context.stack, region, macro: isMade(id) };
    const parts = inner
      ? resourcesIn(inner, region)
      : { resources: resourcesOf(id, resource.Type, resource, place), warnings: [] };
    // Its parts stand in for what the template has no name for.
    for (const [index, part] of parts.resources.entries())
      found.push(!inner && index === 0 && handedOut.has(id) ? { ...part, handedOut: true } : part);
    said.push(...parts.warnings);
    if (!inner && resource.Type === NESTED) closed.push(id);
  }
  if (closed.length > 0) said.push(closedStacks(context.stack, closed));
  return { resources: found, warnings: said };
}

const closedStacks = (stack: string, ids: readonly string[]): Problem => ({
  code: "SK3042",
  message: `${stack} has ${ids.length} nested stacks whose templates are not beside it (${ids.slice(0, 3).join(", ")}${ids.length > 3 ? ", …" : ""}): what is in them is not seen`,
  fix: "put their templates into its folder under the names that their addresses end with, or give them as well",
});

interface Parts {
  readonly resources: readonly GraphResource[];
  readonly warnings: readonly Problem[];
}

/** True for what has resources with CloudFormation's types. */
export const isTemplate = (value: unknown): value is Json => {
  const resources = own(value, "Resources");
  if (!isRecord(resources)) return false;
  const all = Object.values(resources);
  return all.length === 0
    ? own(value, "AWSTemplateFormatVersion") !== undefined
    : all.some((resource) => isText(own(resource, "Type")));
};

interface Place {
  readonly context: Context;
  readonly stack: string;
  readonly region: string | undefined;
  readonly macro: boolean;
}

/** A condition that isn't known leaves the resource in: it may be there. */
const isThere = (resource: Json, context: Context): boolean =>
  !isText(resource.Condition) || holds(resource.Condition, context) !== false;

/** EC2 lets a new group's traffic out until a rule says otherwise [AWS::EC2::SecurityGroup, SecurityGroupEgress]. */
const hasEgressRule = (id: string, { context }: Place): boolean =>
  Object.values(context.resources).some(
    (resource) =>
      own(resource, "Type") === "AWS::EC2::SecurityGroupEgress" &&
      originsOf(resolve(own(own(resource, "Properties"), "GroupId"), context)).includes(id),
  );

/** What leaves a snapshot behind unless the template says Delete [CloudFormation, DeletionPolicy attribute]. */
const FINAL_SNAPSHOTS: ReadonlySet<string> = new Set(["AWS::RDS::DBCluster", "AWS::RDS::DBInstance"]);

function resourcesOf(id: string, type: string, resource: Json, place: Place): GraphResource[] {
  const resolved = resolve(own(resource, "Properties") ?? {}, place.context);
  const properties = isRecord(resolved) ? resolved : {};
  const kind = type === "AWS::RDS::DBInstance" && isMember(properties) ? `${type} (member)` : type;
  const mapped = cloudFormationType(kind);
  const inputs = toInputs(type, properties, mapped);
  SPECIAL.get(type)?.(inputs, properties, place.region);
  if (type === "AWS::EC2::SecurityGroup" && properties.SecurityGroupEgress === undefined && !hasEgressRule(id, place))
    inputs.egress = [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }];
  if (FINAL_SNAPSHOTS.has(type) && resource.DeletionPolicy === "Delete") inputs.skipFinalSnapshot = true;
  const dependsOn = [resource.DependsOn].flat().filter(isText);
  const main = graphResource(id, mapped?.token ?? type, inputs, dependsOn, place);
  const parts = (COMPANIONS.get(type)?.(id, properties) ?? []).map((part) =>
    graphResource(`${id}.${part.suffix}`, part.type, part.inputs, [], place),
  );
  const records =
    type === "AWS::Route53::RecordSetGroup" ? groupedRecords(id, properties, dependsOn, place) : undefined;
  return records ?? [main, ...parts];
}

/** The parts of an Aurora cluster have a type of their own everywhere else; Aurora has no instances besides. */
const isMember = ({ DBClusterIdentifier: cluster, Engine: engine }: Json): boolean =>
  cluster !== undefined || (isText(engine) && engine.startsWith("aurora"));

function groupedRecords(id: string, { RecordSets: sets, ...shared }: Json, dependsOn: readonly string[], place: Place) {
  const type = "AWS::Route53::RecordSet";
  return (Array.isArray(sets) ? sets : []).filter(isRecord).map((set, index) => {
    const properties = { ...shared, ...set };
    const mapped = cloudFormationType(type);
    const inputs = toInputs(type, properties, mapped);
    SPECIAL.get(type)?.(inputs, properties, place.region);
    return graphResource(`${id}.${index}`, mapped?.token ?? type, inputs, dependsOn, place);
  });
}

function graphResource(
  name: string,
  type: string,
  inputs: Inputs,
  after: readonly string[],
  place: Place,
): GraphResource {
  const idOf = (logical: string): string => graphId(place.stack, logical);
  const references: Record<string, readonly string[]> = {};
  for (const [input, value] of Object.entries(inputs)) {
    const ids = originsOf(value)
      .filter((logical) => logical !== name)
      .map(idOf)
      .sort();
    if (ids.length > 0) references[input] = ids;
  }
  return {
    id: idOf(name),
    type,
    name,
    stack: place.stack,
    ...(place.region !== undefined && { region: place.region }),
    custom: true,
    inputs,
    dependsOn: [...new Set([...after.map(idOf), ...Object.values(references).flat()])].sort(),
    references,
    ignoreChanges: [],
    protect: false,
    ...(place.macro && { macro: true }),
    sources: {},
    transformed: [],
  };
}
