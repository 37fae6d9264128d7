import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { regionShare } from "../../../blueprints/manifest/derive";
import { loadManifest } from "../../../blueprints/manifest/load";
import { merge } from "../../../blueprints/manifest/merge";
import { parse } from "../../../blueprints/manifest/parse";
import type { Tree, WrittenTree } from "../../../blueprints/manifest/tree";
import { TIERS } from "../../../blueprints/tiers/tier";
import { BASE, changed, load, problemsOf, resolved } from "./support";

const SHOP = readFileSync(join(__dirname, "../../../examples/shop/scalekit.yaml"), "utf8");

const parsed = (text: string): WrittenTree => {
  const tree = parse(text, "m.yaml");
  if (!("tree" in tree)) throw new Error("not parsed");
  return tree;
};

/** Nested mappings of a few keys, as overlays are. */
const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; value: unknown }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), { maxKeys: 4 }) as fc.Arbitrary<Tree>,
  value: fc.oneof(
    { depthSize: "small" },
    fc.integer(),
    fc.constantFrom("x", "y"),
    fc.array(fc.integer(), { maxLength: 3 }),
    tie("tree"),
  ),
})).tree;

const mergeOf = (base: Tree, overlay: Tree) =>
  merge(parsed(JSON.stringify({ ...base, environments: { prod: overlay } })), "prod");

describe("an environment's overlay", () => {
  test("that is empty changes nothing", () => {
    fc.assert(fc.property(trees, (base) => expect(mergeOf(base, {}).tree).toEqual(base)));
  });

  test("wins wherever it says something, and only there", () => {
    fc.assert(
      fc.property(trees, trees, (base, overlay) => {
        const { tree } = mergeOf(base, overlay);
        for (const key of new Set([...Object.keys(base), ...Object.keys(overlay)])) {
          const [below, above] = [base[key], overlay[key]];
          const both =
            typeof below === "object" && typeof above === "object" && !Array.isArray(below) && !Array.isArray(above);
          if (above === undefined) expect(tree[key]).toEqual(below);
          else if (!both) expect(tree[key]).toEqual(above);
        }
      }),
    );
  });

  test("laid over twice is laid over once", () => {
    fc.assert(
      fc.property(trees, trees, (base, overlay) => {
        const once = mergeOf(base, overlay).tree;
        expect(mergeOf(once, overlay).tree).toEqual(once);
      }),
    );
  });

  test("keeps for each value the line on which it is written", () => {
    const text =
      "name: a\nfailover:\n  ttl: 60s\n  healthCheckThreshold: 3\nenvironments:\n  prod:\n    failover:\n      ttl: 30s\n";
    const { places } = merge(parsed(text), "prod");
    expect(places.get("failover.ttl")?.value).toEqual({ file: "m.yaml", line: 8, column: 12 });
    expect(places.get("failover.healthCheckThreshold")?.value.line).toBe(4);
  });

  test("that replaces a list takes the places of the old items away", () => {
    const text = "name: a\nlist: [1, 2, 3]\nenvironments:\n  prod:\n    list: [4]\n";
    const { places } = merge(parsed(text), "prod");
    expect([...places.keys()].filter((path) => path.startsWith("list"))).toEqual(["list", "list.0"]);
  });
});

describe("choosing the environment", () => {
  const environments = (...names: string[]) =>
    changed({ environments: Object.fromEntries(names.map((name) => [name, {}])) });
  test("production where none is defined", () => {
    expect(resolved(BASE).manifest.environment).toBe("production");
    expect(problemsOf(BASE, { environment: "staging" }).map(({ code }) => code)).toEqual(["SK1012"]);
  });
  test("the only one", () => expect(resolved(environments("staging")).manifest.environment).toBe("staging"));
  test("production among several", () =>
    expect(resolved(environments("staging", "production")).manifest.environment).toBe("production"));
  test("several without production: which?", () => {
    expect(problemsOf(environments("east", "west"))).toMatchObject([
      { code: "SK1012", fix: "choose one with --env east" },
    ]);
  });
  test("a misspelled one: the nearest is named", () => {
    expect(problemsOf(environments("staging", "production"), { environment: "stagign" })).toMatchObject([
      { nearest: "staging" },
    ]);
  });
});

