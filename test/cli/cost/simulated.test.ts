import type { Outcome } from "../../../blueprints/capacity/outcome";
import { meanNodes } from "../../../blueprints/cost/nodes";
import type { GraphResource } from "../../../blueprints/graph/graph";
import type { Manifest } from "../../../blueprints/manifest/manifest";
import { cost } from "../../../cli/commands/cost";
import { resource } from "../../blueprints/cost/graph";
import { exampleText } from "../../support/examples";
import { TestRepository } from "../check/repository";
import { fakeIo } from "../support";

const NODES = "aws:eks/nodeGroup:NodeGroup";

/** Pods of a service in a region, so many in each piece of the time. */
const pods = (service: string, region: string, ...counts: readonly number[]) =>
  ({
    station: { id: `${service} ${region}`, service, region, unitRps: 10 },
    trace: { capacity: Float64Array.from(counts, (count) => count * 10) },
  }) as unknown as Outcome;
const services = {
  app: { runs: "kubernetes", cpuCores: 0.5, memoryMiB: 512 },
  api: { runs: "kubernetes", cpuCores: 0.25, memoryMiB: 4096 },
  web: { runs: "instances" },
} as unknown as Manifest["services"];
const nodes = (name: string, minSize: number, maxSize: number, region = "us-east-1") =>
  resource(NODES, name, { region, inputs: { instanceTypes: ["m7g.xlarge"], scalingConfig: { minSize, maxSize } } });
const meansOf = (resources: readonly GraphResource[], ...outcomes: readonly Outcome[]) =>
  resources.map(({ id }) => meanNodes(outcomes, { services }, { resources })[id]);

// A node of m7g.xlarge has 4 x 0.8 cores and 16 x 0.8 GiB for pods.
test.each([
  ["CPU: 12 cores ask for 4 nodes", [pods("app", "us-east-1", 24)], [3, 1]],
  ["memory: 36 GiB ask for 3 nodes", [pods("api", "us-east-1", 9)], [3, 0]],
  ["the mean of the pieces, whole nodes in each", [pods("app", "us-east-1", 6, 40)], [3, 2]],
  ["no more than there may be", [pods("app", "us-east-1", 400)], [3, 5]],
  [
    "instances and other regions ask for none",
    [pods("app", "us-east-1", 6), pods("web", "us-east-1", 99), pods("app", "eu-west-1", 99)],
    [3, 0],
  ],
] as const)("nodes: %s", (_, outcomes, expected) => {
  expect(meansOf([nodes("base", 3, 3), nodes("elastic", 0, 5)], ...outcomes)).toEqual(expected);
});

test("nodes: what the first group has no room for goes to the next", () => {
  const three = [nodes("base", 1, 1), nodes("elastic", 0, 2), nodes("elastic-2", 0, 9)];
  // By hand: 20 cores are 6.25 nodes.
  expect(meansOf(three, pods("app", "us-east-1", 40))).toEqual([1, 2, 4]);
});

test("nodes of an unknown type follow from nothing", () => {
  const unknown = resource(NODES, "base", { inputs: { scalingConfig: { minSize: 1, maxSize: 2 } } });
  expect(meansOf([unknown], pods("app", "us-east-1", 40))).toEqual([undefined]);
});

describe("cost --simulate", () => {
  let repository: TestRepository;
  beforeEach(() => {
    repository = new TestRepository();
  });
  afterEach(() => repository.close());

  async function items(text: string, flags: Record<string, unknown>) {
    repository.write("scalekit.yaml", text);
    const { io, written } = fakeIo(repository.path);
    await cost.run({ manifest: "scalekit.yaml", format: "json", details: false, ...flags }, io);
    return JSON.parse(written.stdout).items as {
      resource: { type: string };
      what: string;
      quantity: { min: number; expected: number; max: number };
      basis: { kind: string; text: string };
    }[];
  }

  test("nodes of a cluster run as many as the day's pods ask for", async () => {
    const of = async (flags: Record<string, unknown>) =>
      (await items(exampleText("saas"), flags)).filter(({ resource: { type } }) => type === NODES);
    const [flat, simulated] = [await of({}), await of({ simulate: true })];
    expect(simulated).toHaveLength(flat.length);
    expect(simulated.length).toBeGreaterThan(0);
    for (const { basis, quantity } of simulated) {
      expect(basis).toMatchObject({ kind: "simulated", text: expect.stringMatching(/ask for \d+(\.\d+)? on average/) });
      expect(quantity.expected).toBeGreaterThanOrEqual(quantity.min);
      expect(quantity.expected).toBeLessThanOrEqual(quantity.max);
    }
    expect(simulated.some(({ quantity }, at) => quantity.expected > (flat[at]?.quantity.expected ?? 0))).toBe(true);
    for (const { basis } of flat) expect(basis.kind).toBe("setting");
  });

  test("readers that scaling adds follow from what one is measured to carry", async () => {
    const text = exampleText("shop").replace("tier: global", "tier: scale");
    const of = async (flags: Record<string, unknown>) =>
      (await items(text, flags)).filter(({ resource: { type } }) => type === "aws:appautoscaling/target:Target");
    const [unmeasured] = await of({ simulate: true });
    expect(unmeasured?.basis.kind).toBe("setting");
    const [busy] = await of({ simulate: true, measured: ["orders=500rps"] });
    const [idle] = await of({ simulate: true, measured: ["orders=50000rps"] });
    expect(busy?.basis).toMatchObject({ kind: "simulated", text: expect.stringContaining("on average") });
    expect(busy?.quantity.expected).toBeGreaterThan(idle?.quantity.expected ?? 0);
    expect(busy?.quantity.expected).toBeLessThanOrEqual(busy?.quantity.max ?? 0);
  });
});
