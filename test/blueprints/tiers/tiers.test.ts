import { schemaPaths } from "../../../blueprints/explain/paths";
import { KINDS } from "../../../blueprints/manifest/kinds";
import { TIER_DEFAULTS } from "../../../blueprints/tiers";
import { TIERS, type TierDefault } from "../../../blueprints/tiers/tier";
import { BASE, changed, type Draft, load, resolved } from "../manifest/support";

const paths = schemaPaths().map(({ path }) => path);
const keyOf = ({ path, when }: TierDefault) => `${path} ${JSON.stringify(when ?? {})}`;

/** Only a person knows these; everything else has a default at every tier, is derived, or may be absent. */
const WRITTEN_BY_PEOPLE = [
  "name",
  "tier",
  "account",
  "budget",
  "alerts.email",
  "domain",
  "domain.name",
  "domain.zone",
  "regions.primary",
  "regions.secondaries",
  "network.cidr.*",
  "objectives.accept",
  "services.*.runs",
  "services.*.schedule.start",
  "services.*.schedule.stop",
  "services.*.schedule.timeZone",
  "services.*.image.ssm",
  "services.*.objectives.availability",
  "services.*.objectives.rpo",
  "services.*.objectives.rto",
  "services.*.image.byRegion.*",
  "services.*.reads",
  "services.*.writes",
  "services.*.environment.*",
  "data.*.engine",
  "edge.static.paths",
  "edge.cloudflare.zone",
  "edge.cloudflare.account",
  "kubernetes.kubeconfig.*.file",
  "kubernetes.kubeconfig.*.context",
  "kubernetes.entry.*",
  "policies.packs",
  "policies.levels.*",
  "policies.unknown",
  "policies.custom",
  "policies.exemptions",
];
const DERIVED = ["services.*.paths", "traffic.peak", "data.*.database"];

describe.each(TIERS)("tier %s", (tier) => {
  const defaults = TIER_DEFAULTS[tier];

  test("names only properties of the manifest, each once", () => {
    for (const { path } of defaults) expect(paths).toContain(path);
    expect(new Set(defaults.map(keyOf)).size).toBe(defaults.length);
  });

  test("gives a reason for each value, as a sentence", () => {
    for (const { path, reason } of defaults) expect([path, /^[A-Z].*[.]$/.test(reason)]).toEqual([path, true]);
  });

  test("leaves nothing open but what only people know", () => {
    const leaves = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
    const open = leaves.filter((path) => !defaults.some((entry) => entry.path === path) && !DERIVED.includes(path));
    expect(open.sort()).toEqual(WRITTEN_BY_PEOPLE.filter((path) => leaves.includes(path)).sort());
  });

  test("its values are in the form in which a person would write them: writing them out changes nothing", () => {
    const base = changed({ tier, "regions.secondaries": [] });
    const before = resolved(base);
    const written: Draft = structuredClone(base);
    for (const { path, value, source } of before.values) {
      if ("tier" in source && !source.derived) Object.assign(written, changed({ [path]: value }, written));
    }
    expect(resolved(written).manifest).toEqual(before.manifest);
    expect(resolved(written).values.length).toBe(before.values.length);
  });

  test("a written value always wins, and says so", () => {
    const { manifest, sourceOf } = resolved(changed({ tier, "failover.ttl": "42s" }));
    expect(manifest.failover.ttlSeconds).toBe(42);
    expect(sourceOf("failover.ttl")).toMatchObject({ file: "scalekit.yaml" });
    expect(sourceOf("failover.healthCheckThreshold")).toMatchObject({ tier, default: "failover.healthCheckThreshold" });
  });
});

test("every tier has a default for the same properties", () => {
  const [first, ...others] = TIERS.map((tier) => TIER_DEFAULTS[tier].map(keyOf).sort());
  for (const other of others) expect(other).toEqual(first);
});

test("growing changes no default that can't change in place (DECISIONS 2)", () => {
  const fixed = [
    "failover.healthCheckInterval",
    "services.*.port",
    "services.*.health",
    "data.*.version",
    "sessions.engine",
    "sessions.version",
    "kubernetes.cluster",
    "kubernetes.version",
    "edge.cdn",
  ];
  for (const path of fixed) {
    const values = TIERS.map((tier) =>
      TIER_DEFAULTS[tier].filter((entry) => entry.path === path).map(({ value, when }) => ({ value, when })),
    );
    for (const value of values) expect(value).toEqual(values[0]);
  }
});

test("an RDS instance's disk never shrinks on the way up", () => {
  const sizes = TIERS.map((tier) =>
    Number.parseInt(String(TIER_DEFAULTS[tier].find(({ path }) => path === "data.*.storage")?.value), 10),
  );
  expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
});

test("each kind's keys exist, and have defaults where they need no person", () => {
  for (const { under, field, keys } of KINDS) {
    expect(paths).toContain(`${under}.${field}`);
    for (const key of keys) expect(paths).toContain(`${under}.${key}`);
  }
});

test("the tier of the command line wins over the manifest's, and is named as the source", () => {
  const loaded = load(BASE, { tier: "starter" });
  expect(loaded.ok && loaded.value.manifest.tier).toBe("starter");
  expect(loaded.ok && loaded.value.sourceOf("tier")).toMatchObject({ reason: "Chosen by --tier." });
  const none = resolved(changed({ tier: undefined }));
  expect(none.manifest.tier).toBe("starter");
});
