import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Format } from "../../../blueprints/graph/readers/recognise";
import { groupBy } from "../../../blueprints/group-by";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";
import type { Settings } from "../../../policies/audit/patch/settings";
import { cloudFormationPatch, cloudFormationWrites } from "./cloudformation";
import { kubernetesPatch, kubernetesWrites } from "./kubernetes";
import { pulumiPatch } from "./pulumi";
import { terraformPatch, terraformWrites } from "./terraform";

export interface PatchFile {
  readonly name: string;
  readonly text: string;
}

/** Whether the owner's language can say these changes of one resource: what it cannot is left to the owner, and never counted. */
export function isWritable(resource: GraphResource, set: Settings, format: Format | undefined): boolean {
  switch (format) {
    case "terraform-state":
    case "terraform-shown-state":
    case "terraform-plan":
      return terraformWrites(resource, set);
    case "cloudformation":
    case "cdk":
      return cloudFormationWrites(resource, set);
    case "kubernetes":
      return kubernetesWrites(resource);
    default:
      return format === "pulumi";
  }
}

/** Changes in the language of each resource's owner: one file a language, a Terraform module, or a stack of templates. */
export function patchFiles(
  patches: readonly ResourcePatch[],
  formatOf: (resource: GraphResource) => Format | undefined,
): PatchFile[] {
  const of = (...formats: readonly Format[]): ResourcePatch[] =>
    patches.filter(({ resource }) => {
      const format = formatOf(resource);
      return format !== undefined && formats.includes(format);
    });
  const files: PatchFile[] = [];
  const add = (name: string, text: string | undefined): void => {
    if (text !== undefined) files.push({ name, text });
  };
  for (const [module, text] of terraformPatch(of("terraform-state", "terraform-shown-state", "terraform-plan")))
    add(module === "" ? "scalekit_override.tf" : `${module.replaceAll(".", "-")}_scalekit_override.tf`, text);
  const templates = groupBy(of("cloudformation", "cdk"), ({ resource }) => resource.stack);
  for (const [stack, patched] of templates)
    add(
      templates.size === 1 ? "scalekit-patch.yaml" : `${fileName(stack)}-scalekit-patch.yaml`,
      cloudFormationPatch(patched),
    );
  add("scalekit-patch.ts", pulumiPatch(of("pulumi")));
  add("scalekit-patch.k8s.yaml", kubernetesPatch(of("kubernetes")));
  return files;
}

/** A stack's name as a file's: nested ones have a slash, and those that are named by their file a path. */
const fileName = (stack: string): string =>
  stack
    .replace(/\.(json|ya?ml|template)$/i, "")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[.-]+/, "");
