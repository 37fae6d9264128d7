import { findLimit } from "../../../blueprints/capacity/find-limit";
import type { LimitChange } from "../../../blueprints/capacity/limits";
import { type Input, type Simulation, simulate } from "../../../blueprints/capacity/simulate";
import { curveOf } from "../../../blueprints/capacity/traffic/curve";
import { setValue } from "../../../blueprints/manifest/edit";
import { loadManifest } from "../../../blueprints/manifest/load";
import { makePlan } from "../../../blueprints/plan/make";
import type { Tier } from "../../../blueprints/tiers/tier";
import { drawTopology } from "../../../blueprints/topology/draw";
import { synth } from "../../../stacks/synth/synth";
import { ACCOUNT, exampleText } from "../../support/examples";

jest.setTimeout(120_000);

const constant = (rps: number) => curveOf(() => rps, 1800, 1, { about: "constant", foreseeable: true });

async function inputOf(text: string, tier: Tier, more: Partial<Input> = {}): Promise<Input> {
  const loaded = loadManifest(text, "scalekit.yaml", { tier });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { manifest, sourceOf } = loaded.value;
  const plan = makePlan(loaded.value, { account: ACCOUNT });
  const graph = await synth(plan, { handed: {}, account: ACCOUNT, sandbox: false });
  return { topology: drawTopology(graph, { services: Object.keys(manifest.services) }), manifest, sourceOf, ...more };
}

function simulated(input: Input, rps = 100): Simulation {
  const made = simulate(input, constant(rps));
  if (!made) throw new Error("no simulation");
  return made;
}

const lowestOf = (simulation: Simulation) => {
  const [lowest] = simulation.limits;
  if (!lowest) throw new Error("no limit");
  return lowest;
};

function changed(text: string, { path, to }: LimitChange): string {
  const edited = setValue(text, path, to);
  if (!edited.ok) throw new Error(JSON.stringify(edited));
  return edited.value;
}

describe("the ceiling of the shop at tier global", () => {
  test("is what the tightest region's units carry by its share", async () => {
    const lowest = lowestOf(simulated(await inputOf(exampleText("shop"), "global")));
    expect(lowest).toMatchObject({ kind: "units", basis: { kind: "setting", path: "services.web.scaling.maximum" } });
    // 26 units of 250 rps in each of three regions.
    expect(lowest.rps).toBeCloseTo(26 * 250 * 3, 6);
  });

  test("is lifted by the change that it names, to the next limit", async () => {
    const before = simulated(await inputOf(exampleText("shop"), "global"));
    const { change } = lowestOf(before);
    if (!change) throw new Error("no change");
    const after = simulated(await inputOf(changed(exampleText("shop"), change), "global"));
    expect(lowestOf(after).rps).toBeCloseTo(before.limits[1]?.rps ?? 0, 6);
    expect(lowestOf(after).what).toContain("api");
  });

  test("does not depend on the order of what the topology lists", async () => {
    const input = await inputOf(exampleText("shop"), "global", { sayings: { measured: { orders: 900 } } });
    const { topology } = input;
    const turned = {
      ...topology,
      pools: [...topology.pools].reverse(),
      stores: [...topology.stores].reverse().map((store) => ({ ...store, members: [...store.members].reverse() })),
    };
    const order = (simulation: Simulation) => simulation.limits.map(({ what, rps }) => [what, Math.round(rps)]);
    expect(order(simulated({ ...input, topology: turned }))).toEqual(order(simulated(input)));
  });

  test("names the store once somebody says what one instance carries", async () => {
    const lowest = lowestOf(
      simulated(await inputOf(exampleText("shop"), "global", { sayings: { measured: { orders: 200 } } })),
    );
    // A tenth of the traffic writes, and all of it at one writer; 200 / (0.9 / 3 / 2) is what two readers of a region carry.
    expect(lowest).toMatchObject({ kind: "store", basis: { kind: "measured" } });
    expect(lowest.rps).toBeCloseTo(Math.min(200 / 0.1, (2 * 200) / (0.9 / 3)), 6);
  });

  test("is what a search at constant load finds, but for what the objective for latency keeps back", async () => {
    const input = await inputOf(exampleText("shop"), "global");
    const { times } = findLimit(constant(9000), (curve) => simulate(input, curve) as Simulation);
    const share = (times * 9000) / lowestOf(simulated(input)).rps;
    expect(share).toBeLessThanOrEqual(1.01);
    expect(share).toBeGreaterThan(0.95);
  });
});

describe("connections", () => {
  test("end a small database without a proxy, and a proxy lifts that", async () => {
    const many = exampleText("shop").replace("capacity: 400rps", "capacity: 400rps\n    scaling: { maximum: 200 }");
    const input = await inputOf(many, "starter");
    const connections = simulated(input).limits.find(({ kind }) => kind === "connections");
    // db.t4g.medium, 4 GiB: 4e9 / 9,531,392.
    expect(connections?.what).toBe("connections of orders's writer, 419");
    expect(connections).toMatchObject({ basis: { kind: "assumed" }, change: { path: "data.orders.proxy", to: true } });
    const starved = simulated(input, 40_000).outcomes.filter(({ station }) => station.service === "api");
    expect(starved.some(({ drops }) => drops.connections > 0)).toBe(true);
    const proxied = await inputOf(
      many.replace("engine: aurora-postgresql", "engine: aurora-postgresql\n    proxy: true"),
      "starter",
    );
    expect(simulated(proxied).limits.some(({ kind }) => kind === "connections")).toBe(false);
  });
});
