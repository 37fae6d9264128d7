import type { DeclaredTraffic } from "../../../blueprints/cost/traffic";
import type { GraphResource } from "../../../blueprints/graph/graph";

/** A resource as a graph has it, with what a case needs of it. */
export const resource = (type: string, name: string, over: Partial<GraphResource> = {}): GraphResource => ({
  id: `urn:${type}::${name}`,
  type,
  name,
  stack: "production-us-east-1",
  region: "us-east-1",
  part: "web",
  custom: true,
  inputs: {},
  dependsOn: [],
  references: {},
  ignoreChanges: [],
  protect: false,
  sources: {},
  transformed: [],
  ...over,
});

export const traffic = (over: Partial<DeclaredTraffic> = {}): DeclaredTraffic => ({
  rps: { min: 0, expected: 100, max: 300 },
  readRatio: 0.9,
  shares: { "us-east-1": 1 },
  perUnit: { web: 70 },
  primary: "us-east-1",
  cdn: "cloudfront",
  ...over,
});

/** An Auto Scaling group of m7g.large with its launch template. */
export function group(minSize: number, maxSize: number): readonly GraphResource[] {
  const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
    inputs: {
      instanceType: "m7g.large",
      monitoring: { enabled: true },
      blockDeviceMappings: [{ ebs: { volumeSize: 20, volumeType: "gp3" } }],
    },
  });
  return [
    template,
    resource("aws:autoscaling/group:Group", "group", {
      inputs: { minSize, maxSize },
      references: { launchTemplate: [template.id] },
      sources: { minSize: { file: "scalekit.yaml", line: 7, column: 3 } },
    }),
  ];
}
