import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import type { GraphResource } from "../../../blueprints/graph/graph";
import { loadManifest } from "../../../blueprints/manifest/load";
import type { Resolved } from "../../../blueprints/manifest/manifest";
import { makePlan } from "../../../blueprints/plan/make";
import type { AccountContext, CheckResult } from "../../../stacks/account/check";
import { peakVcpus } from "../../../stacks/account/checks/quotas";
import { principal } from "../../../stacks/account/checks/rights";
import { accountClients } from "../../../stacks/account/clients";
import { examine } from "../../../stacks/account/doctor";
import { leastPolicy } from "../../../stacks/account/permissions";
import { refreshLock } from "../../../stacks/account/refresh";
import { withMoto } from "./moto";

const ACCOUNT = "123456789012";

function shop(change: (text: string) => string = (text) => text): Resolved {
  const text = readFileSync(join(__dirname, "../../../examples/shop/scalekit.yaml"), "utf8");
  const loaded = loadManifest(change(text), "scalekit.yaml", {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.value;
}

function resource(stack: string, type: string, name: string): GraphResource {
  const id = `urn:${stack}:${type}:${name}`;
  return {
    id,
    type,
    name,
    stack,
    custom: true,
    inputs: {},
    dependsOn: [],
    references: {},
    ignoreChanges: [],
    protect: false,
    sources: {},
    transformed: [],
  };
}

withMoto("doctor in an account", (endpoint) => {
  const clients = (region: string) => accountClients({ region, endpoint: endpoint() });
  const contextOf = (resolved: Resolved, more: Partial<AccountContext> = {}): AccountContext => ({
    manifest: resolved.manifest,
    plan: makePlan(resolved, { account: ACCOUNT }),
    graph: { resources: [] },
    clients,
    resolveNs: () => Promise.reject(new Error("ENOTFOUND")),
    env: {},
    fetch: () => Promise.reject(new Error("not asked")),
    ...more,
  });
  const find = (results: readonly CheckResult[], id: string) => results.find((result) => result.id === id);

  it("says who we are, and refuses to be taken for another account", async () => {
    expect(find(await examine(contextOf(shop())), "account")).toMatchObject({ status: "ok" });
    const other = shop((text) => text.replace("tier: global", 'tier: global\naccount: "999999999999"'));
    expect(find(await examine(contextOf(other)), "account")).toMatchObject({ status: "missing" });
  });

  it("finds the regions enabled, with the zones that the plan uses", async () => {
    const results = await examine(contextOf(shop()));
    expect(find(results, "region.eu-west-1")).toMatchObject({ status: "ok" });
    expect(find(results, "region.us-east-1")).toMatchObject({ status: "ok" });
  });

  it("names zones that this account does not have, and doctor --refresh records those that it has", async () => {
    const resolved = shop();
    const lock = { account: ACCOUNT, zones: { "eu-west-1": ["eu-west-1a", "eu-west-1x", "eu-west-1y"] as const } };
    const plan = makePlan(resolved, lock);
    const results = await examine(contextOf(resolved, { plan }));
    expect(find(results, "region.eu-west-1")).toMatchObject({
      status: "missing",
      detail: expect.stringContaining("eu-west-1x, eu-west-1y"),
    });
    const refreshed = await refreshLock(resolved.manifest, {}, lock.zones, clients);
    expect(refreshed).toMatchObject({
      account: ACCOUNT,
      zones: { "eu-west-1": ["eu-west-1a", "eu-west-1b", "eu-west-1c"] },
    });
  });

  it("leaves zones out of the lock where the plan's own are there", async () => {
    const planned = { "eu-west-1": ["eu-west-1a", "eu-west-1b", "eu-west-1c"] as const };
    const only = shop((text) => text.replace("secondaries: [us-east-1, ap-southeast-1]", "secondaries: []"));
    expect((await refreshLock(only.manifest, {}, planned, clients)).zones).toBeUndefined();
  });

  it("tells a zone that is absent, one that is not delegated, one delegated elsewhere and one that is fine", async () => {
    const resolved = shop();
    expect(find(await examine(contextOf(resolved)), "zone")).toMatchObject({ status: "warning" });
    const route53 = new Route53Client({ region: "us-east-1", endpoint: endpoint() });
    const made = await route53.send(new CreateHostedZoneCommand({ Name: "shop.example.com", CallerReference: "1" }));
    const servers = made.DelegationSet?.NameServers ?? [];
    expect(find(await examine(contextOf(resolved)), "zone")).toMatchObject({
      status: "missing",
      fix: expect.stringContaining(servers[0] ?? "?"),
    });
    const elsewhere = contextOf(resolved, { resolveNs: () => Promise.resolve(["ns1.other.example"]) });
    expect(find(await examine(elsewhere), "zone")).toMatchObject({
      status: "missing",
      detail: expect.stringContaining("ns1.other.example"),
    });
    const here = contextOf(resolved, { resolveNs: () => Promise.resolve(servers.map((server) => `${server}.`)) });
    expect(find(await examine(here), "zone")).toMatchObject({ status: "ok" });
  });

  it("counts the plan against quotas, with AWS's default and 'unknown' where the account's own cannot be read", async () => {
    const plan = makePlan(shop(), { account: ACCOUNT });
    const stack = plan.stacks.find(({ key }) => key === "eu-west-1")?.name ?? "";
    const eips = ["a", "b", "c", "d", "e", "f"].map((name) => resource(stack, "aws:ec2/eip:Eip", name));
    const graph = { resources: [resource(stack, "aws:ec2/vpc:Vpc", "network"), ...eips] };
    const results = await examine(contextOf(shop(), { graph }));
    expect(find(results, "quota.eu-west-1.L-F678F1CE")?.status).toMatch(/^(ok|unknown)$/);
    expect(find(results, "quota.eu-west-1.L-0263D0A3")).toMatchObject({
      status: "missing",
      detail: expect.stringContaining("6 of 5"),
    });
  });

  it("asks Cloudflare about the token only where Cloudflare is in front, and never prints it", async () => {
    expect(find(await examine(contextOf(shop())), "cloudflare")).toBeUndefined();
    const resolved = shop();
    const manifest = {
      ...resolved.manifest,
      edge: { ...resolved.manifest.edge, cdn: "cloudflare" },
    } as Resolved["manifest"];
    const context = contextOf({ ...resolved, manifest }, { plan: makePlan(resolved, {}) });
    expect(find(await examine({ ...context, manifest }), "cloudflare")).toMatchObject({ status: "missing" });
    const answer = (status: string, ok: boolean) => () =>
      Promise.resolve({ ok, status: 403, json: async () => ({ result: { status } }) } as Response);
    const env = { CLOUDFLARE_API_TOKEN: "hush-hush" };
    const alive = await examine({ ...context, manifest, env, fetch: answer("active", true) });
    expect(find(alive, "cloudflare")).toMatchObject({ status: "ok" });
    const dead = await examine({ ...context, manifest, env, fetch: answer("disabled", false) });
    expect(find(dead, "cloudflare")).toMatchObject({ status: "missing" });
    expect(JSON.stringify([alive, dead])).not.toContain("hush-hush");
  });
});

describe("the least policy", () => {
  const graph = { resources: [resource("s", "aws:ec2/vpc:Vpc", "network"), resource("s", "aws:made/up:Thing", "x")] };
  const { policy, unknownTypes } = leastPolicy(graph, { account: ACCOUNT, regions: ["eu-west-1"] });

  it("holds what the plan's types need, in the plan's regions only", () => {
    expect(policy.Statement[0]).toMatchObject({
      Action: expect.arrayContaining(["ec2:CreateVpc", "ec2:DeleteVpc"]),
      Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
    });
    expect(JSON.stringify(policy)).not.toContain('"*:*"');
  });
  it("names types whose rights it does not know", () => {
    expect(unknownTypes).toEqual(["aws:made/up:Thing"]);
  });
});

describe("what the plan may run at its peak", () => {
  it("counts virtual CPUs of the largest type at the largest fleet", () => {
    const plan = makePlan(shop(), { account: ACCOUNT });
    const region = plan.stacks.find(({ key }) => key === "eu-west-1");
    const services = (region?.parts ?? []).flatMap((part) => (part.kind === "service" ? [part.args] : []));
    const least = services.reduce((total, { maximum }) => total + maximum, 0);
    expect(peakVcpus(region?.parts ?? [])).toBeGreaterThanOrEqual(least);
  });
});

describe("the principal whose rights are asked about", () => {
  it("is the role, not the session that assumed it", () => {
    expect(principal("arn:aws:sts::123456789012:assumed-role/deployer/session")).toBe(
      "arn:aws:iam::123456789012:role/deployer",
    );
    expect(principal("arn:aws:iam::123456789012:user/ada")).toBe("arn:aws:iam::123456789012:user/ada");
  });
});
