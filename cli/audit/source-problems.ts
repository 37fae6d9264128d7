import type { Problem } from "../../blueprints/problems/problem";
import type { Skipped } from "./sources";

export const unreadable = (name: string, error: unknown, megabytes: number): Problem => ({
  code: "SK3040",
  message: `${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
  fix: `give regular files of at most ${megabytes} MB together`,
});

export const absent = (name: string): Problem => ({
  code: "SK3040",
  message: `there is no file or folder ${name}`,
  fix: "name a state, template, plan or a folder of them; `-` reads standard input",
});

export const empty = (name: string): Problem => ({
  code: "SK3040",
  message: `${name} holds no file that could be read (.json, .yaml, .yml, .tfstate, .template)`,
  fix: "name the files themselves",
});

export const nothingRead = (names: readonly string[], skipped: readonly Skipped[]): Problem => ({
  code: "SK3040",
  message:
    names.length === 0
      ? "nothing was named to audit"
      : `nothing in ${names.join(", ")} is in a format that scalekit reads (${skipped.length} files were looked at${skipped[0] ? `; ${skipped[0].name} ${skipped[0].why}` : ""})`,
  expected:
    "a Pulumi export or checkpoint, a Terraform state or `show -json`, a CloudFormation template, a CDK output folder, or Kubernetes objects",
  fix: "write one with `pulumi stack export`, `terraform show -json`, `aws cloudformation get-template` or `kubectl get -o yaml`",
});
