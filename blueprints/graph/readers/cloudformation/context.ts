import { SECRET } from "../../values";
import { isRecord, isText, type Json, own, type ReaderOptions, recordAt } from "../reading";
import { unknownFrom } from "./unknowns";

export interface TemplateOptions extends ReaderOptions {
  /** Values of the template's parameters; a parameter's default holds for those that are not given. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly account?: string;
  /** Graph ids behind the exports of other stacks, by the export's name. */
  readonly imports?: ReadonlyMap<string, readonly string[]>;
}

/** What the functions of a template are resolved against. */
export interface Context {
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
}

/** Stands for `AWS::NoValue`: the property around it is not there. */
export const NO_VALUE = Symbol("AWS::NoValue");

export function contextOf(template: Json, options: TemplateOptions, holds: Context["holds"]): Context {
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
    resources: recordAt(template, "Resources"),
    mappings: recordAt(template, "Mappings"),
    conditions: recordAt(template, "Conditions"),
    imports: options.imports ?? new Map(),
    parameters,
    judged: new Map(),
    holds,
  };
}

function parameterValue(declared: unknown, given: unknown): unknown {
  if (!isRecord(declared)) return unknownFrom();
  if (String(declared.NoEcho) === "true") return SECRET;
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
