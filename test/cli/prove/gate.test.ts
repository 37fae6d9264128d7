import { join } from "node:path";
import type { Manifest } from "../../../blueprints/manifest/manifest";
import { readOwn } from "../../../blueprints/recovery/own/read";
import type { Tier } from "../../../blueprints/tiers/tier";
import { recoveryGate } from "../../../cli/prove/gate";
import { gateText, recoveryJson, recoveryLine } from "../../../cli/reporters/run/recovery";
import { exampleGraph, resolvedExample } from "../../support/examples";
import { expectGolden } from "../../support/golden";

const style = { width: 80, color: false, environment: "production" };
const graphs = new Map<Tier, ReturnType<typeof exampleGraph>>();

async function gate(tier: Tier, change: Partial<Manifest["objectives"]> = {}, accepted: readonly string[] = []) {
  const graph = graphs.get(tier) ?? exampleGraph("shop", tier);
  graphs.set(tier, graph);
  const { manifest } = resolvedExample("shop", tier);
  return recoveryGate({ ...manifest, objectives: { ...manifest.objectives, ...change } }, await graph, accepted);
}
const SIX = ["region", "cdn", "dependency", "deployment", "cold-cache", "retry-storm"];

test("from tier scale up a missed objective stops; below it is told", async () => {
  expect(await gate("scale", { accept: [] })).toMatchObject({ level: "mandatory", stops: true });
  const growth = await gate("growth", { accept: [] });
  expect(growth).toMatchObject({ level: "advisory", stops: false });
  expect(recoveryLine(growth, style)).toContain("missed by region, cdn,");
});

test("the environment sets the level itself", async () => {
  expect(await gate("scale", { accept: [], gate: "advisory" })).toMatchObject({ stops: false });
  expect(await gate("growth", { accept: [], gate: "mandatory" })).toMatchObject({ stops: true });
  const off = await gate("scale", { accept: [], gate: "off" });
  expect(off).toEqual({ level: "off", missed: [], offHours: [], stops: false });
  expect(recoveryLine(off, style)).toBe("");
});

test("risks that the manifest or the run takes stop nothing, all others do", async () => {
  const met = await gate("scale");
  expect(met).toMatchObject({ missed: [], stops: false });
  expect(recoveryLine(met, style)).toContain("meets the objectives");
  const rest = await gate("scale", { accept: SIX.slice(1) });
  expect(rest.missed.map(({ id }) => id)).toEqual(["region"]);
  expect((await gate("scale", { accept: SIX.slice(1) }, ["region"])).stops).toBe(false);
});

test("scenarios of the team's own stop too, unless they are taken", async () => {
  const resources = await exampleGraph("shop", "scale");
  const { manifest } = resolvedExample("shop", "scale");
  const own = (accept: boolean) => {
    const read = readOwn(
      `scenarios: { pay: { title: no payments, accept: ${accept}, steps: { switch: { takes: 4h } } } }`,
      "scalekit.scenarios.yaml",
    );
    if (!read.ok) throw new Error(JSON.stringify(read));
    return read.value;
  };
  expect(recoveryGate(manifest, resources, [], own(false))).toMatchObject({ stops: true, missed: [{ id: "pay" }] });
  expect(recoveryGate(manifest, resources, [], own(true)).stops).toBe(false);
  expect(recoveryGate(manifest, resources, ["pay"], own(false)).stops).toBe(false);
});

test("what stops is named with the ways on", async () => {
  const stopped = await gate("scale", { accept: SIX.slice(2) });
  expectGolden(join(__dirname, "golden", "gate.txt"), gateText(stopped, style));
  expect(recoveryJson(stopped)).toMatchObject({
    gate: "mandatory",
    stops: true,
    missed: [
      { id: "region", rtoSeconds: "unbounded" },
      { id: "cdn", rtoSeconds: "unbounded" },
    ],
  });
});
