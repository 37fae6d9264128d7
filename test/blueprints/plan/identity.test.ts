import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import identity from "../../../blueprints/facts/identity.json";
import { makePlan } from "../../../blueprints/plan/make";
import { regionNames } from "../../../blueprints/plan/network";
import type { Part, Plan } from "../../../blueprints/plan/plan";
import { TIERS, type Tier } from "../../../blueprints/tiers/tier";
import { example, loaded } from "./loaded";

interface Fact {
  readonly provider?: string;
  readonly also?: readonly string[];
  readonly renames?: string;
  readonly source?: string;
}
type Facts = Readonly<Record<string, Readonly<Record<string, Fact>>>>;
const fixed: Facts = identity.fixed;

/** The value at a dotted path below a part's arguments; undefined where there is none. */
const argument = (part: Part, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(key) : undefined,
      part.args,
    );

/** What of a plan may never change: for each part by stack, kind and name, the arguments that can't change in place. */
function identities(plan: Plan): Map<string, string> {
  const found = new Map<string, string>();
  for (const stack of plan.stacks)
    for (const part of stack.parts as readonly Part[]) {
      const values = Object.keys(fixed[part.kind] ?? {}).map((path) => [path, argument(part, path)]);
      found.set(`${stack.name} ${part.kind} ${part.name}`, JSON.stringify(Object.fromEntries(values)));
    }
  return found;
}

/** Parts that both plans have must be the same in all that can't change. */
function expectNobodyMoves(before: Plan, after: Plan): void {
  const later = identities(after);
  for (const [part, value] of identities(before))
    if (later.has(part)) expect([part, later.get(part)]).toEqual([part, value]);
}

const partNames = (plan: Plan) => [...identities(plan).keys()];

/** Manifests as people could write them; the tier decides what they leave out. */
const manifests = fc
  .record({
    name: fc.constantFrom("shop", "a-project-of-24-characters".slice(0, 24)),
    regions: fc.uniqueArray(fc.constantFrom(...regionNames()), { minLength: 1, maxLength: 5 }),
    kubernetes: fc.boolean(),
    stores: fc.uniqueArray(fc.constantFrom("orders", "catalog", "audit-log"), { maxLength: 3 }),
    engine: fc.constantFrom("aurora-postgresql", "aurora-mysql", "postgres", "mysql"),
    write: fc.constantFrom("forwarding", "peering"),
    sessions: fc.boolean(),
    edge: fc.constantFrom("cloudfront", "static", "none"),
  })
  .map((choice) => ({
    name: choice.name,
    regions: { primary: choice.regions[0] ?? "eu-west-1", secondaries: choice.regions.slice(1) },
    domain: "shop.example.com",
    services: {
      web: {
        ...(choice.kubernetes
          ? { runs: "kubernetes", image: "registry.example.com/web:1" }
          : { runs: "instances", image: { ssm: "/images/web" } }),
        paths: ["/*"],
        reads: choice.stores,
      },
      api: {
        runs: "instances",
        image: { ssm: "/images/api" },
        paths: ["/api/*"],
        reads: choice.stores,
        ...(choice.sessions && { writes: ["sessions"] }),
      },
    },
    data: Object.fromEntries(
      choice.stores.map((store) => [
        store,
        { engine: choice.engine, ...(choice.engine.startsWith("aurora") && { otherRegionsWrite: choice.write }) },
      ]),
    ),
    ...(choice.sessions && { sessions: {} }),
    ...(choice.edge !== "none" && {
      edge: { cdn: "cloudfront", ...(choice.edge === "static" && { static: { paths: ["/static/*"] } }) },
    }),
  }));
type Written = typeof manifests extends fc.Arbitrary<infer T> ? T : never;

/** The manifest's check refuses some combinations at some tiers (active-active over RDS, say): those have no plan. */
function planAt(written: Written, tier: Tier): Plan | undefined {
  try {
    return makePlan(loaded(JSON.stringify(written), tier));
  } catch (error) {
    if (error instanceof Error && /^SK1/.test(error.message)) return undefined;
    throw error;
  }
}
const tiers = fc.constantFrom(...TIERS);

