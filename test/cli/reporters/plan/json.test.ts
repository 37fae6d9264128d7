import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020";
import { COMPONENT_TYPES } from "../../../../blueprints/plan/component-types";
import { makePlan } from "../../../../blueprints/plan/make";
import { TIERS } from "../../../../blueprints/tiers/tier";
import { resourcesByPart } from "../../../../cli/reporters/plan/join";
import { planJson } from "../../../../cli/reporters/plan/json";
import { example } from "../../../blueprints/plan/loaded";
import { resolved, threeRegions } from "../../../blueprints/plan/support";
import { graphOf } from "./graph";

interface PlanSchema {
  readonly $defs: { readonly part: { readonly properties: { readonly kind: { readonly enum: readonly string[] } } } };
}
const schema = JSON.parse(
  readFileSync(join(__dirname, "../../../../docs/schemas/plan.schema.json"), "utf8"),
) as PlanSchema;
const valid = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

describe("the plan as JSON", () => {
  test.each(TIERS.flatMap((tier) => [["shop", tier] as const, ["saas", tier] as const]))(
    "of %s at tier %s keeps to the published schema",
    (name, tier) => {
      const plan = makePlan(example(name, tier, name === "shop" ? "production" : undefined));
      const document: unknown = JSON.parse(JSON.stringify(planJson(plan, graphOf(plan))));
      expect([valid(document), valid.errors]).toEqual([true, null]);
    },
  );

  test("the schema knows each kind of part, and no other", () => {
    expect([...schema.$defs.part.properties.kind.enum].sort()).toEqual(Object.keys(COMPONENT_TYPES).sort());
  });

  test("has every stack with its parts and the resources that the parts make, joined by name", () => {
    const plan = makePlan(resolved());
    const document = planJson(plan, graphOf(plan));
    const [dns] = document.stacks;
    expect(dns).toMatchObject({ name: "prod-dns", region: "us-east-1", role: "global", dependsOn: [] });
    expect(dns?.parts.map(({ name, kind }) => ({ name, kind }))).toEqual([{ name: "zone", kind: "zone" }]);
    expect(dns?.resources).toEqual([
      {
        type: "aws:ec2/vpc:Vpc",
        name: "zone-one",
        part: "zone",
        source: { file: "scalekit.yaml", line: 7, column: 1 },
      },
      {
        type: "aws:ec2/subnet:Subnet",
        name: "zone-two",
        part: "zone",
        source: { file: "scalekit.yaml", line: 7, column: 1 },
      },
    ]);
    expect(document.totals).toEqual({ stacks: 3, resources: 22 });
  });

  test("is the same, byte for byte, for the same plan", () => {
    const text = () =>
      JSON.stringify(planJson(makePlan(resolved(threeRegions)), graphOf(makePlan(resolved(threeRegions)))));
    expect(text()).toBe(text());
  });

  test("the schema refuses a document that lacks a promised field", () => {
    const plan = makePlan(resolved());
    const { totals: _totals, ...without } = planJson(plan, graphOf(plan));
    expect(valid(JSON.parse(JSON.stringify(without)))).toBe(false);
  });
});

test("parts of two kinds with one name each get their own resources", () => {
  const base = resolved();
  const [service] = Object.values(base.manifest.services);
  if (!service) throw new Error("the shop has a service");
  const plan = makePlan(resolved({ services: { orders: service } }));
  const region = plan.stacks.find(({ kind }) => kind === "region");
  if (!region) throw new Error("every plan has a region");
  const parts = resourcesByPart(graphOf(plan), region);
  for (const [part, resources] of parts) expect([part.kind, resources.length]).toEqual([part.kind, 2]);
});
