import { Cluster } from "../../../components/kubernetes/cluster";
import type { ClusterArgs } from "../../../components/kubernetes/cluster/args";
import { checkInputs, describeWithOracle, oracleFacts, terraformPath } from "../../support/oracle";
import { type Registered, registerIn } from "../support/monitor";
import { cluster, eksOutputs } from "./base";

/** As the four tiers' defaults have it (blueprints/tiers). */
const tiers: Readonly<Record<string, Partial<ClusterArgs>>> = {
  starter: { nodeTypes: ["t4g.large"], nodesMinimum: 2, nodesMaximum: 4 },
  growth: { nodeTypes: ["m7g.large"], nodesMinimum: 2, nodesMaximum: 6 },
  scale: { nodeTypes: ["m7g.xlarge", "m6g.xlarge"], nodesMinimum: 3, nodesMaximum: 9 },
  global: { nodeTypes: ["m7g.xlarge", "m6g.xlarge"], nodesMinimum: 3, nodesMaximum: 12, apiAccess: ["203.0.113.0/24"] },
};
const steps = Object.keys(tiers)
  .slice(1)
  .map((to, index) => [Object.keys(tiers)[index] as string, to] as const);

const make = async (tier: string) =>
  (await registerIn(() => void new Cluster("cluster", { ...cluster, ...tiers[tier] }), { outputs: eksOutputs })).filter(
    ({ custom }) => custom,
  );

test.each(steps)("growing from %s to %s removes nothing", async (from, to) => {
  const after = new Set((await make(to)).map(({ urn }) => urn));
  expect((await make(from)).filter(({ urn }) => !after.has(urn))).toEqual([]);
});

/** A number in `@pulumi/aws`; the provider behind it has a string that may be empty, and the bridge converts. */
const BRIDGED = "aws:lb/targetGroup:TargetGroup: deregistrationDelay must be a string, not number";

describeWithOracle("agreement with the provider", () => {
  test.each(Object.keys(tiers))("every input at %s is one that it takes", async (tier) => {
    const problems = (await make(tier))
      .flatMap(({ type, inputs }) => checkInputs(type, inputs))
      .filter((problem) => problem !== BRIDGED);
    expect(problems).toEqual([]);
  });

  test.each(steps)("growing from %s to %s replaces nothing", async (from, to) => {
    const after = new Map((await make(to)).map((each) => [each.urn, each]));
    const changed = (await make(from)).flatMap((old) => changedPaths(old, after.get(old.urn) as Registered));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter(({ type, path }) => replaces(type, path))).toEqual([]);
  });
});

function replaces(type: string, path: string): boolean {
  const terraform = terraformPath(type, path);
  if (terraform === undefined) throw new Error(`${type} has no ${path}`);
  return oracleFacts(type)?.[terraform]?.replaces !== false;
}

/** Leaves that differ, as dotted paths without list indices. */
function changedPaths(old: Registered, young: Registered): { type: string; name: string; path: string }[] {
  const [before, after] = [leaves(old.inputs), leaves(young.inputs)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path) && !young.ignoreChanges.includes(path))
    .map((path) => ({ type: old.type, name: old.name, path: path.replace(/\.\d+/g, "") }));
}

function leaves(value: unknown, path = ""): Map<string, unknown> {
  if (typeof value !== "object" || value === null) return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([key, member]) => [...leaves(member, path === "" ? key : `${path}.${key}`)]),
  );
}
