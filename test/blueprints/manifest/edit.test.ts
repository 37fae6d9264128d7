import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { parse as parseYaml } from "yaml";
import { setTier, setValue } from "../../../blueprints/manifest/edit";
import { loadManifest } from "../../../blueprints/manifest/load";
import { TIERS } from "../../../blueprints/tiers/tier";

const example = (name: string) => readFileSync(join(__dirname, "../../../examples", name, "scalekit.yaml"), "utf8");
const SHOP = example("shop");
const SAAS = example("saas");

const edited = (text: string, path: string, value: Parameters<typeof setValue>[2]): string => {
  const outcome = setValue(text, path, value);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  return outcome.value;
};
/** What stands behind ` #` on each line. */
const comments = (text: string): readonly string[] => text.match(/ # [^\r\n]*/g) ?? [];
/** Lines that are not in both. */
const difference = (before: string, after: string) => {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return { removed: old.filter((line) => !now.includes(line)), added: now.filter((line) => !old.includes(line)) };
};

describe("an edit touches one place", () => {
  test.each([
    ["objectives.rto", "10m", "  rto: 5m # how long a failure may last", "  rto: 10m # how long a failure may last"],
    [
      "regions.secondaries",
      ["us-east-1"],
      "  secondaries: [us-east-1, ap-southeast-1] # add and remove regions freely; nothing else moves",
      "  secondaries: [us-east-1] # add and remove regions freely; nothing else moves",
    ],
    [
      "sessions.global",
      false,
      "sessions: {} # a cache in each region, written in the primary; {} takes every value from the tier",
      "sessions: { global: false } # a cache in each region, written in the primary; {} takes every value from the tier",
    ],
    [
      "edge.static.ttl",
      "2h",
      "  static: { paths: [/static/*, /favicon.ico] } # served from a bucket",
      "  static: { paths: [/static/*, /favicon.ico], ttl: 2h } # served from a bucket",
    ],
    ["data.orders.class", "db.r6g.large", undefined, "    class: db.r6g.large"],
    ["services.web.scaling.minimum", 5, undefined, "    scaling: { minimum: 5 }"],
    ["network.natPerZone", true, undefined, "network: { natPerZone: true }"],
  ] as const)("%s", (path, value, removed, added) => {
    const change = difference(SHOP, edited(SHOP, path, value));
    expect(change).toEqual({ removed: removed === undefined ? [] : [removed], added: [added] });
  });

  test("quotes, Windows line ends and JSON stay what they are", () => {
    expect(edited("a: 'x' # c\r\nb: 1\r\n", "a", "it's")).toBe("a: 'it''s' # c\r\nb: 1\r\n");
    expect(edited("a:\r\n  b: 1\r\n", "a.c", "x")).toBe("a:\r\n  b: 1\r\n  c: x\r\n");
    expect(edited('{\n  "a": {"b": 1}\n}\n', "a.c", "x")).toBe('{\n  "a": {"b": 1, "c": "x"}\n}\n');
    expect(edited("a:\n- x\n- y # c\nb: 1\n", "a", ["q"])).toBe("a:\n  [q] # c\nb: 1\n");
  });

  test("text that YAML would read as something else is quoted", () => {
    expect(edited("a: x\n", "a", "true")).toBe('a: "true"\n');
    expect(edited("a: x\n", "a", "16.10")).toBe('a: "16.10"\n');
    expect(edited("a: x\n", "a", "# no comment")).toBe('a: "# no comment"\n');
  });
});

describe("an edit that could mean more than was asked is refused", () => {
  test.each([
    ["through a single value", SHOP, "budget.amount"],
    ["through a list", SHOP, "regions.secondaries.first.x"],
    ["in place of a mapping", SHOP, "services"],
    ["of a value that is repeated by an alias", "a: &x 1\nb: *x\n", "a"],
    ["of an alias's inside", "a: &x {c: 1}\nb: *x\n", "b.c"],
    ["of what is no manifest", "- a\n", "a"],
    ["of broken YAML", "a: [\n", "a"],
    ["of a bomb", "[".repeat(1000), "a"],
  ])("%s", (_what, text, path) => {
    expect(setValue(text, path, "x")).toMatchObject({ ok: false, problems: [{ code: "SK1140", path }] });
  });
});

describe("whatever is set", () => {
  const paths = fc.constantFrom(
    "tier",
    "name",
    "objectives.rto",
    "objectives.latencyP99",
    "data.orders.class",
    "data.other.engine",
    "edge.cloudflare.zone",
    "environments.staging.tier",
    "environments.test.tier",
    "network.cidr.eu-west-1",
    "sessions.class",
    "services.api.environment.LEVEL",
  );
  const values = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme" }),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string(), { maxLength: 3 }),
  );

  test("it reads back, nothing else changes, and setting it again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(SHOP, SAAS, SHOP.replaceAll("\n", "\r\n"), JSON.stringify(parseYaml(SHOP), null, 2)),
        paths,
        values,
        (text, path, value) => {
          const outcome = setValue(text, path, value);
          if (!outcome.ok) return;
          const keys = path.split(".");
          const get = (node: unknown) =>
            keys.reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], node);
          expect(get(parseYaml(outcome.value))).toEqual(value);
          for (const comment of comments(text)) expect(outcome.value).toContain(comment);
          expect(setValue(outcome.value, path, value)).toEqual(outcome);
        },
      ),
    );
  });

  test("ordinary values are never refused", () => {
    for (const text of [SHOP, SAAS])
      for (const value of ["60s", "db.r6g.large", "12000 USD", "8%/month", 3, true, ["a", "b"]]) {
        for (const path of ["failover.ttl", "objectives.latencyP99", "sessions.class", "environments.extra.tier"])
          expect(setValue(text, path, value).ok).toBe(true);
      }
  });
});

describe("writing the tier", () => {
  const tierOf = (text: string, environment: string) => {
    const loaded = loadManifest(text, "scalekit.yaml", { environment });
    return loaded.ok ? loaded.value.manifest.tier : loaded.problems[0]?.message;
  };

  test.each(TIERS)("%s: only the environment that is meant moves", (tier) => {
    const outcome = setTier(SHOP, tier, "production");
    if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
    expect([tierOf(outcome.value, "production"), tierOf(outcome.value, "staging")]).toEqual([tier, "global"]);
  });

  test("a manifest without other environments gets it at the top, where its comment stays", () => {
    const outcome = setTier(SAAS, "scale", "production");
    expect(outcome.ok && difference(SAAS, outcome.value)).toEqual({
      removed: ["tier: global"],
      added: ["tier: scale"],
    });
  });

  test("an environment that states its own keeps stating it", () => {
    const text = "name: a\ntier: starter\nenvironments:\n  production:\n    tier: growth # for now\n";
    const outcome = setTier(text, "scale", "production");
    expect(outcome.ok && outcome.value).toBe(text.replace("growth", "scale"));
  });

  test("a manifest that states none gets a line", () => {
    const outcome = setTier("name: a # first\n", "growth", "production");
    expect(outcome.ok && outcome.value).toBe("name: a # first\ntier: growth\n");
  });
});
