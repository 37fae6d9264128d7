import type { Outcome } from "../../problems/problem";
import { readCdkOutput } from "./cdk";
import { readCloudFormation, readCloudFormationValue, type TemplateOptions } from "./cloudformation";
import { foreignKind } from "./foreign";
import { isKnownType } from "./known-types";
import { readKubernetes, readKubernetesValues } from "./kubernetes";
import { readPulumiState } from "./pulumi-state";
import { breakOf, guarded, parseJson, type Reading, reading, refuse } from "./reading";
import { type Format, recognise } from "./recognise";
import { readTerraformValue } from "./terraform";

/** `open` opens a file beside the text: a CDK manifest names its templates, a template those of its nested stacks. */
export type ReadOptions = TemplateOptions;

export interface Read extends Reading {
  readonly format: Format;
}

const EXPECTED =
  "a Pulumi export or checkpoint, a Terraform state, plan or `show -json`, a CloudFormation template, a CDK manifest, or Kubernetes objects";

/** Reads a text in whichever format it is, told by its content. */
export function readAny(text: string, options: ReadOptions = {}): Outcome<Read> {
  return guarded<Read>(options, EXPECTED, () => {
    const recognised = recognise(text);
    if (!recognised) return called(refuse(options, brokenOr(text), EXPECTED), text, options);
    const { format, value } = recognised;
    const outcome = read(format, text, value, options);
    return outcome.ok ? { ...outcome, value: { ...outcome.value, format } } : called(outcome, text, options);
  });
}

function brokenOr(text: string): string {
  const broken = breakOf(text);
  return `is in no format that scalekit reads, or was cut off${broken === undefined ? "" : `: it ${broken}`}`;
}

/** A refusal that says what the text is, where that can be told. */
function called(refused: Outcome<never>, text: string, { file = "the input" }: ReadOptions): Outcome<never> {
  const [problem] = refused.ok ? [] : refused.problems;
  const foreign = foreignKind(text, parseJson(text)?.value);
  if (!foreign || !problem) return refused;
  return { ok: false, problems: [{ ...problem, message: `${file} ${foreign.what}`, fix: foreign.fix }] };
}

function read(format: Format, text: string, value: unknown, options: ReadOptions): Outcome<Reading> {
  switch (format) {
    case "pulumi": {
      const { file, stack } = options;
      const outcome = readPulumiState(text, {
        ...(file !== undefined && { file }),
        ...(stack !== undefined && { stack }),
      });
      if (!outcome.ok) return outcome;
      const { resources } = outcome.value;
      // Components are what their parts are.
      const components = new Set(resources.flatMap(({ custom, type: of }) => (custom ? [] : [of])));
      return reading(resources, (type) => components.has(type) || isKnownType(type), options);
    }
    case "cloudformation":
      return value === undefined ? readCloudFormation(text, options) : readCloudFormationValue(value, options);
    case "cdk":
      return readCdkOutput(text, options.open ?? (() => undefined), options);
    case "kubernetes":
      return value === undefined ? readKubernetes(text, options) : readKubernetesValues([value].flat(), options);
    default:
      return readTerraformValue(value, options);
  }
}
