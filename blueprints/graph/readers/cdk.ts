import type { Outcome, Problem } from "../../problems/problem";
import type { GraphResource } from "../graph";
import { readCloudFormationValue, type TemplateOptions } from "./cloudformation";
import { exportsOf } from "./cloudformation/exports";
import { parseTemplate } from "./cloudformation/template";
import { isRecord, isText, type Json, own, parseJson, type Reading, recordAt, refuse } from "./reading";

const EXPECTED = "the manifest.json of a CDK output folder (cdk.out), with the templates that it names beside it";
/** Stages in stages; a real application has one or two. */
const MAXIMUM_ASSEMBLIES = 200;

interface Stack {
  readonly template: Json;
  readonly options: TemplateOptions;
}

/**
 * The graph of a CDK output folder: every stack of its manifest, nested stages included, each in its own region; what one
 * stack exports and another imports is followed.
 * @param open gives the text of a file of the folder by its path from there, undefined where there is none
 */
export function readCdkOutput(
  manifest: string,
  open: (path: string) => string | undefined,
  options: Omit<TemplateOptions, "stack"> = {},
): Outcome<Reading> {
  const stacks: Stack[] = [];
  const problems: Problem[] = [];
  const left = [{ text: manifest as string | undefined, folder: "" }];
  for (let at = 0; at < left.length && at < MAXIMUM_ASSEMBLIES; at++) {
    const { text, folder } = left[at] ?? { text: undefined, folder: "" };
    const parsed = text === undefined ? undefined : parseJson(text)?.value;
    if (!isCdkManifest(parsed)) {
      const where = folder === "" ? options : { ...options, file: `${folder}manifest.json` };
      const refused = refuse(where, "is no CDK manifest", EXPECTED);
      if (!refused.ok) problems.push(...refused.problems);
      continue;
    }
    for (const [name, artifact] of Object.entries(recordAt(parsed, "artifacts"))) {
      const properties = recordAt(artifact, "properties");
      const type = own(artifact, "type");
      if (type === "cdk:cloud-assembly" && isInside(properties.directoryName)) {
        const inner = `${folder}${properties.directoryName}/`;
        left.push({ text: open(`${inner}manifest.json`), folder: inner });
      }
      if (type !== "aws:cloudformation:stack" || !isInside(properties.templateFile)) continue;
      const within = (path: string): string | undefined => (isInside(path) ? open(`${folder}${path}`) : undefined);
      const stack = stackOf(name, artifact, within(properties.templateFile), { ...options, open: within });
      if ("problems" in stack) problems.push(...stack.problems);
      // A stack of checks alone (Rules, no Resources) is nothing that runs.
      else if (own(stack.template, "Resources") !== undefined) stacks.push(stack);
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  const imports = new Map(stacks.flatMap(({ template, options: own }) => [...exportsOf(template, own)]));
  const resources: GraphResource[] = [];
  const unmapped: Record<string, number> = {};
  const warnings: Problem[] = [];
  for (const { template, options: stackOptions } of stacks) {
    const read = readCloudFormationValue(template, { ...stackOptions, imports });
    if (!read.ok) return read;
    for (const resource of read.value.resources) resources.push(resource);
    warnings.push(...read.warnings);
    for (const [type, count] of Object.entries(read.value.unmapped)) unmapped[type] = (unmapped[type] ?? 0) + count;
  }
  return { ok: true, value: { resources, unmapped }, warnings };
}

/** True for the manifest that `cdk synth` writes. */
export const isCdkManifest = (value: unknown): value is Json =>
  isText(own(value, "version")) && isRecord(own(value, "artifacts"));

/** A manifest names files of its own folder; one that leads out of it is somebody's trick. */
const isInside = (path: unknown): path is string =>
  isText(path) && !/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:/.test(path);

function stackOf(
  name: string,
  artifact: unknown,
  text: string | undefined,
  options: TemplateOptions,
): Stack | { readonly problems: readonly Problem[] } {
  const file = String(recordAt(artifact, "properties").templateFile);
  const parsed = text === undefined ? { wrong: "is missing" } : parseTemplate(text);
  if ("wrong" in parsed || !isRecord(parsed.template)) {
    const refused = refuse({ file }, "wrong" in parsed ? parsed.wrong : "is no template", EXPECTED);
    return { problems: refused.ok ? [] : refused.problems };
  }
  const { stackName: stack } = recordAt(artifact, "properties");
  // aws://111122223333/eu-west-1, or aws://unknown-account/unknown-region
  const environment = own(artifact, "environment");
  const [account, region] = isText(environment) ? environment.replace(/^aws:\/\//, "").split("/") : [];
  const known = (value: string | undefined): boolean => value !== undefined && !value.startsWith("unknown-");
  return {
    template: parsed.template,
    options: {
      ...options,
      file,
      stack: isText(stack) ? stack : name,
      ...(known(account) && account !== undefined && { account }),
      ...(known(region) && region !== undefined && { region }),
    },
  };
}