describe("growing", () => {
  test.each(["shop", "saas"])("%s keeps every identity from each tier to each other", (name) => {
    const environment = name === "shop" ? "production" : undefined;
    const plans = TIERS.map((tier) => makePlan(example(name, tier, environment)));
    for (const before of plans) for (const after of plans) expectNobodyMoves(before, after);
  });

  test.each(["shop", "saas"])("%s only ever adds parts", (name) => {
    const environment = name === "shop" ? "production" : undefined;
    const [starter, ...later] = TIERS.map((tier) => partNames(makePlan(example(name, tier, environment))));
    for (const parts of later) expect(parts).toEqual(expect.arrayContaining(starter ?? []));
  });

  test("changes nothing that cannot change, whatever the manifest and the two tiers", () => {
    fc.assert(
      fc.property(manifests, tiers, tiers, (written, from, to) => {
        const before = planAt(written, from);
        const after = planAt(written, to);
        if (before && after) expectNobodyMoves(before, after);
      }),
      { numRuns: 150 },
    );
  });
});

describe("regions that come and go", () => {
  test("move nobody, in any order", () => {
    fc.assert(
      fc.property(manifests, tiers, fc.array(fc.tuple(fc.boolean(), fc.nat())), (written, tier, steps) => {
        let now = written;
        let before = planAt(now, tier);
        for (const [add, pick] of steps) {
          const { primary, secondaries } = now.regions;
          const free = regionNames().filter((region) => region !== primary && !secondaries.includes(region));
          const added = [...secondaries, free[pick % free.length] ?? primary].slice(0, 10);
          const removed = secondaries.filter((_, index) => index !== pick % Math.max(1, secondaries.length));
          now = { ...now, regions: { primary, secondaries: add ? added : removed } };
          const after = planAt(now, tier);
          if (before && after) expectNobodyMoves(before, after);
          before = after ?? before;
        }
      }),
      { numRuns: 60 },
    );
  });

  test("keep their stacks' and parts' names when the primary moves", () => {
    const here = example("shop", "global", "production");
    const { primary, secondaries } = here.manifest.regions;
    const [next, ...rest] = secondaries;
    if (next === undefined) throw new Error("the shop has secondaries");
    const moved = {
      ...here,
      manifest: { ...here.manifest, regions: { primary: next, secondaries: [primary, ...rest] } },
    };
    // A peering leads from each secondary to the primary; it holds nothing.
    const lasting = (plan: Plan) =>
      partNames(plan)
        .filter((part) => !part.endsWith(" peering peering"))
        .sort();
    expect(lasting(makePlan(moved))).toEqual(lasting(makePlan(here)));
  });
});

describe("the table of what can't change", () => {
  test("names only arguments that parts have, each with a source", () => {
    const parts = (["shop", "saas"] as const).flatMap((name) =>
      makePlan(example(name, "global", name === "shop" ? "production" : undefined)).stacks.flatMap(
        (stack) => stack.parts as readonly Part[],
      ),
    );
    for (const [kind, facts] of Object.entries(fixed)) {
      const some = parts.find((part) => part.kind === kind);
      for (const [name, fact] of Object.entries(facts)) {
        expect([kind, name, fact.provider ?? fact.source]).not.toContain(undefined);
        if (some && name !== "zoneId") expect([kind, name, argument(some, name)]).not.toContain(undefined);
      }
    }
  });

  const oracle = join(__dirname, "../../../../shared/oracle/aws-provider.json.gz");
  (existsSync(oracle) ? test : test.skip)(
    "agrees with what the provider itself answered (skipped without ../shared/oracle)",
    () => {
      const { types } = JSON.parse(gunzipSync(readFileSync(oracle)).toString("utf8")) as {
        types: Record<string, Record<string, { replaces?: boolean }>>;
      };
      for (const fact of Object.values(fixed).flatMap((entry) => Object.values(entry)))
        for (const property of [...(fact.provider ? [fact.provider] : []), ...(fact.also ?? [])]) {
          const [type = "", ...rest] = property.split(".");
          expect([property, types[type]?.[rest.join(".")]?.replaces]).toEqual([property, true]);
        }
    },
  );
});
