import * as resproto from "@pulumi/pulumi/proto/resource_pb";
import * as runtime from "@pulumi/pulumi/runtime";
import type { GraphResource, ResourceGraph } from "../../blueprints/graph/graph";
import type { Source } from "../../blueprints/manifest/source";
import { COMPONENT_TYPES } from "../../blueprints/plan/component-types";
import type { Part, Plan, PlannedStack } from "../../blueprints/plan/plan";
import { type ChildRecord, collectChildren } from "../../components/provenance";
import type { RunContext } from "../context";
import { programFor } from "../programs";
import { RecordingMonitor, type Registration } from "./monitor";
import { spareSdk } from "./spare-sdk";

const STACK_TYPE = "pulumi:pulumi:Stack";

/**
 * Runs the programs of all stacks of a plan in this process, without engine, provider or network, and returns what they
 * would register. One stack after the other: each lets go of its resources once its graph is taken.
 * @throws whatever a program throws
 */
export async function synth(plan: Plan, context: RunContext): Promise<ResourceGraph> {
  const resources: GraphResource[] = [];
  for (const stack of plan.stacks) resources.push(...(await synthStack(plan, stack, context)));
  return { resources };
}

export async function synthStack(plan: Plan, stack: PlannedStack, context: RunContext): Promise<GraphResource[]> {
  const program = programFor(plan, stack, context);
  const children: ChildRecord[] = [];
  const registrations = await record(plan.project, stack.name, program, (child) => children.push(child));
  const notes = await notesByUrn(children);
  return toGraph(registrations, stack, notes);
}

/** Runs one program against a recording monitor; also what tests of single components use. */
export async function record(
  project: string,
  stack: string,
  program: () => Promise<Record<string, unknown> | undefined>,
  onChild: (child: ChildRecord) => void = () => {},
): Promise<Registration[]> {
  const monitor = new RecordingMonitor(project, stack, {
    registerResource: () => new resproto.RegisterResourceResponse(),
  });
  const stop = collectChildren(onChild);
  const putBack = spareSdk();
  try {
    runtime.setMockOptions(monitor, project, stack, true);
    await runtime.runInPulumiStack(program);
    await runtime.disconnect();
  } finally {
    putBack();
    stop();
    runtime.disconnectSync();
  }
  return monitor.registrations;
}

async function notesByUrn(children: readonly ChildRecord[]): Promise<Map<string, ChildRecord>> {
  const notes = new Map<string, ChildRecord>();
  for (const child of children) {
    const urn = await new Promise<string>((resolve) => child.resource.urn.apply((value) => resolve(value)));
    notes.set(urn, child);
  }
  return notes;
}

function toGraph(
  registrations: readonly Registration[],
  stack: PlannedStack,
  notes: ReadonlyMap<string, ChildRecord>,
): GraphResource[] {
  const partOf = partFinder(registrations, stack);
  return registrations
    .filter(({ type }) => type !== STACK_TYPE)
    .map((registration): GraphResource => {
      const part = partOf(registration.urn);
      const note = notes.get(registration.urn);
      const region = registration.inputs.region;
      return {
        id: registration.urn,
        type: registration.type,
        name: registration.name,
        stack: stack.name,
        ...(part && { part: part.name }),
        ...(isStack(registration.parent) ? {} : { parent: registration.parent }),
        region: typeof region === "string" ? region : stack.region,
        custom: registration.custom,
        inputs: registration.inputs,
        dependsOn: registration.dependsOn,
        references: registration.references,
        ignoreChanges: registration.ignoreChanges,
        protect: registration.protect,
        sources: part ? sourcesOf(part, note) : {},
        transformed: note?.transformed ?? [],
      };
    });
}

const isStack = (urn: string): boolean => urn === "" || urn.split("::")[2] === STACK_TYPE;

/** Finds the part whose component stands at the top of a resource's parents. */
function partFinder(registrations: readonly Registration[], stack: PlannedStack): (urn: string) => Part | undefined {
  const byUrn = new Map(registrations.map((registration) => [registration.urn, registration]));
  const byName = new Map<string, Part[]>();
  for (const part of stack.parts) byName.set(part.name, [...(byName.get(part.name) ?? []), part]);
  return (urn) => {
    let top = byUrn.get(urn);
    while (top && !isStack(top.parent)) top = byUrn.get(top.parent);
    if (!top) return undefined;
    const candidates = byName.get(top.name) ?? [];
    return candidates.length > 1 ? candidates.find((part) => COMPONENT_TYPES[part.kind] === top.type) : candidates[0];
  };
}

/** Sources of a resource's inputs: through the component argument that each was made from, else the part's own. */
function sourcesOf(part: Part, note: ChildRecord | undefined): Record<string, Source> {
  const fallback = part.sources[""];
  const sources: Record<string, Source> = fallback ? { "": fallback } : {};
  for (const [input, argument] of Object.entries(note?.from ?? {})) {
    const source = nearest(part.sources, argument);
    if (source) sources[input] = source;
  }
  return sources;
}

function nearest(sources: Part["sources"], path: string): Source | undefined {
  for (let at = path; at; at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "") {
    if (sources[at]) return sources[at];
  }
  return sources[""];
}
