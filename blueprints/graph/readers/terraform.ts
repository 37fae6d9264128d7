import type { Outcome } from "../../problems/problem";
import {
  guarded,
  isRecord,
  own,
  parseJson,
  type ReaderOptions,
  type Reading,
  reading,
  refuse,
  stackName,
} from "./reading";
import { assemble } from "./terraform/assemble";
import { shownPlan, shownState } from "./terraform/show";
import { stateInstances } from "./terraform/state";
import { isMapped } from "./terraform/types";

export type TerraformForm = "state" | "shown-state" | "plan";

const EXPECTED = "a Terraform or OpenTofu state (version 4), or what `show -json` writes of a state or a plan";

/** The graph of a Terraform or OpenTofu state file, or of `show -json` of a state or a plan. Secrets are marked, never kept. */
export function readTerraform(text: string, options: ReaderOptions = {}): Outcome<Reading> {
  const parsed = parseJson(text);
  if (!parsed) return refuse(options, "is no JSON, or was cut off", EXPECTED);
  return readTerraformValue(parsed.value, options);
}

/** The same of JSON that was parsed already. */
export function readTerraformValue(value: unknown, options: ReaderOptions = {}): Outcome<Reading> {
  const form = terraformForm(value);
  if (form === undefined) return refuse(options, "holds neither a state nor a plan of Terraform", EXPECTED);
  const version = own(value, "version");
  if (form === "state" && version !== 4)
    return refuse(
      options,
      `is a state of version ${String(version).slice(0, 20)}`,
      "version 4, which Terraform 0.12 and later write",
    );
  const read = { state: stateInstances, "shown-state": shownState, plan: shownPlan }[form];
  return guarded(options, EXPECTED, () =>
    reading(assemble(read(value), stackName(options, "terraform"), options), isMapped, options),
  );
}

/** Which of Terraform's JSON forms this is, by what is in it. */
export function terraformForm(value: unknown): TerraformForm | undefined {
  if (!isRecord(value)) return undefined;
  if (isRecord(own(value, "planned_values"))) return "plan";
  if (own(value, "format_version") !== undefined && own(value, "terraform_version") !== undefined)
    return own(value, "resource_changes") !== undefined ? "plan" : "shown-state";
  const looksLikeState = own(value, "lineage") !== undefined || own(value, "terraform_version") !== undefined;
  return looksLikeState && own(value, "version") !== undefined ? "state" : undefined;
}
