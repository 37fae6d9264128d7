import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadManifest } from "../../../blueprints/manifest/load";
import type { Manifest, Sessions } from "../../../blueprints/manifest/manifest";
import { makePlan } from "../../../blueprints/plan/make";
import type { EnvironmentLock } from "../../../blueprints/plan/plan";
import { formatProblems } from "../../../blueprints/problems/format";
import { planProblems } from "../../../blueprints/problems/plan";
import { aurora, instances, pods, rds, resolved, threeRegions } from "./support";

const codes = (change: Partial<Manifest>, lock?: EnvironmentLock) =>
  makePlan(resolved(change), lock).warnings.map(({ code, path }) => `${code} ${path}`);
const relaxed: Manifest["objectives"] = {
  availability: 0.99,
  rtoSeconds: 86400,
  rpoSeconds: 3600,
  latencyP99Ms: 500,
  gate: "advisory",
  accept: [],
};
const secondaries = { primary: "eu-west-1", secondaries: ["eu-central-1"] };

const resting = {
  ...instances,
  schedule: { start: "0 7 * * 1-5", stop: "0 20 * * 1-5", timeZone: "Europe/Berlin" },
};

test("hours without instances are counted, and production is told to answer in all", () => {
  const of = (environment: string) =>
    makePlan(resolved({ objectives: relaxed, environment, services: { web: resting } })).warnings[0];
  expect(of("staging")?.message).toContain("web has instances in 65 of 168 hours a week");
  expect(of("staging")?.fix).toBe("nothing, if nobody needs it then");
  expect(of("production")?.fix).toContain("production promises 99 % at every hour");
});

test("a plan that meets its objectives, with all known, warns of nothing", () => {
  expect(codes({ objectives: relaxed })).toEqual([]);
  expect(codes({ ...threeRegions, objectives: { ...relaxed, rtoSeconds: 300, rpoSeconds: 60 } })).toEqual([]);
});

test.each<[string, Partial<Manifest>, string[], EnvironmentLock?]>([
  ["one region and a recovery time below past outages", {}, ["SK2002 objectives.rto"]],
  [
    "a lone writer",
    { objectives: { ...relaxed, rtoSeconds: 300 }, data: { orders: { ...aurora, replicas: 0 } } },
    ["SK2002 objectives.rto", "SK2002 objectives.rto"],
  ],
  [
    "recovery faster than health checks notice",
    { ...threeRegions, objectives: { ...relaxed, rtoSeconds: 30 } },
    ["SK2002 objectives.rto", "SK2002 objectives.rto"],
  ],
  ["no loss over regions", { ...threeRegions, objectives: { ...relaxed, rpoSeconds: 0 } }, ["SK2002 objectives.rpo"]],
  ["hours without instances", { objectives: relaxed, services: { web: resting } }, ["SK2012 services.web.schedule"]],
  [
    "a store that can never span regions",
    { objectives: relaxed, data: { orders: rds } },
    ["SK2001 data.orders.engine"],
  ],
  [
    "a region that waits without data",
    { objectives: { ...relaxed, rtoSeconds: 3600 }, regions: secondaries },
    ["SK2002 objectives.rto", "SK2006 regions.secondaries"],
  ],
  [
    "a store behind a peering",
    {
      objectives: relaxed,
      regions: secondaries,
      routing: "active-active",
      data: { orders: { ...aurora, otherRegionsWrite: "peering" } },
    },
    ["SK2010 data.orders.otherRegionsWrite", "SK2007 sessions.global"],
  ],
  [
    "sessions that say peering and are not shared",
    {
      objectives: { ...relaxed, rtoSeconds: 86400 },
      ...threeRegions,
      sessions: { ...(threeRegions.sessions as Sessions), global: false, otherRegionsWrite: "peering" },
    },
    ["SK2007 sessions.global", "SK2011 sessions.otherRegionsWrite"],
  ],
  [
    "the same where regions wait",
    {
      objectives: relaxed,
      ...threeRegions,
      routing: "active-passive",
      sessions: { ...(threeRegions.sessions as Sessions), global: false, otherRegionsWrite: "peering" },
    },
    ["SK2006 regions.secondaries", "SK2011 sessions.otherRegionsWrite"],
  ],
  [
    "a region without a known prefix list",
    { objectives: relaxed, regions: { primary: "eu-south-2", secondaries: [] } },
    ["SK2004 regions"],
  ],
  [
    "a region of two zones",
    { objectives: relaxed, regions: { primary: "us-west-1", secondaries: [] } },
    ["SK2005 regions"],
  ],
  ["two accounts", { objectives: relaxed }, ["SK2009 account"], { account: "444455556666" }],
  [
    "services beside an existing cluster",
    {
      objectives: relaxed,
      services: { web: instances, api: { ...pods, paths: ["/api/*"] } },
      kubernetes: {
        cluster: "existing",
        kubeconfig: { "eu-west-1": { file: "kubeconfig" } },
        entry: { "eu-west-1": "in.example.net" },
        ingressClass: "nginx",
      },
    },
    ["SK2008 kubernetes.entry"],
  ],
])("warns of %s", (_what, change, expected, lock: EnvironmentLock = {}) => {
  expect(codes(change, lock)).toEqual(expected);
});

test.each([
  ["shop", "production"],
  ["saas", undefined],
])("the example %s warns of nothing at tier global, once the account is known", (name, environment) => {
  const text = readFileSync(join(__dirname, "../../../examples", name, "scalekit.yaml"), "utf8");
  const loaded = loadManifest(text, "scalekit.yaml", { tier: "global", ...(environment && { environment }) });
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  expect(loaded.warnings).toEqual([]);
  expect(makePlan(loaded.value, { account: "111122223333" }).warnings).toEqual([]);
});

test("warns of an account that nobody wrote down, and uses the placeholder", () => {
  const { account: _account, ...without } = resolved({ objectives: relaxed }).manifest;
  const plan = makePlan({ ...resolved(), manifest: without });
  expect(plan.account).toBe("000000000000");
  expect(plan.warnings.map(({ code }) => code)).toEqual(["SK2003"]);
});

test("what doctor --refresh wrote answers what was unknown", () => {
  const lock = {
    prefixLists: { "us-west-1": "pl-1" },
    zones: { "us-west-1": ["us-west-1a", "us-west-1b", "us-west-1c"] as const },
  };
  expect(codes({ objectives: relaxed, regions: { primary: "us-west-1", secondaries: [] } }, lock)).toEqual([]);
});

test("every warning points at a line and stands in the catalogue", () => {
  const known = new Set(planProblems.map(({ code }) => code));
  for (const warning of makePlan(resolved()).warnings) {
    expect(known).toContain(warning.code);
    expect(warning.at?.line).toBeGreaterThan(0);
    expect(warning.fix).not.toBe("");
  }
});