describe("resolving", () => {
  test("is deterministic: the same text gives the same values in the same order", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIERS), fc.constantFrom("production", "staging"), (tier, environment) => {
        const [one, two] = [0, 1].map(() => loadManifest(SHOP, "scalekit.yaml", { tier, environment }));
        expect(JSON.stringify(one)).toBe(JSON.stringify(two));
      }),
    );
  });

  test("YAML and JSON of the same manifest resolve alike", () => {
    const asJson = JSON.stringify(parsed(SHOP).tree);
    const [yaml, json] = [loadManifest(SHOP, "a"), loadManifest(asJson, "a")];
    expect(yaml.ok && json.ok && json.value.manifest).toEqual(yaml.ok && yaml.value.manifest);
  });

  test("a byte order mark, Windows line ends and tabs in JSON change nothing", () => {
    const plain = resolved(BASE).manifest;
    const texts = [
      `\uFEFF${JSON.stringify(BASE)}`,
      JSON.stringify(BASE, null, 2).replaceAll("\n", "\r\n"),
      JSON.stringify(BASE, null, "\t"),
    ];
    for (const text of texts) {
      const loaded = loadManifest(Buffer.from(text), "scalekit.json");
      expect(loaded.ok && loaded.value.manifest).toEqual(plain);
    }
  });

  test("a version keeps its digits, an account its zeros, and a variable its text", () => {
    const text = SHOP.replace("engine: aurora-postgresql", "version: 16.10\n    engine: aurora-postgresql")
      .replace("name: shop", "name: shop\naccount: 012345678901")
      .replace("capacity: 250rps", "environment: { DEBUG: true, PORT: 0080 }\n    capacity: 250rps");
    const loaded = loadManifest(text, "scalekit.yaml");
    if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
    expect(loaded.value.manifest.data.orders?.version).toBe("16.10");
    expect(loaded.value.manifest.account).toBe("012345678901");
    expect(loaded.value.manifest.services.web?.environment).toEqual({ DEBUG: "true", PORT: "0080" });
  });

  test("anchors and aliases may be used within reason", () => {
    const [image] = /\{ ssm: .* \}/.exec(SHOP) ?? [""];
    const aliased = SHOP.replace(image, `&image ${image}`).replace(
      /( api:\n {4}runs: instances\n {4}image: ).*/,
      "$1*image",
    );
    expect(aliased).toContain("*image");
    const loaded = loadManifest(aliased, "scalekit.yaml");
    const plain = loadManifest(SHOP, "scalekit.yaml");
    expect(loaded.ok && loaded.value.manifest).toEqual(plain.ok && plain.value.manifest);
  });

  test("sourceOf answers for a path that nobody wrote with the nearest that stands above it", () => {
    const { sourceOf } = resolved(BASE);
    expect(sourceOf("services.web.nothing.here")).toEqual(sourceOf("services.web"));
    expect(sourceOf("domain.name")).toEqual(sourceOf("domain"));
    expect(sourceOf("nothing")).toEqual({ file: "scalekit.yaml", line: 1, column: 1 });
  });
});

describe("the share of the traffic that a region must carry", () => {
  const tree = (routing: string, secondaries: number): Tree => ({
    routing,
    regions: { secondaries: Array(secondaries).fill("x") },
  });
  test.each([
    ["one region", "active-active", 0, "global", 1],
    ["active-passive: all of it", "active-passive", 2, "global", 1],
    ["active-active below global: an equal part", "active-active", 2, "scale", 1 / 3],
    ["active-active at global: what is left when one is gone", "active-active", 2, "global", 1 / 2],
    ["active-active at global with two: all of it", "active-active", 1, "global", 1],
  ] as const)("%s", (_what, routing, secondaries, tier, share) => {
    expect(regionShare(tree(routing, secondaries), tier).share).toBe(share);
  });

  test("at tier global the regions that remain carry the peak, whatever the numbers", () => {
    const rate = fc.integer({ min: 1, max: 20_000 });
    const secondaries = fc.subarray(["us-east-1", "us-west-2", "ap-south-1", "sa-east-1"]);
    fc.assert(
      fc.property(rate, rate, fc.integer({ min: 50, max: 1000 }), secondaries, (steady, more, capacity, regions) => {
        const peak = steady + more;
        const loaded = load(
          changed({
            "traffic.steady": `${steady}rps`,
            "traffic.peak": `${peak}rps`,
            "services.web.capacity": `${capacity}rps`,
            "regions.secondaries": regions,
            "sessions.global": false,
          }),
        );
        if (!loaded.ok) return; // more than a VPC holds: refused, which other tests cover
        const { minimum, maximum } = loaded.value.manifest.services.web?.scaling ?? { minimum: 0, maximum: 0 };
        const remaining = Math.max(1, regions.length);
        expect(maximum * remaining * capacity * 0.7).toBeGreaterThanOrEqual(peak - 1e-6);
        expect(((minimum * 2) / 3) * remaining * capacity * 0.7).toBeGreaterThanOrEqual(steady - 1e-6);
        expect(minimum).toBeLessThanOrEqual(maximum);
      }),
    );
  });
});

describe("whatever the text", () => {
  test("loading never throws", () => {
    const pieces = fc.constantFrom(
      "name:",
      " a",
      "\n",
      "  ",
      "- ",
      "{",
      "}",
      "[",
      "]",
      "&x ",
      "*x",
      ": ",
      "services:",
      "!!t ",
      "|\n",
      '"',
      "'",
      "#",
      "\t",
      "?",
      "<<: *x",
      "tier: global",
      "regions: {primary: eu-west-1}",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (input) => void loadManifest(input, "scalekit.yaml")),
      { numRuns: 150 },
    );
    fc.assert(fc.property(fc.uint8Array(), (input) => void loadManifest(input, "scalekit.yaml")));
  });

  test("nor does it for a valid manifest in which any piece is replaced by anything", () => {
    const values = fc.oneof(
      fc.constantFrom(null, "", "x", -1, 1e9, true, [], {}, [null], { a: null }),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const paths = fc.constantFrom(
      ...Object.keys(flat(BASE)),
      "regions",
      "services",
      "services.web",
      "data",
      "domain",
      "network.cidr",
      "kubernetes",
      "environments",
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(paths, values), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...TIERS),
        (changes, tier) => {
          let draft = BASE;
          for (const [path, value] of changes) draft = changedWhereItFits(draft, path, value);
          for (const { fix, message } of problemsOf(draft, { tier }))
            expect(fix.length * message.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});

function changedWhereItFits(draft: typeof BASE, path: string, value: unknown) {
  try {
    return changed({ [path]: value }, draft);
  } catch {
    return draft; // an earlier change put something else than a mapping there
  }
}

function flat(node: object, path = ""): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      const here = path === "" ? key : `${path}.${key}`;
      return typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value, here))
        : [[here, value]];
    }),
  );
}
