import { describeWithOracle, replacesOn } from "../../support/oracle";
import type { Registered } from "../support/monitor";
import { refusedByProvider } from "../support/oracle";
import { buildBehindEntry, buildEntry, buildGroup, KEY_ARN } from "./base";

const binding = { store: "orders", access: "write", parameters: { HOST: "/h" }, secrets: { SECRET: "s" } } as const;

/** Property paths whose values differ, lists taken as a whole. */
function changed(before: unknown, after: unknown, path = ""): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isObject(before) || !isObject(after)) return [path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changed(before[key], after[key], path ? `${path}.${key}` : key));
}
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Changes from one to the other that the real provider answers with a replacement. */
const replaced = (before: readonly Registered[], after: readonly Registered[]): string[] =>
  before.flatMap(({ urn, type, name, inputs }) =>
    changed(inputs, after.find((each) => each.urn === urn)?.inputs ?? inputs)
      .filter((path) => replacesOn(type, path) === true)
      .map((path) => `${name}: ${path}`),
  );

describeWithOracle("the real provider accepts", () => {
  test("an entry, whoever stands before it", async () => {
    for (const resources of [
      await buildEntry({ validation: "here" }),
      await buildEntry({ acceptFrom: { cdn: "cloudfront", prefixListId: "pl-1" }, originSecret: "s" }),
      await buildEntry({
        acceptFrom: { cdn: "cloudflare", cidrs: ["173.245.48.0/20"] },
        routing: "active-passive",
        failoverRole: "SECONDARY",
        primaryHostName: "eu-north-1.origin.shop.example",
      }),
    ]) {
      expect(refusedByProvider(resources)).toEqual([]);
    }
  });

  test("a service alone, behind an entry, with Spot, with a warm pool", async () => {
    for (const resources of [
      await buildGroup(),
      await buildBehindEntry({
        requestsPerMinutePerUnit: 4200,
        predictive: "scale",
        bindings: [binding],
        keyArn: KEY_ARN,
      }),
      await buildGroup({ spot: 0.7, shutdownSeconds: 60 }),
      await buildGroup({ warmPool: 2 }),
    ]) {
      expect(refusedByProvider(resources)).toEqual([]);
    }
  });
});

describeWithOracle("in the real provider nothing is replaced", () => {
  test("when a service grows", async () => {
    const starter = await buildBehindEntry({ minimum: 1, maximum: 2, requestsPerMinutePerUnit: 4200 });
    const global = await buildBehindEntry({
      minimum: 12,
      maximum: 80,
      spot: 0.5,
      instanceTypes: ["m7g.large", "m6g.large"],
      bootSeconds: 90,
      targetCpu: 0.4,
      paths: ["/api/*", "/*"],
      priority: 7,
      environment: { MODE: "x" },
      bindings: [binding],
      predictive: "forecast",
      requestsPerMinutePerUnit: 9000,
    });
    expect(replaced(starter, global)).toEqual([]);
    const pooled = await buildBehindEntry({ warmPool: 3, requestsPerMinutePerUnit: 4200 });
    expect(replaced(starter, pooled)).toEqual([]);
  });

  test("when an entry's settings change, but for the health check's interval", async () => {
    const before = await buildEntry({ accessLogDays: 7, deletionProtection: false });
    const after = await buildEntry({
      accessLogDays: 365,
      originSecret: "s",
      healthCheck: { path: "/", intervalSeconds: 30, threshold: 2 },
    });
    // AWS cannot change it either; Pulumi makes the new check first, and Route 53 takes a new check for healthy.
    expect(replaced(before, after)).toEqual(["entry-record-check: requestInterval"]);
  });
});
