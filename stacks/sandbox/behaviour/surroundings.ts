import { createHash } from "node:crypto";
import type { Cloud, CloudRecord } from "../cloud/record";
import { factsOf } from "../facts/facts";
import { isEmpty, type Properties, text } from "../value";
import { derivedValues } from "./derived";
import { holdsFingerprint } from "./secrets";
import { generate, type TemplateValues } from "./template";

/** What an operation knows of its surroundings. */
export interface Surroundings {
  readonly cloud: Cloud;
  readonly provider: string;
  /** Region of the provider's configuration; empty for clouds without regions. */
  readonly region: string;
  readonly account: string;
}

export interface Made {
  readonly id: string;
  /** Inputs as given (with their secret marks) and what the cloud computed. */
  readonly properties: Properties;
}

/** A `region` argument on the resource goes before the provider's (aws 7). */
export const regionOf = (inputs: Properties, surroundings: Surroundings): string =>
  text(inputs, "region") || surroundings.region;

/** What the templates of a resource may name. */
export function templateValues(
  type: string,
  properties: Properties,
  surroundings: Surroundings,
  token: string,
): TemplateValues {
  const region = regionOf(properties, surroundings);
  const seed = createHash("sha256").update(`${type}|${region}|${token}`).digest("hex");
  const derived = derivedValues(type, properties, region, seed, surroundings.cloud);
  return { region, account: surroundings.account, seed, properties: named(properties, seed), derived };
}

/** `namePrefix` and its like: the provider puts what makes the name unique behind the prefix. */
function named(properties: Properties, seed: string): Properties {
  const prefixes = Object.entries(properties).filter(
    ([name, value]) => name.endsWith("Prefix") && typeof value === "string",
  );
  const names = prefixes
    .map(
      ([name, value]) =>
        [name.slice(0, -"Prefix".length), `${String(value)}${generate("digits", 26, `${seed}/prefix`)}`] as const,
    )
    .filter(
      ([name]) =>
        ["name", "bucket", "identifier", "clusterIdentifier", "nodeGroupName"].includes(name) &&
        isEmpty(properties[name]),
    );
  return { ...Object.fromEntries(names), ...properties };
}

/** Inputs without what is empty and without the bridge's own mark. */
export const clean = (properties: Properties): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name, value]) => name !== "__defaults" && !isEmpty(value)));

/** Inputs keep their secret marks in what the engine stores. */
export function withMarks(inputs: Properties, computed: Properties): Properties {
  const { __defaults: _, ...own } = inputs;
  return { ...computed, ...own };
}

/** Computed values that were there and that no input sets. */
export function computedBefore(found: CloudRecord, inputs: Properties): Properties {
  const facts = factsOf(found.type);
  const names = Object.keys(found.properties).filter(
    (name) => isEmpty(inputs[name]) && (!facts || facts.outputs.includes(name) || facts.properties[name]?.computed),
  );
  return Object.fromEntries(
    names
      .filter((name) => name !== "tagsAll" && !holdsFingerprint(found.properties[name]))
      .map((name) => [name, found.properties[name]]),
  );
}
