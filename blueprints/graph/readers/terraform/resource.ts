import type { GraphResource } from "../../graph";
import { isText } from "../reading";
import { translate } from "./types";

/** One instance of a resource, from whichever form of Terraform's JSON. */
export interface Instance {
  readonly address: string;
  readonly type: string;
  readonly values: unknown;
  /** Trees with true where a value is not known yet, or sensitive. */
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  /** What its provider is called there (one per region, as a rule). */
  readonly provider: string;
  /** Region of that provider, where the input says it. */
  readonly region?: string;
  /** Addresses without instance keys that it comes after. */
  readonly after: readonly string[];
  /** Addresses of instances that each argument (by Terraform's name) refers to. */
  readonly references?: ReadonlyMap<string, readonly string[]>;
}

export const idOf = (stack: string, address: string): string => `terraform::${stack}::${address}`;

/** The address of the block that an instance was made from. Keys may hold any text, brackets too. */
export const withoutKeys = (address: string): string => address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");

export function toResource(instance: Instance, stack: string): GraphResource {
  const marks = { unknown: instance.unknown, sensitive: instance.sensitive };
  const { type, inputs, outputs } = translate(instance.type, instance.values, marks);
  const region = ownRegion(inputs, outputs) ?? instance.region;
  return {
    id: idOf(stack, instance.address),
    type,
    name: instance.address,
    stack,
    ...(region !== undefined && { region }),
    custom: true,
    inputs,
    dependsOn: [],
    references: {},
    ignoreChanges: [],
    ...(Object.keys(outputs).length > 0 && { outputs }),
    protect: false,
    sources: {},
    transformed: [],
  };
}

/** What a resource itself says of its region. */
function ownRegion(
  inputs: Readonly<Record<string, unknown>>,
  outputs: Readonly<Record<string, unknown>>,
): string | undefined {
  if (isText(outputs.region)) return outputs.region;
  const fromArn = isText(outputs.arn) && outputs.arn.startsWith("arn:") ? outputs.arn.split(":")[3] : undefined;
  if (fromArn) return fromArn;
  for (const zone of [inputs.availabilityZone, outputs.availabilityZone, zoneIn(inputs.availabilityZones)])
    if (isText(zone) && /^[a-z]{2,}(-[a-z]+)+-\d[a-z]$/.test(zone)) return zone.slice(0, -1);
  return undefined;
}

const zoneIn = (zones: unknown): unknown => (Array.isArray(zones) ? zones[0] : undefined);
