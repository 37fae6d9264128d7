import * as fc from "fast-check";
import {
  formatCidr,
  layOut,
  overlaps,
  parseCidr,
  regionCidr,
  regionFacts,
  regionNames,
} from "../../../blueprints/plan/network";

const zones = ["a", "b", "c"];
const subnets = (cidr: string) => layOut(cidr, zones).flatMap((zone) => [zone.appCidr, zone.publicCidr, zone.dataCidr]);

describe("the layout of a network", () => {
  test("gives each zone half a quarter for apps and an eighth of that quarter's rest for public and data", () => {
    expect(layOut("10.24.0.0/16", zones)).toEqual([
      { zone: "a", appCidr: "10.24.0.0/19", publicCidr: "10.24.32.0/20", dataCidr: "10.24.48.0/20" },
      { zone: "b", appCidr: "10.24.64.0/19", publicCidr: "10.24.96.0/20", dataCidr: "10.24.112.0/20" },
      { zone: "c", appCidr: "10.24.128.0/19", publicCidr: "10.24.160.0/20", dataCidr: "10.24.176.0/20" },
    ]);
  });

  test("holds in the smallest network that it takes, with subnets a load balancer can use", () => {
    expect(layOut("10.0.4.0/22", zones)[2]).toEqual({
      zone: "c",
      appCidr: "10.0.6.0/25",
      publicCidr: "10.0.6.128/26",
      dataCidr: "10.0.6.192/26",
    });
  });

  test("keeps nine subnets apart from each other and inside any network from /16 to /22", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 22 }), fc.nat(2 ** 16), (prefix, place) => {
        const network = { base: (place * 2 ** (32 - prefix)) % 2 ** 32, prefix };
        const blocks = subnets(formatCidr(network)).map(parseCidr);
        for (const [index, block] of blocks.entries()) {
          expect(block.base).toBeGreaterThanOrEqual(network.base);
          expect(block.base + 2 ** (32 - block.prefix)).toBeLessThanOrEqual(network.base + 2 ** (32 - prefix));
          for (const other of blocks.slice(index + 1)) expect(overlaps(block, other)).toBe(false);
        }
      }),
    );
  });

  test.each(["10.0.0.0/15", "10.0.0.0/23"])("refuses %s", (cidr) => {
    expect(() => layOut(cidr, zones)).toThrow(RangeError);
  });

  test.each(["10.0.0/16", "10.0.0.256/32", "10.0.0.1/16", "ten", "10.0.0.0/33"])("%s is no CIDR", (text) => {
    expect(() => parseCidr(text)).toThrow(RangeError);
  });
});

describe("the regions", () => {
  test("have a slot each, and none lost or changed the one that it had", () => {
    // Append only: a new region takes the next slot at the end. A changed line here moves somebody's network.
    expect(regionNames().map((region) => `${region} ${regionFacts(region)?.slot}`)).toMatchSnapshot();
    const slots = regionNames().map((region) => regionFacts(region)?.slot);
    expect(new Set(slots).size).toBe(slots.length);
  });

  test("have three zones of their own", () => {
    for (const region of regionNames()) {
      const names = regionFacts(region)?.zones ?? [];
      expect(new Set(names).size).toBe(3);
      for (const name of names) expect(name.slice(0, -1)).toBe(region);
    }
  });

  test("lie apart, and a written CIDR wins", () => {
    const blocks = regionNames().map((region) => parseCidr(regionCidr(region, {})));
    for (const [index, block] of blocks.entries())
      for (const other of blocks.slice(index + 1)) expect(overlaps(block, other)).toBe(false);
    expect(regionCidr("eu-west-1", { "eu-west-1": "172.20.0.0/16" })).toBe("172.20.0.0/16");
  });
});
