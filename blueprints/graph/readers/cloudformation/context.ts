import { isSecret, isUnknown, SECRET } from "../../values";
import { isRecord, isText, type Json, own, type ReaderOptions, recordAt } from "../reading";
import { unknownFrom } from "./unknowns";

export interface TemplateOptions extends ReaderOptions {
  /** Values of the template's parameters, unknown ones marked; a parameter's default holds for those that are not given. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly account?: string;
  /** Graph ids behind the exports of other stacks, by the export's name. */
  readonly imports?: ReadonlyMap<string, readonly string[]>;
  /** Opens a file beside the template: that of a nested stack. */
  readonly open?: (path: string) => string | undefined;
  /** How many stacks this one is nested in. */
  readonly level?: number;
  /** Files of the stacks that this one is nested in, its own included. */
  readonly outer?: readonly string[];
  /** How many more nested stacks may be opened, by all of one template together. */
  readonly budget?: { stacks: number };
}

/** What the functions of a template are resolved against. */
export interface Context {
  readonly stack: string;
  readonly resources: Json;
  readonly mappings: Json;
  readonly imports: ReadonlyMap<string, readonly string[]>;
  readonly conditions: Json;
  /** Values by name, pseudo parameters included; unknown ones are marked. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Conditions that were judged: undefined is unknown. */
  readonly judged: Map<string, boolean | undefined>;
  /** Whether a condition holds; undefined where that depends on what isn't known. */
  readonly holds: (name: string, context: Context) => boolean | undefined;
  /** An output of a nested stack; undefined where its template is not at hand. */
  readonly nestedOutput: (id: string, output: string) => unknown;
}

/** Stands for `AWS::NoValue`: the property around it is not there. */
export const NO_VALUE = Symbol("AWS::NoValue");

export function contextOf(
  template: Json,
  options: TemplateOptions & { readonly stack: string },
  holds: Context["holds"],
  nestedOutput: Context["nestedOutput"] = () => undefined,
): Context {
  const { region, account, stack } = options;
  const known = (value: string | undefined): unknown => value ?? unknownFrom();
  const china = region?.startsWith("cn-") === true;
  const parameters = new Map<string, unknown>([
    ["AWS::Region", known(region)],
    ["AWS::AccountId", known(account)],
    ["AWS::StackName", known(stack)],
    ["AWS::Partition", china ? "aws-cn" : region?.startsWith("us-gov-") ? "aws-us-gov" : "aws"],
    ["AWS::URLSuffix", china ? "amazonaws.com.cn" : "amazonaws.com"],
    ["AWS::NoValue", NO_VALUE],
  ]);
  for (const [name, declared] of Object.entries(recordAt(template, "Parameters")))
    parameters.set(name, parameterValue(declared, own(options.parameters, name)));
  return {
    stack,
    resources: recordAt(template, "Resources"),
    mappings: recordAt(template, "Mappings"),
    conditions: recordAt(template, "Conditions"),
    imports: options.imports ?? new Map(),
    parameters,
    judged: new Map(),
    holds,
    nestedOutput,
  };
}

function parameterValue(declared: unknown, given: unknown): unknown {
  if (!isRecord(declared)) return unknownFrom();
  if (String(declared.NoEcho) === "true") return SECRET;
  if (isUnknown(given) || isSecret(given)) return given;
  const value = given ?? declared.Default;
  const type = isText(declared.Type) ? declared.Type : "String";
  // What a Systems Manager parameter holds is known to AWS only; its default is the parameter's name.
  if (value === undefined || value === null || type.startsWith("AWS::SSM::Parameter::Value")) return unknownFrom();
  if (type === "CommaDelimitedList" || type.startsWith("List<"))
    return Array.isArray(value)
      ? value
      : String(value)
          .split(",")
          .map((item) => item.trim());
  return typeof value === "object" ? unknownFrom() : String(value);
}
