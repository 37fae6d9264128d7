import { runInNewContext } from "node:vm";
import { Cdn, type CdnArgs } from "../../../components/edge/cdn";
import { READ_FAILOVER } from "../../../components/edge/read-failover";
import { registerIn } from "../support/monitor";
import { outputs, saas, shop } from "./cdn-args";

const register = (args: CdnArgs) => registerIn(() => new Cdn("cdn", args), { outputs });

test.each([
  ["static files", { staticPaths: ["/static/*"] }, "origin access control"],
  ["a default time", { defaultTtlSeconds: 60 }, "Cache-Control"],
])("Cloudflare refuses %s and names the nearest way", async (_, wish, nearest) => {
  await expect(register({ ...saas, ...wish })).rejects.toMatchObject({
    problem: { code: "SK2020", fix: expect.stringContaining(nearest) },
  });
});

test.each<[string, CdnArgs, string]>([
  ["CloudFront without a zone", withoutKey(shop, "zoneId"), "zoneId"],
  ["Cloudflare without its ids", withoutKey(saas, "cloudflare"), "cloudflare"],
])("%s is refused", async (_, args, path) => {
  await expect(register(args)).rejects.toMatchObject({ problem: { code: "SK2021", path } });
});

function withoutKey(args: CdnArgs, key: keyof CdnArgs): CdnArgs {
  const { [key]: _, ...rest } = args;
  return rest as CdnArgs;
}

describe("the function at the edge", () => {
  const groupsFor = (method: string, headers: Record<string, unknown> = {}) => {
    const groups: unknown[] = [];
    const cf = { createRequestOriginGroup: (group: unknown) => groups.push(JSON.parse(JSON.stringify(group))) };
    const request = { method, uri: "/", headers };
    const result: unknown = runInNewContext(`${READ_FAILOVER.replace(/^import .*$/m, "")}; handler(event);`, {
      cf,
      event: { request },
    });
    expect(result).toBe(request);
    return groups;
  };

  test.each(["GET", "HEAD"])("%s may be asked of another region", (method) => {
    expect(groupsFor(method)).toEqual([
      {
        originIds: [{ originId: "regions" }, { originId: "fallback" }],
        failoverCriteria: { statusCodes: [500, 502, 503, 504] },
      },
    ]);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s is not", (method) => {
    expect(groupsFor(method)).toEqual([]);
  });

  test("nor is a connection that is upgraded", () => {
    expect(groupsFor("GET", { upgrade: { value: "websocket" } })).toEqual([]);
  });
});
