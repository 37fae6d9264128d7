import type { ResourcePatch } from "../../../policies/audit/patch/patch";

/** Patches as a module of a Pulumi program in TypeScript: a transform that lays inputs over those of the same resources. */
export function pulumiPatch(patches: readonly ResourcePatch[]): string | undefined {
  if (patches.length === 0) return undefined;
  const tops = patches.map(({ resource, set, inputs, rules }) => {
    const names = [...new Set(Object.keys(set).map((path) => path.split(".")[0] ?? path))];
    const nested = Object.fromEntries(
      names.map((name) => [
        name,
        Object.keys(set).some((path) => path.startsWith(`${name}.`)) ? leavesOf(set, name) : inputs[name],
      ]),
    );
    return `  // ${rules.join(", ")}\n  [${JSON.stringify(`${resource.stack} ${resource.type} ${resource.name}`)}]: ${JSON.stringify(nested)},`;
  });
  return `// Import this module before any resource is made: import "./scalekit-patch";
import * as pulumi from "@pulumi/pulumi";

type Inputs = Record<string, unknown>;

/** By stack, type and name: what is laid over the inputs; mappings are merged. */
const patches: Record<string, Inputs> = {
${tops.join("\n")}
};

const merged = (own: unknown, over: unknown): unknown =>
  isInputs(over) ? { ...(isInputs(own) ? own : {}), ...over } : over;

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

function leavesOf(set: Readonly<Record<string, unknown>>, top: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(set)
      .filter(([path]) => path.startsWith(`${top}.`))
      .map(([path, value]) => [path.slice(top.length + 1), value]),
  );
}
