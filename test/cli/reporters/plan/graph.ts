import type { GraphResource, ResourceGraph } from "../../../../blueprints/graph/graph";
import { COMPONENT_TYPES } from "../../../../blueprints/plan/component-types";
import type { Part, Plan } from "../../../../blueprints/plan/plan";

/** A graph in the shape that the synth makes: for each part a component with two children, and one provider a stack. */
export function graphOf(plan: Plan): ResourceGraph {
  return {
    resources: plan.stacks.flatMap((stack) => [
      resource(stack.name, "pulumi:providers:aws", "aws", {}),
      ...(stack.parts as readonly Part[]).flatMap((part) => {
        const component = resource(stack.name, COMPONENT_TYPES[part.kind], part.name, { part, custom: false });
        const first = resource(stack.name, "aws:ec2/vpc:Vpc", `${part.name}-one`, { part, parent: component.id });
        const second = resource(stack.name, "aws:ec2/subnet:Subnet", `${part.name}-two`, { part, parent: first.id });
        return [component, first, second];
      }),
    ]),
  };
}

function resource(
  stack: string,
  type: string,
  name: string,
  { part, custom = true, parent }: { part?: Part; custom?: boolean; parent?: string },
): GraphResource {
  const fallback = part?.sources[""];
  return {
    id: `urn:pulumi:${stack}::shop::${type}::${part?.kind ?? ""}-${name}`,
    type,
    name,
    stack,
    custom,
    inputs: {},
    dependsOn: [],
    references: {},
    ignoreChanges: [],
    protect: false,
    sources: fallback ? { "": fallback } : {},
    transformed: [],
    ...(part && { part: part.name }),
    ...(parent !== undefined && { parent }),
  };
}
