import { Cdn, type CdnArgs } from "../../../components/edge/cdn";
import { named, ofType } from "../support/find";
import { registerIn } from "../support/monitor";
import { saas } from "./cdn-args";

const register = (args: CdnArgs) => registerIn(() => new Cdn("cdn", args));
const rules = async (args: CdnArgs, child: string) =>
  named(await register(args), `cdn-${child}`).inputs.rules as Record<string, unknown>[];
const one: CdnArgs = { ...saas, originFailover: false };
const HERE = '(http.host eq "app.example.org")';

test("one proxied name leads to the origin's, after everything that guards it", async () => {
  const resources = await register(one);
  expect(ofType(resources, "cloudflare:index/dnsRecord:DnsRecord").map(({ inputs }) => inputs)).toEqual([
    {
      zoneId: one.cloudflare?.zoneId,
      name: "app.example.org",
      type: "CNAME",
      content: "origin.app.example.org",
      proxied: true,
      ttl: 1,
      comment: "Made by scalekit",
    },
  ]);
  expect(named(resources, "cdn-record").dependsOn).toEqual(
    expect.arrayContaining(["cdn-setting-ssl", "cdn-origin-header", "cdn-firewall", "cdn-rate-limit"]),
  );
  expect(resources.filter(({ type }) => type.startsWith("aws:"))).toEqual([]);
});

test("TLS is strict, new enough and everywhere", async () => {
  const settings = ofType(await register(one), "cloudflare:index/zoneSetting:ZoneSetting");
  expect(Object.fromEntries(settings.map(({ inputs }) => [inputs.settingId, inputs.value]))).toMatchObject({
    ssl: "strict",
    min_tls_version: "1.2",
    tls_1_3: "on",
    always_use_https: "on",
    http3: "on",
  });
  expect(
    ofType(
      await registerIn(() => new Cdn("cdn", { ...one, zoneSettings: false })),
      "cloudflare:index/zoneSetting:ZoneSetting",
    ),
  ).toEqual([]);
});

test("origins get the header that only this CDN knows, and the secret stays secret", async () => {
  const ruleset = named(await register(one), "cdn-origin-header");
  expect(ruleset.inputs).toMatchObject({
    kind: "zone",
    phase: "http_request_late_transform",
    rules: [
      {
        expression: HERE,
        action: "rewrite",
        actionParameters: { headers: { "X-Scalekit-Origin": { operation: "set", value: "s3cret" } } },
      },
    ],
  });
  expect(ruleset.secrets.length).toBeGreaterThan(0);
});

test("keeps what answers allow and nothing else", async () => {
  expect(await rules(one, "cache")).toMatchObject([
    { expression: HERE, actionParameters: { cache: true, edgeTtl: { mode: "bypass_by_default" } } },
  ]);
});

test("the firewall runs the managed rulesets and limits each address, for this domain alone", async () => {
  expect(await rules(one, "firewall")).toMatchObject([
    { action: "execute", actionParameters: { id: "efb7b8c949ac4650a09736fc376e9aee" }, expression: HERE },
    { action: "execute", actionParameters: { id: "4814384a9e5d4991b9815dcfc25d2f1f" }, expression: HERE },
  ]);
  expect(await rules(one, "rate-limit")).toMatchObject([
    { action: "block", ratelimit: { period: 60, requestsPerPeriod: 400, characteristics: ["cf.colo.id", "ip.src"] } },
  ]);
  const without = await register({ ...one, waf: false });
  expect(without.filter(({ name }) => /firewall|rate-limit/.test(name))).toEqual([]);
});

test("with origin failover a load balancer asks the nearest region, then each by name, and no record shadows it", async () => {
  const resources = await register(saas);
  expect(ofType(resources, "cloudflare:index/dnsRecord:DnsRecord")).toEqual([]);
  const pools = ofType(resources, "cloudflare:index/loadBalancerPool:LoadBalancerPool");
  expect(pools.map(({ inputs }) => inputs.origins)).toMatchObject([
    [{ address: "origin.app.example.org", header: { hosts: ["app.example.org"] } }],
    [{ address: "eu-west-1.origin.app.example.org" }],
    [{ address: "us-east-2.origin.app.example.org" }],
  ]);
  expect(new Set(pools.map(({ inputs }) => inputs.name)).size).toBe(3);
  expect(pools.every(({ dependsOn }) => dependsOn.includes("cdn-monitor"))).toBe(true);
  const { defaultPools, fallbackPool } = named(resources, "cdn-balancer").inputs as {
    defaultPools: string[];
    fallbackPool: string;
  };
  expect(defaultPools.length).toBe(3);
  expect(fallbackPool).not.toBe(defaultPools[0]);
});

test("monitors ask as the CDN would", async () => {
  const monitor = named(await register({ ...saas, healthPath: "/up" }), "cdn-monitor");
  expect(monitor.inputs).toMatchObject({
    type: "https",
    path: "/up",
    header: { Host: ["app.example.org"], "X-Scalekit-Origin": ["s3cret"] },
  });
  expect(monitor.secrets).toContain("header");
});
