import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { stripColours } from "../state/engine-error";
import { isStateful } from "./stateful";

/** What happens to one resource, in one word. */
export type Verb = "create" | "update" | "replace" | "delete" | "adopt" | "forget";

export interface Change {
  /** Plan name of the stack. */
  readonly stack: string;
  readonly urn: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly verb: Verb;
  /** Top-level properties that differ, sorted; values are never kept (they may be secret). */
  readonly properties: readonly string[];
  readonly stateful: boolean;
  /** Protected in Pulumi's state, so that the engine itself refuses. */
  readonly protect: boolean;
}

/** The engine's steps in our words; a replacement is three or four steps there and one change here. */
const VERBS: Readonly<Record<string, Verb>> = {
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  import: "adopt",
  "import-replacement": "adopt",
  "remove-pending-replace": "forget",
  discard: "forget",
  "discard-replaced": "forget",
};

/** The change that a step of the engine is; undefined for steps that leave the resource as it is. */
export function changeOf(stack: string, step: StepEventMetadata): Change | undefined {
  const verb = VERBS[step.op];
  if (!verb) return undefined;
  return {
    stack,
    urn: step.urn,
    type: step.type,
    name: nameOf(step.urn),
    verb,
    properties: propertiesOf(step),
    stateful: step.type !== "pulumi:pulumi:Stack" && isStateful(step.type),
    protect: step.old?.protect === true,
  };
}

export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");
export const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

function propertiesOf(step: StepEventMetadata): string[] {
  const paths = step.detailedDiff ? Object.keys(step.detailedDiff) : (step.diffs ?? []);
  return [...new Set(paths.map((path) => /^[^.[]+/.exec(path)?.[0] ?? path))].sort();
}

export interface Diagnostic {
  readonly severity: "warning" | "error";
  readonly message: string;
  readonly urn?: string;
}

/**
 * An error or a warning of the engine, a provider or a program. Other severities are dropped at the door: the SDK's
 * debug messages carry secrets in clear text (seen in "RegisterResource RPC finished"), and nobody asked for them.
 */
export function diagnosticOf(event: EngineEvent): Diagnostic | undefined {
  const diagnostic = event.diagnosticEvent;
  if (diagnostic?.severity !== "error" && diagnostic?.severity !== "warning") return undefined;
  const message = stripColours(diagnostic.message).trim();
  // That shims stand in for plugins is said once by the sandbox's own banner.
  if (message === "" || SHIMS.test(message)) return undefined;
  // The stack's own "update failed" only repeats the resource's message.
  if (/^(update|preview|refresh|destroy) failed$/.test(message)) return undefined;
  return { severity: diagnostic.severity, message, ...(diagnostic.urn && { urn: diagnostic.urn }) };
}

/** What the engine says of providers and packs on PATH that carry no version of theirs: the sandbox's, the policies'. */
const SHIMS =
  /^using pulumi-(resource|analyzer)-\S+ from \$PATH|^resource plugin \S+ is expected to have version .*simulated/;

/** What a policy pack says of a preview. */
export interface Violation {
  readonly policy: string;
  /** A mandatory one stops the run. */
  readonly mandatory: boolean;
  readonly message: string;
  readonly urn?: string;
}

export function violationOf({ policyEvent }: EngineEvent): Violation | undefined {
  if (!policyEvent) return undefined;
  const { policyName, enforcementLevel, message, resourceUrn } = policyEvent;
  return {
    policy: policyName,
    mandatory: enforcementLevel === "mandatory",
    message: stripColours(message).trim(),
    ...(resourceUrn && { urn: resourceUrn }),
  };
}
