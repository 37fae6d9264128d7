import type { GraphResource } from "../../../blueprints/graph/graph";
import type { ResourcePatch } from "../../../policies/audit/patch/patch";
import { withSettings } from "../../../policies/audit/patch/settings";

/** The type as the program has it: the graph calls former ones by today's name. */
const typeInProgram = ({ id, type }: GraphResource): string => id.split("::")[2]?.split("$").at(-1) ?? type;

/** Patches as a module of a Pulumi program in TypeScript: a transform that lays inputs over those of the same resources. */
export function pulumiPatch(patches: readonly ResourcePatch[]): string | undefined {
  if (patches.length === 0) return undefined;
  const tops = patches.map(({ resource, set, rules }) => {
    const key = JSON.stringify(`${resource.stack} ${typeInProgram(resource)} ${resource.name}`);
    return `  // ${rules.join(", ")}\n  [${key}]: ${JSON.stringify(withSettings({}, set))},`;
  });
  return `// Import this module before any resource is made: import "./scalekit-patch";
import * as pulumi from "@pulumi/pulumi";

type Inputs = Record<string, unknown>;

/** By stack, type and name: what is laid over the inputs; mappings are merged, also those in a list (by its places, where these are named). */
const patches: Record<string, Inputs> = {
${tops.join("\n")}
};

const merged = (own: unknown, over: unknown): unknown => {
  if (!isInputs(over)) return over;
  if (Array.isArray(own) && own.length > 0) {
    const byPlace = Object.keys(over).every((name) => /^\\d+$/.test(name));
    return own.map((item: unknown, at) => (!byPlace ? merged(item, over) : at in over ? merged(item, over[at]) : item));
  }
  const under = isInputs(own) ? own : {};
  return { ...under, ...Object.fromEntries(Object.entries(over).map(([name, value]) => [name, merged(under[name], value)])) };
};

const isInputs = (value: unknown): value is Inputs => typeof value === "object" && value !== null && !Array.isArray(value);

pulumi.runtime.registerResourceTransform(({ type, name, props, opts }) => {
  const patch = patches[\`\${pulumi.getStack()} \${type} \${name}\`];
  if (!patch) return undefined;
  const over = Object.fromEntries(
    Object.entries(patch).map(([input, value]) => [
      input,
      isInputs(value) ? pulumi.output(props[input]).apply((own: unknown) => merged(own, value)) : value,
    ]),
  );
  return { props: { ...props, ...over }, opts };
});
`;
}
