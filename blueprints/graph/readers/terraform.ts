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
  if (form === "state" && version !== 4) return ofOtherVersion(version, options);
  const read = { state: stateInstances, "shown-state": shownState, plan: shownPlan }[form];
  return guarded(options, EXPECTED, () =>
    reading(assemble(read(value), stackName(options, "terraform"), options), isMapped, options),
  );
}

function ofOtherVersion(version: unknown, options: ReaderOptions): Outcome<never> {
  const what = `is a state of version ${String(version).slice(0, 20)}`;
  const refused = refuse(options, what, "version 4, which Terraform 0.12 and later write");
  const fix =
    typeof version === "number" && version < 4
      ? "let Terraform 0.12 or later write it again: `terraform init` and `terraform apply -refresh-only`, or `terraform show -json`"
      : "write it with `terraform show -json`, whose form is meant for other programs";
  return refused.ok ? refused : { ok: false, problems: refused.problems.map((problem) => ({ ...problem, fix })) };
}

/** Which of Terraform's JSON forms this is, by what is in it. */
export function terraformForm(value: unknown): TerraformForm | undefined {
  if (!isRecord(value)) return undefined;
  if (isRecord(own(value, "planned_values"))) return "plan";
  // What HCP Terraform and Terraform Enterprise give out of a run holds changes alone.
  if (own(value, "plan_format_version") !== undefined && Array.isArray(own(value, "resource_changes"))) return "plan";
  if (own(value, "format_version") !== undefined && own(value, "terraform_version") !== undefined)
    return own(value, "resource_changes") !== undefined ? "plan" : "shown-state";
  const looksLikeState =
    own(value, "lineage") !== undefined ||
    own(value, "terraform_version") !== undefined ||
    // As the first versions wrote it.
    (Array.isArray(own(value, "modules")) && typeof own(value, "serial") === "number");
  return looksLikeState && own(value, "version") !== undefined ? "state" : undefined;
}
