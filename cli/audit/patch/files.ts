import type { Format } from "../../../blueprints/graph/readers/recognise";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";
import { cloudFormationPatch } from "./cloudformation";
import { kubernetesPatch } from "./kubernetes";
import { pulumiPatch } from "./pulumi";
import { terraformPatch } from "./terraform";

export interface PatchFile {
  readonly name: string;
  readonly text: string;
}

/** Changes in the language of each resource's owner: one file a language, and one a Terraform module. */
export function patchFiles(
  patches: readonly ResourcePatch[],
  formatOf: (id: string) => Format | undefined,
): PatchFile[] {
  const of = (...formats: readonly Format[]): ResourcePatch[] =>
    patches.filter(({ resource }) => {
      const format = formatOf(resource.id);
      return format !== undefined && formats.includes(format);
    });
  const files: PatchFile[] = [];
  const add = (name: string, text: string | undefined): void => {
    if (text !== undefined) files.push({ name, text });
  };
  for (const [module, text] of terraformPatch(of("terraform-state", "terraform-shown-state", "terraform-plan")))
    add(module === "" ? "scalekit_override.tf" : `${module.replaceAll(".", "-")}_scalekit_override.tf`, text);
  add("scalekit-patch.yaml", cloudFormationPatch(of("cloudformation", "cdk")));
  add("scalekit-patch.ts", pulumiPatch(of("pulumi")));
  add("scalekit-patch.k8s.yaml", kubernetesPatch(of("kubernetes")));
  return files;
}
